import type { TaskonomyError } from "../domain/errors.ts";

export interface GraphAddress {
  uri: string;
  user: string;
  password: string;
  database: string;
}

export interface Addresses {
  neo4j: GraphAddress;
  redis: { url: string };
}

/** Which services to use: given ones, or where null the embedded ones of `home`. */
export interface ServicesConfig {
  home: string;
  neo4j: GraphAddress | null;
  redisUrl: string | null;
}

/** A Neo4j and a Redis that answer. */
export interface Services extends Addresses {
  embedded: boolean;
  /** Resolves with the reason when an embedded service of this process cannot be kept running. */
  givenUp: Promise<TaskonomyError>;
  /** Stops what this process started. */
  close(): Promise<void>;
}
