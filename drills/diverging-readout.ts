import { match, ok } from "node:assert/strict";
import { newExperiment } from "../src/queue/new-experiment.ts";
import { startExperiment } from "../src/queue/start.ts";
import { createExperiment } from "../src/store/experiments.ts";
import { transfersOf } from "../src/store/transfers.ts";
import { check } from "./checker.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { begin, hasCompleted } from "./site.ts";

const ID = "diverging-readout";
const NEXT = `${ID}-next`;

export const divergingReadout: Drill = {
  description:
    "the readouts' learning rate is absurd: their transfers fail by name, and the next experiment is not touched",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    const { experiment } = newExperiment({ ...SHORT, id: ID });
    const settings = experiment.settings!;
    settings.readout = { ...settings.readout, learningRate: 1e38 };
    await createExperiment(site.graph, experiment);
    await startExperiment(site.queue, site.graph, ID);
    const worker = site.start(["worker"], ID);
    await eventually(() => hasCompleted(site, ID));
    await check(site, ID, {});
    const readouts = (await transfersOf(site.graph, ID)).filter(({ self }) => !self);
    ok(readouts.length > 0);
    for (const { status, error } of readouts) match(`${status} ${error}`, /^FAILED DIVERGED: a loss is not finite$/);
    say(`${readouts.length} transfers: ${readouts[0]!.error}`);

    await begin(site, NEXT, SHORT);
    await eventually(() => hasCompleted(site, NEXT));
    await check(site, NEXT, { expected, home: site.homeOf(ID) });
    await worker.end("SIGTERM");
  },
};
