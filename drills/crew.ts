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
  /** Throws where one ended by itself, or the server, asked all the time, gave any other error than an outage of a service. */
  mustBeWhole(): void;
  /** Ends all in order, and throws the same. */
  end(): Promise<void>;
}

const COMMANDS = { server: "serve", "worker 1": "worker", "worker 2": "worker" };
type MemberName = keyof typeof COMMANDS;

/** What may be answered while a service is away. */
const OUTAGES: ReadonlySet<ErrorCode | undefined> = new Set(["GRAPH_UNAVAILABLE", "QUEUE_UNAVAILABLE"]);
const ASK_MS = 200;

export function startCrew(site: Site, run: string, services?: Addresses): Crew {
  const names = Object.keys(COMMANDS) as MemberName[];
  const unexpected = new Set<string>();
  const dismissed = new Set<Running>();
  const launch = (name: MemberName): Running => {
    const member = site.start([COMMANDS[name]], run, services && { services });
    void member.ended.then((status) => {
      if (!dismissed.has(member))
        unexpected.add(`${name} ended by itself, with ${status}: ${member.lines.at(-1)?.msg}`);
    });
    return member;
  };
  const members = new Map(names.map((name) => [name, launch(name)]));
  const dismiss = (name: MemberName, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    const member = members.get(name)!;
    dismissed.add(member);
    return member.end(signal);
  };
  const mustBeWhole = (): void => {
    if (unexpected.size > 0) throw new TaskonomyError("INTERNAL", [...unexpected].join("\n"));
  };
  const stopAsking = every(ASK_MS, async () => {
    const answer = await ask(members.get("server")!, `{ experiment(id: "${run}") { status error } }`).catch(() => null);
    for (const { message, extensions } of (answer as Answer | null)?.errors ?? []) {
      if (!OUTAGES.has(extensions?.code)) unexpected.add(`${extensions?.code}: ${message}`);
    }
  });
  return {
    names,
    async kill(name) {
      await dismiss(name, "SIGKILL");
      members.set(name, launch(name));
    },
    mustBeWhole,
    async end() {
      stopAsking();
      const statuses = await Promise.all(names.map((name) => dismiss(name, "SIGTERM")));
      deepEqual(statuses, [0, 0, 0], "an orderly end");
      mustBeWhole();
    },
  };
}

interface Answer {
  errors?: { message: string; extensions?: { code?: ErrorCode } }[];
}
