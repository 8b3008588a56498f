import type { Request, Site } from "./site.ts";

export interface Drill {
  description: string;
  /** Throws what is wrong. `say` tells what happens. */
  run(site: Site, options: DrillOptions, say: (what: string) => void): Promise<void>;
}

export interface DrillOptions {
  /** Of the random kills. */
  preset: string;
  kills: number;
  seed: number;
}

/** An experiment of seconds: two targets, and two sources besides. */
export const SHORT: Request = {
  preset: "smoke",
  tasks: [
    { task: "autoencoder", role: "SOURCE" },
    { task: "edge2d", role: "BOTH" },
    { task: "random", role: "SOURCE" },
    { task: "rgb2depth", role: "BOTH" },
  ],
};
