/** What bench/training.ts asks of every contestant. Files are float32, row-major, channels last. */

/** Some steps of a group of networks on random rows; answered with medians of a step. */
export interface StepsRequest {
  /** A group of readouts from one source, or one task network. */
  work: "readouts" | "network";
  members: number;
  /** Numbers that a head puts out at each of its 8 x 8 positions: the 8 x 8 pixels of a map. */
  columns: number;
  inputs: string;
  /** Of the inputs: images, height, width, channels. */
  shape: number[];
  /** One file a member: its map, in the order of patches (8 x 8 x columns an image). */
  truths: string[];
  batch: number;
  steps: number;
}

/** Readouts from one source to all targets, from files to the test losses: the first `train` images train, the others test. */
export interface JobRequest {
  work: "job";
  columns: number;
  inputs: string;
  truths: string[];
  train: number;
  test: number;
  epochs: number;
  batch: number;
}

/** By the wall clock, and of the processor. */
export interface Answer {
  seconds: number;
  cpu: number;
  /** Mean test loss of a job. */
  loss?: number;
}
