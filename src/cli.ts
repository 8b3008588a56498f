import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { addAffinities } from "./commands/affinities.ts";
import { addAnalyse } from "./commands/analyse/analyse.ts";
import { storedLosses } from "./commands/analyse/stored-losses.ts";
import { addCypher } from "./commands/cypher.ts";
import { addDelete } from "./commands/delete.ts";
import { addDemo } from "./commands/demo.ts";
import { type GraphDeps, withGraph } from "./commands/deps.ts";
import { reportFailure } from "./commands/exit-status.ts";
import { addExport } from "./commands/export.ts";
import { addExportModels } from "./commands/export-models.ts";
import { addImport } from "./commands/import.ts";
import { addReport } from "./commands/report.ts";
import { addRun } from "./commands/run.ts";
import { addSolve } from "./commands/solve.ts";
import { askedEdges } from "./commands/stored-edges.ts";
import { addUp } from "./commands/up.ts";
import { readConfig } from "./config.ts";
import { openTogether } from "./open-together.ts";
import { openServices } from "./services/open.ts";
import { openArtifacts } from "./store/artifacts.ts";
import { estimatesOf } from "./store/estimates.ts";
import { connectGraph } from "./store/graph.ts";
import { migrate } from "./store/migrate.ts";

const deps: GraphDeps = {
  openGraph: () =>
    openTogether(async (onClose) => {
      const services = await openServices(readConfig());
      onClose(() => services.close());
      const graph = await connectGraph(services.neo4j);
      onClose(() => graph.close());
      await migrate(graph);
      return graph;
    }),
  artifacts: () => openArtifacts(join(readConfig().home, "artifacts")),
  datasets: () => join(readConfig().home, "datasets"),
};

const program = new Command("taskonomy")
  .description("Which vision tasks transfer to which, and which deserve labels")
  .exitOverride()
  .showHelpAfterError("(--help after the command lists what is allowed)");
for (const add of [addUp, addDemo, addRun]) add(program);
const loadEdges = (experiment: string) => withGraph(deps, (graph) => askedEdges(graph, experiment));
addSolve(program, { loadEdges });
addAffinities(program);
addAnalyse(program, {
  loadEdges,
  loadMeasured: (query) => withGraph(deps, (graph) => storedLosses(graph, deps.artifacts(), query)),
  loadEstimates: (experiment) => withGraph(deps, (graph) => estimatesOf(graph, experiment)),
});
for (const add of [addImport, addExport, addDelete, addReport, addCypher]) add(program, deps);
addExportModels(program);
program
  .command("serve")
  .description("the GraphQL server alone; NEO4J_URI and REDIS_URL name the services, else embedded ones run")
  .action(() => import("./server.ts").then(({ main }) => main()));
program
  .command("worker")
  .description("one training worker; NEO4J_URI and REDIS_URL name the services, else embedded ones run")
  .action(async () => {
    await import("./worker.ts");
  });

// Who reads only the first lines, as `head` does, has what was wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});
try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own message; help and version are no failures.
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : reportFailure(error);
}
