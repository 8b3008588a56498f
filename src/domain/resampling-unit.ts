/** What a bootstrap draws: whole scenes (groups of images, whatever they are called), or images. */
export const RESAMPLING_UNITS = ["scene", "image"] as const;
export type ResamplingUnit = (typeof RESAMPLING_UNITS)[number];
