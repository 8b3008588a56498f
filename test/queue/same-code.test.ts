import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueueTransfer } from "../../src/queue/enqueue-transfer.ts";
import { runJob } from "../../src/queue/run-job.ts";
import { startExperiment } from "../../src/queue/start.ts";
import { changeStatus, createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { saveModel } from "../../src/store/models.ts";
import { codeVersion } from "../../src/training/code-version.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { openPlatform, type Platform } from "./platform.ts";
import { smokeExperiment } from "./smoke.ts";

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform(sharedServices());
});
afterAll(() => platform.close());

test("an experiment that other code has begun takes no more training", async () => {
  const { graph, queue } = platform;
  const id = uniqueName("upgraded");
  const { settings } = await createExperiment(graph, smokeExperiment(id));
  await saveModel(graph, {
    key: uniqueName("model"),
    experiment: id,
    task: "edge2d",
    status: "FROZEN",
    error: null,
    weightsHash: "00",
    networkHash: "00",
    parameters: 1,
    meanTestLoss: 1,
    constantLosses: "00",
    winRateVsConstant: 1,
    backend: "tensorflow-cpu test",
    codeVersion: "0.0.1+0123456789ab",
    dataHash: "00",
    seed: 1,
    seconds: 1,
    createdAt: new Date().toISOString(),
  });
  const refusal = {
    code: "WRONG_STATE",
    message: expect.stringMatching(
      `0\\.0\\.1\\+0123456789ab.*${codeVersion().replaceAll(/[.+]/g, "\\$&")}.*new experiment`,
    ),
  };
  await expect(startExperiment(queue, graph, id)).rejects.toMatchObject(refusal);
  await changeStatus(graph, id, ["DRAFT"], "COMPLETED");
  await expect(enqueueTransfer(queue, graph, id, ["edge2d"], "rgb2depth")).rejects.toMatchObject(refusal);
  // A worker that was upgraded while the experiment runs.
  const work = { context: platform, experiment: await requireExperiment(graph, id), settings: settings!, watch: {} };
  await expect(runJob(work, { id: "model/rgb2depth", kind: "MODEL", task: "rgb2depth" })).rejects.toMatchObject(
    refusal,
  );
});
