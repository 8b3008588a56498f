import { afterAll, beforeAll, expect, test } from "vitest";
import { PRESETS } from "../../src/domain/presets.ts";
import type { NewTransfer } from "../../src/domain/transfer.ts";
import { affinityVectors } from "../../src/resolvers/affinity-vectors.ts";
import { type Context, contextOf } from "../../src/resolvers/context.ts";
import { currentEdges } from "../../src/resolvers/current-edges.ts";
import { affinities } from "../../src/solver/ahp.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { migrate } from "../../src/store/migrate.ts";
import { recordTransfers } from "../../src/store/record-transfers.ts";
import { saveTasks } from "../../src/store/tasks.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await connectGraph(sharedServices().neo4j);
  await migrate(graph);
});
afterAll(() => graph.close());

test("affinities of a trained experiment are AHP on the counts that are stored now, and sum to 1", async () => {
  const names = ["denoise", "edge2d", "random", "reshade"];
  const tasks = names.map(taskDefinition).map(({ name, kind, description, approximation }) => ({
    name,
    kind,
    description,
    approximation,
  }));
  await saveTasks(graph, tasks);
  const experiment = await createExperiment(graph, {
    id: uniqueName("trained"),
    title: null,
    preset: "smoke",
    seed: 1,
    settings: PRESETS.smoke.settings,
    tasks: names.map((task) => ({ task, role: task === "random" ? "SOURCE" : "BOTH", labelCost: 1, importance: 1 })),
  });
  // Row i, column j: on how many of ten images member i beats member j.
  const members = ["denoise", "denoise+edge2d", "random", "reshade", "self"];
  const wins = [5, 3, 9, 8, 2, 7, 5, 10, 9, 4, 1, 0, 5, 2, 0, 2, 1, 8, 5, 1, 8, 6, 10, 9, 5];
  await recordTransfers(graph, {
    experiment: experiment.id,
    target: "reshade",
    transfers: members.map((member) => transfer(member)),
    // Stored affinities are made up, so that the answer can only come from the counts.
    renormalise: async () => ({
      tournament: { members, images: 10, wins },
      affinities: Object.fromEntries(members.map((member) => [member, 0.2])),
    }),
  });

  const context = contextOf(
    { graph, vectors: affinityVectors() } as Context,
    {
      name: "test",
      role: "reader",
      expires: null,
    },
    new AbortController().signal,
  );
  const edges = await currentEdges(context, experiment, "reshade");
  const { values } = affinities(wins, 5, 10);
  const byMember = Object.fromEntries(edges.map(({ key, affinity }) => [key.split("/")[1], affinity]));
  expect(byMember).toEqual(Object.fromEntries(members.map((member, i) => [member, values[i]])));
  // Sum 1 within the rounding of five additions.
  expect(edges.reduce((sum, { affinity }) => sum + affinity, 0)).toBeCloseTo(1, 12);
  expect(Object.fromEntries(edges.map(({ key, rank }) => [key.split("/")[1], rank]))).toEqual({
    "denoise+edge2d": 1,
    denoise: 2,
    // Control (t -> t), control, self.
    reshade: null,
    random: null,
    self: null,
  });
  expect(await currentEdges(context, experiment)).toEqual(edges);
});

function transfer(member: string): NewTransfer {
  const self = member === "self";
  const sources = self ? ["reshade"] : member.split("+");
  return {
    sources,
    target: "reshade",
    self,
    control: ["random", "reshade"].includes(member),
    status: "COMPUTED",
    error: null,
    gain: 0.5,
    quality: 0.5,
    meanLoss: 1,
    losses: member,
    provenance: {
      source: "trained",
      models: [],
      dataHash: null,
      configHash: null,
      codeVersion: null,
      seed: 1,
      images: 10,
      epochs: 1,
      backend: null,
      seconds: 1,
    },
  };
}
