import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Api, importPublished, openApi } from "./api.ts";

let api: Api;
let id: string;

beforeAll(async () => {
  api = await openApi();
  id = await importPublished(api.graph);
});
afterAll(() => api.close());

test("at budget 2 the taxonomy of the 16k table buys denoise and edge2d", async () => {
  // method.md, section 4: the published 16k table with raw affinities.
  const { data } = await api.query(
    `query ($id: ID!) {
      taxonomy(experiment: $id, budget: 2) {
        budget maxOrder objective status value bound gap gain quality cheapestBudget
        usedSources { name kind }
        transfers { key affinity sources { name } target { name } }
      }
    }`,
    { id },
  );
  const { usedSources, transfers, ...rest } = data.taxonomy;
  expect(usedSources).toEqual([
    { name: "denoise", kind: "TWO_D" },
    { name: "edge2d", kind: "TWO_D" },
  ]);
  expect(rest).toMatchObject({ budget: 2, maxOrder: 4, objective: "affinity", status: "OPTIMAL", gap: 0 });
  expect(rest.bound).toBe(rest.value);
  expect(rest.cheapestBudget).toBeNull();
  const targets = transfers.map(({ target }: { target: { name: string } }) => target.name);
  expect(targets).toEqual([...new Set(targets)].sort());
  const sum = transfers.reduce((total: number, { affinity }: { affinity: number }) => total + affinity, 0);
  expect(sum).toBeCloseTo(rest.value, 12);
});

test("the input of a taxonomy constrains it", async () => {
  const ask = async (input: object, budget = 2) =>
    (
      await api.query(
        `query ($id: ID!, $budget: Float!, $input: TaxonomyInput) {
          taxonomy(experiment: $id, budget: $budget, input: $input) {
            status objective value usedSources { name } transfers { key } gain quality cheapestBudget
          }
        }`,
        { id, budget, input },
      )
    ).data.taxonomy;
  const names = (taxonomy: { usedSources: { name: string }[] }) => taxonomy.usedSources.map(({ name }) => name);

  expect(names(await ask({ forbid: ["denoise"] }))).not.toContain("denoise");
  expect((await ask({ force: ["rgb2sfnorm>reshade"] })).transfers).toContainEqual({ key: `${id}/rgb2sfnorm/reshade` });
  const quality = await ask({
    objective: "quality",
    targets: ["reshade", "rgb2depth"],
    sources: ["edge3d", "autoencoder"],
  });
  expect(quality).toMatchObject({ objective: "quality" });
  expect(quality.transfers).toHaveLength(2);
  expect(["edge3d", "autoencoder"]).toEqual(expect.arrayContaining(names(quality)));
  // Both together would cost 2.5.
  const dear = names(await ask({ labelCosts: [{ task: "denoise", value: 1.5 }] }));
  expect(dear).not.toEqual(["denoise", "edge2d"]);
  expect(dear.length + (dear.includes("denoise") ? 0.5 : 0)).toBeLessThanOrEqual(2);
  expect(await ask({}, 0)).toEqual({
    status: "INFEASIBLE",
    objective: "affinity",
    value: null,
    usedSources: [],
    transfers: [],
    gain: null,
    quality: null,
    // One source serves every target.
    cheapestBudget: 1,
  });
});

test("affinities are those of the table, and maxOrder leaves rows out without changing any", async () => {
  const ask = async (maxOrder: number | null) =>
    (
      await api.query(
        `query ($id: ID!, $maxOrder: Int) {
          affinities(experiment: $id, target: "reshade", maxOrder: $maxOrder) { sources order self control affinity rank }
        }`,
        { id, maxOrder },
      )
    ).data.affinities as { sources: string[]; order: number; self: boolean; affinity: number; rank: number | null }[];
  const all = await ask(null);
  // Published affinities are rounded at about 1e-7 a row.
  expect(all.reduce((sum, { affinity }) => sum + affinity, 0)).toBeCloseTo(1, 4);
  expect(await ask(1)).toEqual(all.filter(({ order }) => order === 1));
  // taxonomy2018_16k.csv, row reshade,self.
  expect(all.find(({ self }) => self)?.affinity).toBeCloseTo(0.01963277961397445, 15);
  expect(all.filter(({ rank }) => rank !== null).map(({ rank }) => rank)).toEqual(
    all.filter(({ rank }) => rank !== null).map((_, i) => i + 1),
  );
});

test("paging through transfers gives each once, in the order asked for", async () => {
  const keys: string[] = [];
  const gains: number[] = [];
  let after: string | null = null;
  do {
    const { data } = await api.query(
      `query ($id: ID!, $after: String) {
        transfers(experiment: $id, target: "rgb2depth", orderBy: GAIN, first: 30, after: $after) {
          edges { cursor node { key gain self control } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }`,
      { id, after },
    );
    const { edges, pageInfo } = data.transfers;
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.startCursor).toBe(edges[0].cursor);
    for (const { node } of edges) {
      keys.push(node.key);
      gains.push(node.gain);
      expect([node.self, node.control]).toEqual([false, false]);
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(60);
  expect(gains).toEqual([...gains].sort((a, b) => b - a));
});

test("a neighborhood gives the best transfers into a task, and says that there are more", async () => {
  const { data } = await api.query(
    `query ($id: ID!) {
      neighborhood(task: "rgb2sfnorm", experiment: $id, maxOrder: 2, first: 3) {
        truncated
        tasks { name }
        sourceSets { key order members { name } }
        transfers { key rank order self control sources { name } target { name } provenance { source } status computedAt }
      }
    }`,
    { id },
  );
  const { truncated, tasks, transfers, sourceSets } = data.neighborhood;
  expect(truncated).toBe(true);
  expect(tasks[0]).toEqual({ name: "rgb2sfnorm" });
  const ranks = transfers.map(({ rank }: { rank: number }) => rank);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  for (const transfer of transfers) {
    expect(transfer).toMatchObject({ target: { name: "rgb2sfnorm" }, status: "COMPUTED" });
    expect(transfer.provenance.source).toBe("table.csv");
  }
  for (const { key, members } of sourceSets) {
    expect(members.map(({ name }: { name: string }) => name).join("+")).toBe(key);
  }
});

test("tasks, experiments and single look-ups", async () => {
  const { data } = await api.query(
    `query ($id: ID!, $key: ID!) {
      tasks(kind: SEMANTIC, first: 100) { edges { node { name kind } } }
      task(name: "rgb2depth") { name kind description }
      missing: task(name: "nothing") { name }
      experiment(id: $id) { id status preset settings tasks { task { name } role labelCost importance } baselines { target { name } meanLoss } jobs { edges { node { id } } } models { key } progress { fraction phases { kind } } }
      transfer(key: $key) { key order self sources { name } }
    }`,
    { id, key: `${id}/self/reshade` },
  );
  expect(data.tasks.edges.map(({ node }: { node: { kind: string } }) => node.kind)).toContain("SEMANTIC");
  expect(data.task).toMatchObject({ name: "rgb2depth", kind: "THREE_D" });
  expect(data.missing).toBeNull();
  expect(data.experiment).toMatchObject({
    id,
    status: "IMPORTED",
    preset: null,
    settings: null,
    jobs: { edges: [] },
    models: [],
  });
  expect(data.experiment.tasks).toContainEqual({
    task: { name: "jigsaw" },
    role: "SOURCE",
    labelCost: 1,
    importance: 1,
  });
  expect(data.transfer).toEqual({ key: `${id}/self/reshade`, order: 1, self: true, sources: [{ name: "reshade" }] });
});

test("tasks of which only the name is asked for are not looked up", async () => {
  const statements = vi.spyOn(api.graph.driver, "session");
  const ask = async (fields: string) => {
    statements.mockClear();
    const { data } = await api.query(
      `query ($id: ID!) {
        neighborhood(task: "reshade", experiment: $id, maxOrder: 2) {
          sourceSets { members { ${fields} } } transfers { experiment { id } sources { ${fields} } target { ${fields} } }
        }
      }`,
      { id },
    );
    return { data, count: statements.mock.calls.length };
  };
  const names = await ask("name");
  expect(names.count).toBe(1);
  const whole = await ask("name kind");
  expect(whole.count).toBeGreaterThan(1);
  const withoutKinds = JSON.parse(JSON.stringify(whole.data, (key, value) => (key === "kind" ? undefined : value)));
  expect(withoutKinds).toEqual(names.data);
  statements.mockRestore();
});

test("the number of statements does not grow with the number of transfers", async () => {
  const statements = vi.spyOn(api.graph.driver, "session");
  const count = async (first: number): Promise<number> => {
    statements.mockClear();
    const { data } = await api.query(
      `query ($id: ID!, $first: Int) {
        transfers(experiment: $id, first: $first) {
          edges { node { key experiment { id tasks { task { name } } } sources { name } target { name } } }
        }
      }`,
      { id, first },
    );
    expect(data.transfers.edges).toHaveLength(first);
    return statements.mock.calls.length;
  };
  const few = await count(2);
  expect(await count(200)).toBe(few);
  // The page, experiments, their tasks, and the tasks of the transfers, which may come in two batches.
  expect(few).toBeLessThanOrEqual(4);
  statements.mockRestore();
});
