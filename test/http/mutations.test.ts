import { afterAll, beforeAll, expect, test } from "vitest";
import { recordJob } from "../../src/store/jobs.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Api, openApi } from "./api.ts";

let api: Api;
const id = uniqueName("made");

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const mutate = (name: string): Promise<unknown> =>
  api
    .query(`mutation ($id: ID!) { ${name}(id: $id) { id status } }`, { id })
    .then(({ data, errors }) => errors?.[0]?.extensions.code ?? data[name]);

test("an experiment is created, started, cancelled, continued and deleted", async () => {
  const create = `mutation ($input: CreateExperimentInput!) {
    createExperiment(input: $input) { id title status preset seed settings trainingBudget { share minutes candidates trained } tasks { task { name kind } role labelCost } }
  }`;
  const tasks = [{ task: "denoise" }, { task: "reshade", role: "TARGET", labelCost: 2 }, { task: "random" }];
  const input = { id, preset: "smoke", seed: 3, tasks, maxOrder: 1, trainingBudget: { share: 0.5 } };
  const { data } = await api.query(create, { input });
  expect(data.createExperiment).toMatchObject({ id, title: null, status: "DRAFT", preset: "smoke", seed: 3 });
  expect(data.createExperiment.settings).toMatchObject({ maxOrder: 1, imageSize: 64 });
  // Neither denoise -> denoise nor those from random count.
  expect(data.createExperiment.trainingBudget).toEqual({ share: 0.5, minutes: null, candidates: 1, trained: 0 });
  expect(data.createExperiment.tasks).toEqual([
    { task: { name: "denoise", kind: "TWO_D" }, role: "BOTH", labelCost: 1 },
    { task: { name: "random", kind: "CONTROL" }, role: "SOURCE", labelCost: 1 },
    { task: { name: "reshade", kind: "THREE_D" }, role: "TARGET", labelCost: 2 },
  ]);
  expect((await api.query(create, { input })).errors![0]!.extensions.code).toBe("ALREADY_EXISTS");

  expect(await mutate("cancelExperiment")).toBe("WRONG_STATE");
  expect(await mutate("startExperiment")).toEqual({ id, status: "RUNNING" });
  expect(await mutate("startExperiment")).toBe("WRONG_STATE");
  const train = `mutation { trainTransfer(experiment: "${id}", sources: ["denoise"], target: "reshade") { id } }`;
  expect((await api.query(train)).errors![0]!.extensions.code).toBe("WRONG_STATE");
  const remove = `mutation { deleteExperiment(id: "${id}") }`;
  expect((await api.query(remove)).errors![0]!.extensions.code).toBe("WRONG_STATE");

  const finishedAt = new Date().toISOString();
  const job = { id: "dataset/0", experiment: id, kind: "DATASET" as const, error: null, seconds: 1.5, finishedAt };
  await recordJob(api.graph, { ...job, status: "DONE" });
  await recordJob(api.graph, { ...job, id: "dataset/1", status: "DONE" });
  const { data: read } = await api.query(
    `{ experiment(id: "${id}") { jobs(first: 1) { edges { cursor node { id kind status seconds experiment { id } } } pageInfo { hasNextPage } } } }`,
  );
  const [{ node, cursor }] = read.experiment.jobs.edges;
  expect(node).toEqual({ id: "dataset/0", kind: "DATASET", status: "DONE", seconds: 1.5, experiment: { id } });
  expect(read.experiment.jobs.pageInfo.hasNextPage).toBe(true);
  const rest = await api.query(
    `query ($after: String) { experiment(id: "${id}") { jobs(after: $after) { edges { node { id } } pageInfo { hasNextPage } } } }`,
    { after: cursor },
  );
  expect(rest.data.experiment.jobs).toEqual({
    edges: [{ node: { id: "dataset/1" } }],
    pageInfo: { hasNextPage: false },
  });

  expect(await mutate("cancelExperiment")).toEqual({ id, status: "CANCELLED" });
  expect((await api.query(remove)).data).toEqual({ deleteExperiment: id });
  expect((await api.query(`{ experiment(id: "${id}") { id } }`)).data.experiment).toBeNull();
});
