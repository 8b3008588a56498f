export type TransferStatus = "COMPUTED" | "FAILED";

/** Where a stored number comes from. Every field is set on transfers trained here; imported ones have `source` alone. */
export interface Provenance {
  /** The file an imported number was read from, or `trained`. */
  source: string;
  /** Weight hashes of the frozen models used, in the order of the sources. */
  models: string[];
  dataHash: string | null;
  configHash: string | null;
  codeVersion: string | null;
  seed: number | null;
  /** Training images of the readout, and epochs over them. */
  images: number | null;
  epochs: number | null;
  /** For example `tensorflow-cpu 2.15.1`. */
  backend: string | null;
  seconds: number | null;
}

/** A transfer to be written: what training measured, before normalisation. */
export interface NewTransfer {
  sources: string[];
  target: string;
  self: boolean;
  control: boolean;
  status: TransferStatus;
  /** Why it FAILED, or null. */
  error: string | null;
  gain: number | null;
  quality: number | null;
  meanLoss: number | null;
  /** Artifact hash of the per-image test losses (Float32, little endian), or null. */
  losses: string | null;
  provenance: Provenance;
}

/** A stored `TRANSFERS_TO` relationship. */
export interface Transfer extends NewTransfer {
  key: string;
  experiment: string;
  order: number;
  affinity: number | null;
  /** 1 is best among the target's edges, self and controls left out. */
  rank: number | null;
  /** ISO 8601, UTC. */
  computedAt: string;
}

/** Orders in which transfers are listed: best first (RANK: 1 first), COMPUTED_AT latest first, KEY by code point; ties by key. */
export const TRANSFER_ORDERS = ["AFFINITY", "RANK", "GAIN", "QUALITY", "COMPUTED_AT", "KEY"] as const;
export type TransferOrder = (typeof TRANSFER_ORDERS)[number];

/** The scratch baseline of a target (`BASELINE`). */
export interface Baseline {
  target: string;
  meanLoss: number | null;
  quality: number | null;
  losses: string | null;
  provenance: Provenance;
}

/**
 * Win counts of one target (`Tournament`). `members` are sourceSet keys (`self` for the self edge), sorted by code point, so that
 * the counts do not depend on the order in which transfers finished. `wins[i * m + j]` = images on which i's loss is lower than
 * j's, a tie counting one half.
 */
export interface Tournament {
  experiment: string;
  target: string;
  members: string[];
  images: number;
  wins: number[];
  /** Artifact hash of the scene of each test image (`src/store/scenes.ts`); null where they are not known. */
  scenes: string | null;
  version: number;
}
