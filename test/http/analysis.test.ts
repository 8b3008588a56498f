import { afterAll, beforeAll, expect, test } from "vitest";
import { importLosses } from "../../src/commands/import-losses.ts";
import { parseLosses } from "../../src/files/losses.ts";
import { changeStatus } from "../../src/store/experiments.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Api, importText, openApi, TABLE_HEADER } from "./api.ts";

// By affinity a budget of 1 buys a (0.6 + 0.3), by Quality b (0.45 + 0.5).
const TABLE = `${TABLE_HEADER}
a,self,1,0.6,0.9,0.5
a,b,1,0.4,0.7,0.45
b,self,1,0.45,0.9,0.5
b,a,1,0.3,0.6,0.2
`;

let api: Api;
let id: string;
beforeAll(async () => {
  api = await openApi();
  id = await importText(api.graph, TABLE);
});
afterAll(() => api.close());

const ask = (query: string) => api.query(`query ($id: ID!) { ${query} }`, { id });

test("budgetCurve tells what every budget buys", async () => {
  const { data } = await ask(
    "budgetCurve(experiment: $id, budgets: [0, 1, 2]) { budget status value marginalValue usedSources other { message usedSources } }",
  );
  const [none, one, two] = data.budgetCurve;
  expect(none).toMatchObject({ status: "INFEASIBLE", value: null, other: null });
  expect(one).toMatchObject({ usedSources: ["a"], marginalValue: null, other: { usedSources: ["b"] } });
  expect(one.other.message).toMatch(/Quality 0\.47 instead of 0\.35/);
  expect(two.marginalValue).toBeCloseTo(0.15, 12);
});

test("estimates are listed of trained experiments; an imported one has none", async () => {
  const estimates = (rest: string) =>
    ask(`estimates(experiment: $id${rest}) { source target method value rank images dataHash codeVersion }`);
  expect((await estimates(', target: "a", method: DDS_LAPLACIAN')).data.estimates).toEqual([]);
  expect((await estimates(", first: 1001")).errors![0]!.extensions!.code).toBe("BAD_INPUT");
});

test("a taxonomy warns of what another objective would buy", async () => {
  const { data } = await ask(
    `one: taxonomy(experiment: $id, budget: 1) { otherObjective { objective usedSources gain quality } }
     two: taxonomy(experiment: $id, budget: 2) { otherObjective { objective } }`,
  );
  expect(data.one.otherObjective).toEqual({
    ...{ objective: "quality", usedSources: ["b"], gain: expect.closeTo(0.8, 9), quality: expect.closeTo(0.475, 9) },
  });
  expect(data.two.otherObjective).toBeNull();
});

test("an experiment of whose table only a part is there is not answered from", async () => {
  const half = await importText(api.graph, TABLE);
  await changeStatus(api.graph, half, ["IMPORTED"], "IMPORTING");
  for (const field of [
    "taxonomy(experiment: $id, budget: 1) { value }",
    "affinities(experiment: $id) { affinity }",
    "similarity(experiment: $id) { newick }",
    'confidence(experiment: $id, target: "a") { images }',
  ]) {
    const { errors } = await api.query(`query ($id: ID!) { ${field} }`, { id: half });
    expect(errors![0]!.extensions!.code).toBe("WRONG_STATE");
    expect(errors![0]!.message).toMatch(/is IMPORTING: .* import it again with --replace/);
  }
  await importText(api.graph, TABLE, half);
  const { data } = await api.query("query ($id: ID!) { taxonomy(experiment: $id, budget: 1) { value } }", { id: half });
  expect(data.taxonomy.value).toBeCloseTo(0.9, 12);
});

test("why, leaveOneOut and alternatives answer with stored transfers", async () => {
  const { data } = await ask(
    `why(experiment: $id, budget: 1, about: "a") { chosen loss buys drops changes { target before { key } after { key } } }
     leaveOneOut(experiment: $id, budget: 1) { taxonomy { usedSources { name } } regrets { source regret replacedBy } }
     alternatives(experiment: $id, budget: 1) { complete taxonomies { value usedSources { name } transfers { key } } }`,
  );
  expect(data.why).toMatchObject({ chosen: true, loss: expect.closeTo(0.05, 9), buys: ["b"], drops: ["a"] });
  expect(data.why.changes[0]).toEqual({
    ...{ target: "a", before: { key: `${id}/self/a` }, after: { key: `${id}/b/a` } },
  });
  expect(data.leaveOneOut.taxonomy.usedSources).toEqual([{ name: "a" }]);
  expect(data.leaveOneOut.regrets).toEqual([{ source: "a", regret: expect.closeTo(0.05, 9), replacedBy: ["b"] }]);
  expect(data.alternatives.complete).toBe(true);
  const labels = data.alternatives.taxonomies.map(({ usedSources }: { usedSources: object[] }) => usedSources);
  expect(labels).toEqual([[{ name: "a" }], [{ name: "b" }]]);
});

test("significance and similarity say what they compare", async () => {
  const { data } = await ask(
    `significance(experiment: $id, budget: 1, draws: 50) { nulls { name value { observed p } quality { p } } note }
     similarity(experiment: $id, vectors: affinity, resamples: 5) { by tasks filled newick clusters { tasks support } }`,
  );
  expect(data.significance.nulls.map(({ name }: { name: string }) => name)).toEqual(["RANDOM_EDGES", "BEST_EDGES"]);
  expect(data.significance.nulls[0].value.observed).toBeCloseTo(0.9, 12);
  expect(data.significance.note).toContain("same budget");
  expect(data.similarity).toMatchObject({
    by: null,
    tasks: ["a", "b"],
    filled: 0,
    clusters: [{ tasks: ["a", "b"], support: 1 }],
  });
  expect(data.similarity.newick).toMatch(/^\(a:[\d.]+,b:[\d.]+\)1;$/);
});

test("comparison and novelTargets answer with stored transfers", async () => {
  const other = await importText(api.graph, TABLE.replace("a,b,1,0.4", "a,b,1,0.9"));
  const { data } = await api.query(
    `query ($id: ID!, $other: ID!) {
      comparison(experiment: $id, other: $other, budget: 1, moved: 1) {
        edges { both onlyBefore onlyAfter }
        moved { before { key } after { key } rankBefore rankAfter of }
        taxonomies { before { usedSources { name } } after { usedSources { name } } shared regret changes { target after { key } } }
      }
      novelTargets(experiment: $id, budget: 2) { targets { target alone { transfer { key } labels } } alone { gain } }
    }`,
    { id, other },
  );
  expect(data.comparison.edges).toEqual({ both: 4, onlyBefore: 0, onlyAfter: 0 });
  expect(data.comparison.moved).toHaveLength(1);
  expect(data.comparison.moved[0]).toMatchObject({ before: { key: expect.stringContaining(id) }, of: 2 });
  const { before, after, shared, regret, changes } = data.comparison.taxonomies;
  expect([before.usedSources, after.usedSources, shared]).toEqual([[{ name: "a" }], [{ name: "b" }], []]);
  // The second is worth 0.9 + 0.45 with b, and 0.6 + 0.3 with a.
  expect(regret).toBeCloseTo(0.45, 9);
  expect(changes[0]).toEqual({ target: "a", after: { key: `${other}/b/a` } });
  const [novel] = data.novelTargets.targets;
  expect(novel).toEqual({ target: "a", alone: { transfer: { key: `${id}/b/a` }, labels: ["b"] } });
  expect(data.novelTargets.alone.gain).toBeCloseTo(0.65, 12);
});

test("novelTask serves a task by readouts that come with the question, and stores nothing", async () => {
  const novelTask = (readouts: unknown, target = "new") =>
    api.query(
      `query ($id: ID!, $target: ID!, $readouts: [ReadoutInput!]!) {
        novelTask(experiment: $id, budget: 1, target: $target, readouts: $readouts) {
          target alone { sources affinity gain quality labels } withAll { sources }
        }
      }`,
      { id, target, readouts },
    );
  // a beats pixels on both images, b on one; a beats b on both.
  const readouts = [
    { sources: ["a"], losses: [0.1, 0.1] },
    { sources: ["b"], losses: [0.2, 0.9] },
    { sources: ["pixels"], losses: [0.5, 0.5] },
  ];
  const { data, errors } = await novelTask(readouts);
  expect(errors).toBeUndefined();
  expect(data.novelTask.alone).toMatchObject({ sources: ["a"], gain: 1, quality: null, labels: ["a"] });
  expect(data.novelTask).toMatchObject({ target: "new", withAll: { sources: ["a"] } });
  const errorOf = async (...asked: Parameters<typeof novelTask>) => {
    const [error] = (await novelTask(...asked)).errors!;
    return `${error!.extensions!.code}: ${error!.message}`;
  };
  expect(await errorOf(readouts, "a")).toBe("BAD_INPUT: there are transfers into a already");
  expect(await errorOf([{ sources: ["pixels"], losses: [1] }])).toMatch(/^BAD_INPUT: no transfer: /);
  expect(await errorOf([...readouts, { sources: ["a", "b"], losses: [1] }])).toMatch(
    /^BAD_INPUT: .* 2 of each readout$/,
  );
  expect(await errorOf([{ sources: ["c"], losses: [1] }])).toBe('NOT_FOUND: there is no task "c": did you mean a?');
  expect(await errorOf([{ sources: [], losses: [1] }])).toMatch(/^BAD_INPUT: /);
  expect(await errorOf([readouts[0], readouts[0]])).toMatch(/^BAD_INPUT: /);
});

test("confidence and selection resample stored losses, and refuse tables", async () => {
  const experiment = uniqueName("losses");
  // a beats b on three images of four, in both targets.
  const row = (name: string, lost: number) => [
    name,
    ...Array.from({ length: 40 }, (_, i) => (i % 4 === lost ? 0.9 : 0.1 + lost / 10)),
  ];
  const text = [["sources", ...Array.from({ length: 40 }, (_, i) => `i${i}`)], row("a", 0), row("b", 1)].join("\n");
  const losses = parseLosses(text, "losses.csv");
  const load = async (id: string, groups: string[] | null) => {
    for (const target of ["t", "u"]) {
      const to = { file: "losses.csv", experiment: id, target, title: null, replace: false };
      await importLosses(api.graph, api.artifacts, to, { ...losses, groups });
    }
  };
  await load(experiment, null);
  const { data } = await api.query(
    `query ($id: ID!) {
      confidence(experiment: $id, target: "t", resamples: 50) { images by groups candidates { sources affinity low high best } }
      selection(experiment: $id, budget: 1, resamples: 5) { sources { source frequency chosen } edges { target } value { low high } }
    }`,
    { id: experiment },
  );
  expect(data.confidence).toMatchObject({ images: 40, by: "image", groups: 40 });
  const [first] = data.confidence.candidates;
  expect(first.sources).toEqual(["a"]);
  // W'_ab = 3, so the affinities are 0.75 and 0.25.
  expect(first.affinity).toBeCloseTo(0.75, 12);
  expect(first.low).toBeLessThan(0.75);
  expect(first.high).toBeGreaterThan(0.75);
  expect(data.selection.sources[0]).toMatchObject({ source: "a", chosen: true });
  const refused = await ask('confidence(experiment: $id, target: "a") { images }');
  expect(refused.errors![0]!.extensions.code).toBe("NO_LOSSES");
  const tree = await ask("similarity(experiment: $id, by: image) { by }");
  expect(tree.errors![0]!.extensions.code).toBe("NO_LOSSES");
  const scenes = 'confidence(experiment: $id, target: "t", by: scene) { images }';
  expect((await api.query(`query ($id: ID!) { ${scenes} }`, { id: experiment })).errors![0]).toMatchObject({
    message: expect.stringContaining("allowed is by image"),
    extensions: { code: "BAD_INPUT" },
  });

  const noTarget = 'confidence(experiment: $id, target: "a") { images }';
  expect((await api.query(`query ($id: ID!) { ${noTarget} }`, { id: experiment })).errors![0]).toMatchObject({
    message: `experiment ${experiment} has no transfers into a: did you mean t?`,
    extensions: { code: "NOT_FOUND" },
  });

  // Four images a scene, of which a wins three: whatever is drawn, its share is 0.75.
  const grouped = uniqueName("scenes");
  await load(
    grouped,
    Array.from({ length: 40 }, (_, i) => `scene${Math.floor(i / 4)}`),
  );
  const byScene = await api.query(
    `query ($id: ID!) {
      confidence(experiment: $id, target: "t", resamples: 50) { by groups candidates { low high } }
      byImage: confidence(experiment: $id, target: "t", by: image, resamples: 50) { by groups }
      selection(experiment: $id, budget: 1, resamples: 2) { by }
      similarity(experiment: $id, by: scene, resamples: 2) { by stability { low } }
    }`,
    { id: grouped },
  );
  expect(byScene.data.confidence).toMatchObject({ by: "scene", groups: 10 });
  expect(byScene.data.confidence.candidates[0].low).toBeCloseTo(0.75, 12);
  expect(byScene.data.confidence.candidates[0].high).toBeCloseTo(0.75, 12);
  expect(byScene.data.byImage).toEqual({ by: "image", groups: 40 });
  expect(byScene.data.selection).toEqual({ by: "scene" });
  expect(byScene.data.similarity.by).toBe("scene");
});

test("errors are typed", async () => {
  const code = async (query: string) => (await ask(query)).errors![0]!.extensions.code;
  expect(await code("leaveOneOut(experiment: $id, budget: 0) { regrets { source } }")).toBe("INFEASIBLE");
  expect(await code('why(experiment: $id, budget: 1, about: "z") { chosen }')).toBe("NOT_FOUND");
  expect(await code("alternatives(experiment: $id, budget: 1, count: 0) { solves }")).toBe("BAD_INPUT");
  expect(await code("similarity(experiment: $id, resamples: 0) { newick }")).toBe("BAD_INPUT");
  const absent = await api.query('{ budgetCurve(experiment: "absent", budgets: [1]) { budget } }');
  expect(absent.errors![0]!.extensions.code).toBe("NOT_FOUND");
});
