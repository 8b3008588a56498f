import { setTimeout as sleep } from "node:timers/promises";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { startCrew } from "./crew.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { begin, hasCompleted, type ServiceName } from "./site.ts";
import { type Network, openNetwork } from "./toxiproxy.ts";

const ID = "network";
const NAMES: ServiceName[] = ["neo4j", "redis"];
const LASTING_MS = 6000;

interface Trouble {
  what: string;
  begin(network: Network, name: ServiceName): Promise<void>;
}

const TROUBLES: Trouble[] = [
  {
    what: "0.2 to 0.4 s late",
    begin: (network, name) => network.spoil(name, "latency", { latency: 300, jitter: 100 }),
  },
  { what: "20 KB a second", begin: (network, name) => network.spoil(name, "bandwidth", { rate: 20 }) },
  { what: "reset", begin: (network, name) => network.spoil(name, "reset_peer", { timeout: 0 }) },
  // What is asked still arrives, so that commits happen of which nobody hears; then the connection breaks.
  { what: "no answer", begin: (network, name) => network.spoil(name, "timeout", { timeout: LASTING_MS / 2 }) },
  { what: "unreachable", begin: (network, name) => network.cut(name) },
];

export const badNetwork: Drill = {
  description:
    "between server, workers and services: late, slow, reset, answers lost after commits, cut (needs Go, for toxiproxy)",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    const network = await openNetwork(site.services);
    try {
      await begin(site, ID, SHORT);
      const crew = startCrew(site, ID, network.services);
      for (const [i, { what, begin: spoil }] of TROUBLES.entries()) {
        await eventually(async () => (await listJobs(site.graph, ID)).length >= 2 * i);
        say(what);
        for (const name of NAMES) await spoil(network, name);
        await sleep(LASTING_MS);
        for (const name of NAMES) await network.heal(name);
      }
      await eventually(() => hasCompleted(site, ID));
      await check(site, ID, { expected });
      await crew.end();
    } finally {
      network.close();
    }
  },
};
