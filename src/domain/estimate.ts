/** How well a source will transfer, told from frozen representations alone (docs/estimators.md). */
export const ESTIMATE_METHODS = ["DDS_COSINE", "DDS_LAPLACIAN", "RSA", "LOGME", "H_SCORE"] as const;
export type EstimateMethod = (typeof ESTIMATE_METHODS)[number];

/** A stored `ESTIMATE` relationship. Controls (t -> t, `random`) have none. */
export interface Estimate {
  experiment: string;
  source: string;
  target: string;
  method: EstimateMethod;
  /** Higher is better; comparable within one target and method only. */
  value: number;
  /** 1 is best among the target's sources by this method. */
  rank: number;
  /** Images that it was computed from. */
  images: number;
  dataHash: string;
  codeVersion: string;
}
