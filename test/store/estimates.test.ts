import { beforeAll, expect, test } from "vitest";
import type { Estimate } from "../../src/domain/estimate.ts";
import { deleteExperiment } from "../../src/store/delete-experiment.ts";
import { estimatesOf, listEstimates, saveEstimates } from "../../src/store/estimates.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

const graph = useGraph();
let id: string;
beforeAll(async () => {
  id = await importPublishedTable(graph(), "taskonomy2018");
});

const estimate = (source: string, method: Estimate["method"], value: number, rank: number): Estimate => ({
  ...{ experiment: id, source, target: "reshade", method, value, rank },
  ...{ images: 300, dataHash: "d", codeVersion: "c" },
});

test("estimates are stored once, listed by target, method and rank, and deleted with their experiment", async () => {
  const all = [
    estimate("edge3d", "LOGME", 0.2, 1),
    estimate("denoise", "LOGME", 0.1, 2),
    estimate("edge3d", "RSA", 0.5, 1),
  ];
  await saveEstimates(graph(), id, [...all].reverse());
  await saveEstimates(graph(), id, all);
  expect(await estimatesOf(graph(), id)).toEqual(all);
  expect(await listEstimates(graph(), { experiment: id, method: "LOGME", first: 1 })).toEqual([all[0]]);
  expect(await listEstimates(graph(), { experiment: id, target: "denoise", first: 10 })).toEqual([]);
  await expect(saveEstimates(graph(), "nowhere", all)).rejects.toMatchObject({ code: "NOT_FOUND" });

  await deleteExperiment(graph(), id);
  expect(await estimatesOf(graph(), id)).toEqual([]);
});
