/**
 * The neighborhood of random tasks, on the published table and on a made-up experiment: our server over HTTP, the same question by hand
 * through the driver alone, in a transaction and in one message, @neo4j/graphql, and `{ __typename }` of our server (what HTTP and GraphQL
 * take without any question), each in turn, on one Neo4j of their own; times in ms:
 *   npx tsx bench/neighborhood.ts [ROUNDS] [TASKS] [TRANSFERS] [SECONDS]      of one contestant in one round
 * Installs @neo4j/graphql under the cache folder. A round before the first one does not count.
 */
import { deepEqual } from "node:assert/strict";
import { join } from "node:path";
import { urlOf } from "../drills/process.ts";
import { openSite } from "../drills/site.ts";
import { randomOf } from "../src/domain/random.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import { graphqlClient } from "./graphql-client.ts";
import { load, type Percentiles, percentiles } from "./latency.ts";
import { storeMadeUp } from "./made-up-graph.ts";
import {
  type Contestant,
  casesOf,
  driverAlone,
  driverAtOnce,
  floor,
  neo4jGraphql,
  ours,
} from "./neighborhood-contestants.ts";
import { installed } from "./npm.ts";
import { startProgram } from "./python.ts";

const [rounds = 3, tasks = 1000, transfers = 1_000_000, seconds = 2] = process.argv.slice(2).map(Number);
const CLIENTS = [1, 8, 64];
const PUBLISHED = "taskonomy2018_16k";
const MADE_UP = "made-up";

process.env.NODE_ENV = "production";
const folder = await installed("neo4j-graphql");
const site = await openSite();
const rival = startProgram(process.execPath, ["--import", "tsx", join(import.meta.dirname, "neo4j-graphql.ts")]);
try {
  const server = site.start(["serve"], "bench");
  const own = graphqlClient(await urlOf(server), Math.max(...CLIENTS));
  const { tasks: uses } = await requireExperiment(site.graph, PUBLISHED);
  const published = uses.filter(({ role }) => role !== "SOURCE").map(({ task }) => task);
  const begun = performance.now();
  const madeUp = await storeMadeUp(site.graph, MADE_UP, tasks, transfers);
  console.log(`${tasks} tasks, ${transfers} transfers stored in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  const { url } = await rival.ask<{ url: string }>(JSON.stringify({ folder, ...site.services.neo4j }));
  const theirs = graphqlClient(url, Math.max(...CLIENTS));
  const answering = [ours(own), driverAlone(site.graph), driverAtOnce(site.graph), neo4jGraphql(theirs)];
  const contestants: Contestant[] = [...answering, floor(own)];

  for (const [experiment, names, ranks] of [
    [PUBLISHED, published, 50],
    [MADE_UP, madeUp, 20],
  ] as const) {
    console.log(`\n${experiment}, p50/p95/p99 in ms`);
    console.log(
      `${"".padEnd(44)} ${contestants.map(({ name }) => name.padEnd(22)).join(" ")} ours/driver  in one message  @neo4j/graphql / ours`,
    );
    for (const question of casesOf(ranks)) {
      const random = randomOf("neighborhood-bench", experiment);
      const asked = () => ({ ...question, experiment, task: random.pick(names) });
      const size = await sameAnswers(asked, answering);
      for (const clients of CLIENTS) {
        const times = contestants.map(() => [] as number[]);
        for (let round = 0; round <= rounds; round++) {
          for (const [i, { ask }] of contestants.entries()) {
            const measured = await load(clients, seconds, () => ask(asked()));
            if (round > 0) times[i]!.push(...measured);
          }
        }
        const label = `${question.label}, ${size.toFixed(0)} edges, clients ${clients}`;
        console.log(line(label, times.map(percentiles)));
      }
    }
  }
  own.close();
  theirs.close();
} finally {
  rival.close();
  await site.close();
}

/** All must find the same transfers; their mean number. */
async function sameAnswers(asked: () => Parameters<Contestant["ask"]>[0], all: Contestant[]): Promise<number> {
  let found = 0;
  for (let i = 0; i < 10; i++) {
    const question = asked();
    const [first, ...others] = await Promise.all(all.map(({ ask }) => ask(question)));
    for (const other of others) deepEqual(other.toSorted(), first!.toSorted(), JSON.stringify(question));
    found += first!.length;
  }
  return found / 10;
}

function line(label: string, times: Percentiles[]): string {
  const [ours, driver, atOnce, theirs] = times;
  const shown = (one: Percentiles): string =>
    [one.p50, one.p95, one.p99]
      .map((ms) => ms.toFixed(1))
      .join("/")
      .padEnd(22);
  const ratio = (a: number, b: number): string => (a / b).toFixed(2);
  return [
    label.padEnd(44),
    ...times.map(shown),
    ratio(ours!.p50, driver!.p50).padEnd(12),
    ratio(ours!.p50, atOnce!.p50).padEnd(15),
    `${ratio(theirs!.p50, ours!.p50)} (p95 ${ratio(theirs!.p95, ours!.p95)})`,
  ].join(" ");
}
