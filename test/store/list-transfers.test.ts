import { beforeAll, expect, test } from "vitest";
import { TRANSFER_ORDERS, type Transfer } from "../../src/domain/transfer.ts";
import { listTransfers, type TransferQuery, transfersOf } from "../../src/store/transfers.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

const graph = useGraph();
let experiment: string;
let edges: Transfer[];

beforeAll(async () => {
  experiment = await importPublishedTable(graph(), "taskonomy2018");
  edges = await transfersOf(graph(), experiment);
});

async function all(query: Omit<TransferQuery, "experiment" | "first">, first: number): Promise<Transfer[]> {
  const items: Transfer[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await listTransfers(graph(), { ...query, experiment, first, after });
    items.push(...page.items);
    if (!page.hasNextPage) return items;
    after = page.cursors.at(-1)!;
  }
}

const keys = (transfers: Transfer[]): string[] => transfers.map(({ key }) => key);

test.each(TRANSFER_ORDERS)("pages in the order %s hold every edge once, in that order", async (orderBy) => {
  const found = await all({ orderBy, controls: true }, 300);
  expect(keys(found).sort()).toEqual(keys(edges).sort());
  const value = ({ affinity, gain, quality, rank }: Transfer): number =>
    ({ AFFINITY: -affinity!, GAIN: -gain!, QUALITY: -quality!, RANK: rank ?? Infinity, KEY: 0, COMPUTED_AT: 0 })[
      orderBy
    ];
  const sorted = [...edges].sort((a, b) =>
    value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.key < b.key ? -1 : 1,
  );
  expect(keys(found)).toEqual(keys(sorted));
});

test("filters are those of their names, and hold together", async () => {
  const plain = edges.filter(({ self, control }) => !self && !control);
  const cases: [Omit<TransferQuery, "experiment" | "first">, (edge: Transfer) => boolean][] = [
    [{}, () => true],
    [{ target: "reshade" }, ({ target }) => target === "reshade"],
    [{ source: "edge3d" }, ({ sources }) => sources.includes("edge3d")],
    [
      { source: "edge3d", target: "reshade" },
      ({ sources, target }) => target === "reshade" && sources.includes("edge3d"),
    ],
    [{ order: 2, minAffinity: 0.03 }, ({ order, affinity }) => order === 2 && affinity! >= 0.03],
    [{ maxRank: 2 }, ({ rank }) => rank! <= 2],
  ];
  for (const [query, keep] of cases) {
    const wanted = plain.filter(keep);
    expect(wanted.length).toBeGreaterThan(0);
    expect(keys(await all(query, 1000)).sort()).toEqual(keys(wanted).sort());
  }
});

test("the self edge has its target as source", async () => {
  const found = await all({ source: "edge2d", target: "edge2d", controls: true }, 1000);
  expect(found.filter(({ self }) => self)).toHaveLength(1);
});

test("a cursor of another list is refused", async () => {
  const after = Buffer.from('["a"]').toString("base64url");
  await expect(listTransfers(graph(), { experiment, first: 1, after })).rejects.toMatchObject({ code: "BAD_INPUT" });
  await expect(listTransfers(graph(), { experiment, first: 1, after: "x" })).rejects.toMatchObject({
    code: "BAD_INPUT",
  });
});
