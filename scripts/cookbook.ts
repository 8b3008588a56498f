import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatRows } from "../src/commands/format-rows.ts";
import { importPublished } from "../src/commands/import.ts";
import { readConfig } from "../src/config.ts";
import { openTogether } from "../src/open-together.ts";
import { ownServices } from "../src/services/open.ts";
import { type Analysis, analyse } from "../src/store/analysis.ts";
import { connectGraph, type Graph } from "../src/store/graph.ts";
import { migrate } from "../src/store/migrate.ts";

const ANALYSES = join(import.meta.dirname, "../cypher/analysis");
const PAGE = join(import.meta.dirname, "../docs/cookbook.md");
const LIMITS = { rows: 1000, seconds: 60 };

const experiment = "taskonomy2018_16k";
const both = { a: experiment, b: "taskonomy2018_1k" };

/** The statements of `cypher/analysis` in the page's order, each with the parameters that it is shown with. */
export const RECIPES: Record<string, Record<string, string | number>> = {
  "best-sources": { experiment, target: "reshade", limit: 5 },
  "sets-that-beat-their-members": { experiment, target: "reshade", limit: 5 },
  "better-than-supervised": { experiment, limit: 5 },
  "best-transferring-tasks": { experiment, limit: 5 },
  "hub-tasks": { experiment, top: 3, limit: 5 },
  "asymmetric-pairs": { experiment, limit: 5 },
  "redundant-sources": { experiment, minTargets: 3, limit: 5 },
  "order-gain": { experiment, limit: 6 },
  "hard-targets": { experiment, limit: 5 },
  "kind-contrast": { experiment, limit: 8 },
  "below-random": { experiment, limit: 5 },
  "agreement-of-experiments": { ...both, limit: 5 },
  "disagreement-of-experiments": { ...both, limit: 5 },
  "latest-events": { limit: 3 },
  "data-dictionary": { limit: 10 },
};

/** What these give depends on all that a graph holds. */
export const OF_WHOLE_GRAPH = ["latest-events", "data-dictionary"];

const HEADING = `# Cookbook: Cypher on the graph of transfers

Each statement of \`cypher/analysis\` with the command that runs it and what it prints, on a graph that holds the paper's published tables and
nothing else. \`npm run cookbook\` writes this page. [The data model](data-model.md) explains labels, properties and the rules under which statements
run; [operations](operations.md#neo4js-own-clients-on-the-embedded-graph) how to open the same graph in cypher-shell or Neo4j Browser.
`;

/** The page, from a graph that holds the published tables. */
export async function cookbook(graph: Graph): Promise<string> {
  const recipes = [];
  for (const [name, parameters] of Object.entries(RECIPES)) {
    const text = readFileSync(join(ANALYSES, `${name}.cypher`), "utf8");
    recipes.push(recipe(name, text, parameters, await analyse(graph, text, parameters, LIMITS)));
  }
  return [HEADING, ...recipes].join("\n");
}

function recipe(name: string, text: string, parameters: object, answer: Analysis): string {
  const lines = text.trim().split("\n");
  const begin = lines.findIndex((line) => !line.startsWith("//"));
  const comment = lines.slice(0, begin).map((line) => line.slice(3));
  const purpose = comment.slice(
    0,
    comment.findIndex((line) => line.startsWith("Parameters:")),
  );
  const options = Object.entries(parameters).map(([key, value]) => ` --param ${key}=${value}`);
  return `## ${name}

${purpose.join("\n")}

\`\`\`cypher
${lines.slice(begin).join("\n")}
\`\`\`

\`\`\`
$ npx taskonomy cypher cypher/analysis/${name}.cypher${options.join("")}
${formatRows(answer).lines.join("\n")}
\`\`\`
`;
}

/** `npm run cookbook`: writes the page, from an embedded graph made for it. */
async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "taskonomy-cookbook-"));
  const { graph, close } = await openTogether(async (onClose) => {
    onClose(() => rm(home, { recursive: true, force: true }));
    const services = await ownServices({ ...readConfig({}), home });
    onClose(() => services.close());
    const graph = await connectGraph(services.neo4j);
    onClose(() => graph.close());
    await migrate(graph);
    await importPublished(graph);
    return { graph };
  });
  try {
    await writeFile(PAGE, await cookbook(graph));
  } finally {
    await close();
  }
}

if (process.argv[1] === import.meta.filename) await main();
