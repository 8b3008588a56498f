import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { openStores, type Stores } from "./open-stores.ts";
import type { Closer } from "./open-together.ts";
import type { WorkerContext } from "./queue/context.ts";
import { openServices } from "./services/open.ts";
import { openArtifacts } from "./store/artifacts.ts";
import { loadBackend } from "./training/backend.ts";

/** Inside `openTogether`: what a worker has at hand, on the services that it finds or starts. BACKEND_UNAVAILABLE. */
export async function openWorker(
  config: Config,
  log: Logger,
  onClose: (closer: Closer) => void,
): Promise<{ context: WorkerContext; services: Stores["services"] }> {
  const { name, version } = await loadBackend();
  const { services, graph, queue } = await openStores(openServices, config, onClose);
  const artifacts = openArtifacts(join(config.home, "artifacts"));
  const datasets = join(config.home, "datasets");
  const context = { graph, queue, artifacts, datasets, backend: `${name} ${version}`, opened: new Map(), log };
  return { context, services };
}
