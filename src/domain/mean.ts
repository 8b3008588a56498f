export const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
