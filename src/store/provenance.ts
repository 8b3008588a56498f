import type { Provenance } from "../domain/transfer.ts";

const UNKNOWN: Omit<Provenance, "source"> = {
  models: [],
  dataHash: null,
  configHash: null,
  codeVersion: null,
  seed: null,
  images: null,
  epochs: null,
  backend: null,
  seconds: null,
};

/** As the graph stores it: JSON without what is unknown. */
export const packProvenance = (provenance: Provenance): string =>
  JSON.stringify(provenance, (_, value: unknown) => (value === null ? undefined : value));

export const unpackProvenance = (text: string): Provenance => ({ ...UNKNOWN, ...JSON.parse(text) }) as Provenance;

/** Of a number read from a file. */
export const importedFrom = (source: string): Provenance => ({ ...UNKNOWN, source });
