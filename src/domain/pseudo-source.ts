/** What stands beside the readouts of a target: the fully supervised network, and the scratch baseline. */
export const PSEUDO_SOURCES = ["self", "pixels"];

/** The sources of a row. */
export interface NamedSources {
  /** Empty for a pseudo-source. */
  sources: string[];
  self: boolean;
  pixels: boolean;
}

/** Names as a file or a request gives them; a pseudo-source stands alone. */
export function namedSources(names: string[]): NamedSources {
  const [only] = names.length === 1 ? names : [];
  const [self, pixels] = [only === "self", only === "pixels"];
  return { sources: self || pixels ? [] : names, self, pixels };
}
