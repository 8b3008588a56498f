/** One version of an edge (`TransferEvent`): the numbers are those at its commit. */
export interface TransferEvent {
  /** Position in the one sequence of the whole store. */
  seq: number;
  /** Random, of the transaction that wrote it; null in databases of before there was one. */
  commit: string | null;
  transferKey: string;
  experiment: string;
  target: string;
  sources: string[];
  status: "COMPUTED" | "FAILED";
  affinity: number | null;
  gain: number | null;
  quality: number | null;
}
