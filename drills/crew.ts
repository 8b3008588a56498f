import { deepEqual } from "node:assert/strict";
import { type ErrorCode, TaskonomyError } from "../src/domain/errors.ts";
import { every } from "../src/queue/every.ts";
import type { Addresses } from "../src/services/services.ts";
import type { Running } from "./process.ts";
import { ask, type Site } from "./site.ts";

/** A server and two workers of a run, as an owner would keep them: a killed one is replaced. */
export interface Crew {
  names: MemberName[];
  kill(name: MemberName): Promise<void>;
  /** Ends all in order. Throws where the server, asked all the time, gave any other error than an outage of a service. */
  end(): Promise<void>;
}

const COMMANDS = { server: "serve", "worker 1": "worker", "worker 2": "worker" };
type MemberName = keyof typeof COMMANDS;

/** What may be answered while a service is away. */
const OUTAGES: ReadonlySet<ErrorCode | undefined> = new Set(["GRAPH_UNAVAILABLE", "QUEUE_UNAVAILABLE"]);
const ASK_MS = 200;

export function startCrew(site: Site, run: string, services?: Addresses): Crew {
  const names = Object.keys(COMMANDS) as MemberName[];
  const launch = (name: MemberName): Running => site.start([COMMANDS[name]], run, services && { services });
  const members = new Map(names.map((name) => [name, launch(name)]));
  const unexpected = new Set<string>();
  const stopAsking = every(ASK_MS, async () => {
    const answer = await ask(members.get("server")!, `{ experiment(id: "${run}") { status error } }`).catch(() => null);
    for (const { message, extensions } of (answer as Answer | null)?.errors ?? []) {
      if (!OUTAGES.has(extensions?.code)) unexpected.add(`${extensions?.code}: ${message}`);
    }
  });
  return {
    names,
    async kill(name) {
      await members.get(name)!.end("SIGKILL");
      members.set(name, launch(name));
    },
    async end() {
      stopAsking();
      const statuses = await Promise.all([...members.values()].map((member) => member.end("SIGTERM")));
      deepEqual(statuses, [0, 0, 0], "an orderly end");
      if (unexpected.size > 0) throw new TaskonomyError("INTERNAL", [...unexpected].join("\n"));
    },
  };
}

interface Answer {
  errors?: { message: string; extensions?: { code?: ErrorCode } }[];
}
