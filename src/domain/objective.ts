/** What an edge is worth to the program, by name (method section 4); `affinity` is the paper's. */
export const OBJECTIVES = ["affinity", "quality", "gain", "log", "relative", "saturating"] as const;
export type Objective = (typeof OBJECTIVES)[number];
