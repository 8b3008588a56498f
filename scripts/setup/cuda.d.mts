export function hasCudaDevice(): boolean;
