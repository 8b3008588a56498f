/**
 * Import of a table of transfers, and the edges alone by UNWIND through the driver, in turn, each as an experiment of its own on one Neo4j:
 *   npx tsx bench/import.ts [TRANSFERS] [ROUNDS]
 * Ours also writes an event for each transfer and checks what it is given.
 */
import { openSite } from "../drills/site.ts";
import { randomOf } from "../src/domain/random.ts";
import { edgeParameter } from "../src/store/edge.ts";
import { type ImportedRow, importTable } from "../src/store/imports.ts";
import { madeUpEdge, storeExperiment, taskNames } from "./made-up-graph.ts";
import { median } from "./python.ts";

const [transfers = 1_000_000, rounds = 1] = process.argv.slice(2).map(Number);
const BATCH = 10_000;

/** What a script would do: the same properties of the same relationships, nothing else. */
const UNWIND = `
  UNWIND $edges AS edge
  MATCH (s:Task {name: edge.from}), (t:Task {name: edge.target})
  CREATE (s)-[e:TRANSFERS_TO]->(t)
  SET e = edge.properties`;

const names = taskNames(Math.ceil(Math.sqrt(transfers)));
const random = randomOf("import-bench");
const rows = names.flatMap((target) => names.map((source) => row(source, target))).slice(0, transfers);

const site = await openSite();
try {
  await storeExperiment(site.graph, "tasks", names);
  const times = { ours: [] as number[], driver: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await seconds(() => importRows(`ours-${round}`)));
    times.driver.push(await seconds(() => unwind(`driver-${round}`)));
  }
  const [ours, driver] = [median(times.ours), median(times.driver)];
  console.log(`${transfers} transfers, medians of ${rounds} rounds`);
  console.log(`  import  ${ours.toFixed(1)} s, ${(transfers / ours).toFixed(0)} edges/s, each with its event`);
  console.log(
    `  UNWIND  ${driver.toFixed(1)} s, ${(transfers / driver).toFixed(0)} edges/s   (ratio ${(ours / driver).toFixed(2)})`,
  );
  console.log(`most memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
} finally {
  await site.close();
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function row(source: string, target: string): ImportedRow {
  const gain = random.uniform();
  return {
    ...{ target, sources: [source], self: false, control: source === target, pixels: false },
    ...{ affinity: random.uniform(), gain, quality: gain / 2 },
  };
}

function importRows(id: string): Promise<unknown> {
  return importTable(site.graph, { id, title: null, source: "made-up", rows, tasks: [] });
}

async function unwind(id: string): Promise<void> {
  const { driver, database } = site.graph;
  for (let from = 0; from < rows.length; from += BATCH) {
    const edges = rows
      .slice(from, from + BATCH)
      .map(({ sources, target, affinity, gain }) =>
        edgeParameter(madeUpEdge(id, { sources, target, affinity: affinity!, gain: gain! })),
      );
    await driver.executeQuery(UNWIND, { edges }, { database });
  }
}
