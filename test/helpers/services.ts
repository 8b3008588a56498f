import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { Addresses } from "../../src/services/services.ts";

/**
 * The Neo4j and the Redis that all test files of a run share. A test keeps to itself by names of its own, see
 * `uniqueName`, and cleans up what would disturb others.
 */
export function sharedServices(): Addresses {
  const services = inject("services");
  if (services === null) throw new Error("No services were started: import test/helpers/services.ts statically");
  return services;
}

/** An experiment id or queue name that no other test uses. */
export const uniqueName = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`;
