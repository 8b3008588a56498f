import type { Baseline } from "../domain/transfer.ts";
import { packProvenance, unpackProvenance } from "./provenance.ts";

export interface BaselineRow {
  baseline: Record<string, unknown> & { provenance: string };
  target: string;
  [column: string]: unknown;
}

export const baselineOf = ({ baseline: { key: _, ...baseline }, target }: BaselineRow): Baseline => ({
  meanLoss: null,
  quality: null,
  losses: null,
  ...baseline,
  target,
  provenance: unpackProvenance(baseline.provenance),
});

/** A baseline as a parameter of the statement that writes them. */
export const baselineParameter = (experiment: string, { target, provenance, ...rest }: Baseline) => ({
  target,
  properties: { key: `${experiment}/${target}`, ...rest, provenance: packProvenance(provenance) },
});
