import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { storedLosses } from "../../src/commands/analyse/stored-losses.ts";
import { addCypher } from "../../src/commands/cypher.ts";
import { addDelete } from "../../src/commands/delete.ts";
import { addExport } from "../../src/commands/export.ts";
import { addImport, importPublished } from "../../src/commands/import.ts";
import { storedEdges } from "../../src/commands/stored-edges.ts";
import { readTable } from "../../src/files/read-table.ts";
import { parseTable } from "../../src/files/table.ts";
import { openArtifacts } from "../../src/store/artifacts.ts";
import { changeStatus, findExperiment } from "../../src/store/experiments.ts";
import { storedScenes } from "../../src/store/scenes.ts";
import { findBaseline, tournaments, transfersOf } from "../../src/store/transfers.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";

const graph = useGraph();
const published = join(import.meta.dirname, "../../published");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "transfer-files-"));
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function taskonomy(...words: string[]): Promise<void> {
  const openGraph = async () => ({ ...graph(), close: async () => {} });
  const deps = {
    openGraph,
    artifacts: () => openArtifacts(join(folder, "artifacts")),
    datasets: () => join(folder, "datasets"),
  };
  const program = new Command().exitOverride();
  for (const add of [addImport, addExport, addDelete, addCypher]) add(program, deps);
  await program.parseAsync(words, { from: "user" });
}

const file = (name: string): string => join(folder, name);

async function csvOf(experiment: string): Promise<string> {
  await taskonomy("export", "--experiment", experiment, "--format", "csv", "--out", file("out.csv"));
  return readFile(file("out.csv"), "utf8");
}

test("an imported table is exported with the same edges, baselines and numbers", async () => {
  const id = uniqueName("table");
  const path = join(published, "taskonomy2018.csv");
  await taskonomy("import", path, "--experiment", id, "--title", "A title");
  expect(await findExperiment(graph(), id)).toMatchObject({ title: "A title", status: "IMPORTED" });
  const sorted = (text: string) =>
    parseTable(text, "t")
      .map((row) => JSON.stringify(row))
      .sort();
  expect(sorted(await csvOf(id))).toEqual(sorted(await readFile(path, "utf8")));
});

test("an interrupted import is neither exported nor read, until it is imported again", async () => {
  const id = uniqueName("table");
  const words = ["import", join(published, "taskonomy2018.csv"), "--experiment", id];
  await taskonomy(...words);
  await changeStatus(graph(), id, ["IMPORTED"], "IMPORTING");
  const refused = { code: "WRONG_STATE", message: expect.stringMatching(/is IMPORTING: .*--replace/) };
  await expect(csvOf(id)).rejects.toMatchObject(refused);
  await expect(storedEdges(graph(), id)).rejects.toMatchObject(refused);
  await expect(storedLosses(graph(), openArtifacts(folder), { experiment: id, by: null })).rejects.toMatchObject(
    refused,
  );
  await expect(taskonomy(...words)).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  await taskonomy(...words, "--replace");
  expect((await storedEdges(graph(), id)).edges.length).toBeGreaterThan(0);
});

test("an experiment is deleted, and an unknown one refused", async () => {
  const id = uniqueName("table");
  await taskonomy("import", join(published, "taskonomy2018.csv"), "--experiment", id);
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  await taskonomy("delete", "--experiment", id);
  // 836 rows less 22 baselines.
  expect(said.mock.calls).toEqual([[`${id} is deleted, with its 814 transfers`]]);
  expect(await findExperiment(graph(), id)).toBeNull();
  await expect(taskonomy("delete", "--experiment", id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

/** What a file of an experiment says, up to the order of its rows and what names the experiment. */
const contentsOf = async (path: string): Promise<string[]> =>
  (await readTable(path)).map((row) => JSON.stringify(row)).sort();

test.each(["csv", "parquet", "json", "graphml"])(
  "what is exported as %s is imported as the same table",
  async (format) => {
    const [id, again] = [uniqueName("first"), uniqueName("again")];
    const table = join(published, "taskonomy2018.csv");
    await taskonomy("import", table, "--experiment", id);
    for (const [experiment, out] of [
      [id, file(`first.${format}`)],
      [again, file(`again.${format}`)],
    ] as const) {
      await taskonomy("export", "--experiment", experiment, "--format", format, "--out", out);
      if (experiment === id) await taskonomy("import", out, "--experiment", again);
    }
    expect(await contentsOf(file(`again.${format}`))).toEqual(await contentsOf(table));
    const edges = (experiment: string) =>
      transfersOf(graph(), experiment).then((all) =>
        all.map(({ key: _, experiment: __, provenance: ___, computedAt: ____, ...edge }) => edge),
      );
    expect(await edges(again)).toEqual(await edges(id));
  },
);

test("other forms of export hold every transfer", async () => {
  const id = uniqueName("forms");
  await writeFile(
    file("t.csv"),
    "target,sources,order,affinity,wins_vs_pixels,wins_vs_task\nedge2d,self,1,0.5,1,0.5\nedge2d,denoise+reshade,2,0.5,,\n",
  );
  await taskonomy("import", file("t.csv"), "--experiment", id);
  await taskonomy("export", "--experiment", id, "--format", "json", "--out", file("out.json"));
  const { experiment, transfers } = JSON.parse(await readFile(file("out.json"), "utf8"));
  expect(experiment.id).toBe(id);
  expect(transfers.map(({ key, affinity }: { key: string; affinity: number }) => [key, affinity])).toEqual([
    [`${id}/denoise+reshade/edge2d`, 0.5],
    [`${id}/self/edge2d`, 0.5],
  ]);
  await taskonomy("export", "--experiment", id, "--format", "graphml", "--out", file("out.graphml"));
  const graphml = await readFile(file("out.graphml"), "utf8");
  expect(graphml).toContain(`<edge id="${id}/denoise+reshade/edge2d" source="set:denoise+reshade" target="edge2d">`);
  expect(graphml).toContain(
    '<edge source="set:denoise+reshade" target="reshade"><data key="edge.type">INCLUDES</data></edge>',
  );
  expect(graphml.match(/<node /g)).toHaveLength(4);
});

const LOSSES = `sources,i1,i2,i3,i4
pixels,4,4,4,4
self,1,1,1,5
denoise,2,2,5,1
edge2d,3,3,3,3
denoise+reshade,1,2,2,2
`;

test("per-image losses become a target: shares against scratch and self, a tournament, affinities", async () => {
  const id = uniqueName("losses");
  await writeFile(file("losses.csv"), LOSSES);
  const words = ["import", file("losses.csv"), "--experiment", id, "--target", "edge2d"];
  await taskonomy(...words);
  const edges = Object.fromEntries((await transfersOf(graph(), id)).map((edge) => [edge.key.split("/")[1]!, edge]));
  // Counted by hand: denoise is below 4 on three of four images, and below self on the last one alone.
  expect(edges.denoise).toMatchObject({ gain: 0.75, quality: 0.25, meanLoss: 2.5, control: false });
  expect(edges.self).toMatchObject({ gain: 0.75, quality: 0.5, self: true, rank: null });
  expect(edges.edge2d).toMatchObject({ control: true, rank: null });
  // It ties with self on the first image.
  expect(edges["denoise+reshade"]).toMatchObject({ gain: 1, quality: 0.375, rank: 1 });
  expect(await findBaseline(graph(), id, "edge2d")).toMatchObject({ meanLoss: 4, quality: 0.25 });
  const [tournament] = await tournaments(graph(), id, "edge2d");
  expect(tournament).toMatchObject({
    images: 4,
    members: ["denoise", "denoise+reshade", "edge2d", "self"],
    version: 1,
  });
  expect(tournament!.wins.slice(0, 4)).toEqual([2, 1.5, 3, 1]);
  const sum = Object.values(edges).reduce((total, { affinity }) => total + affinity!, 0);
  expect(sum).toBeCloseTo(1, 12);

  await writeFile(file("losses.csv"), "sources,i1,i2\ndenoise,1,2\nreshade,2,1\nrgb2depth,2,2\n");
  const before = await findExperiment(graph(), id);
  await expect(taskonomy(...words)).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  await expect(taskonomy(...words, "--replace", "--title", "Another")).rejects.toMatchObject({ code: "BAD_INPUT" });
  expect(await findExperiment(graph(), id)).toEqual(before);

  await writeFile(file("losses.csv"), "sources,i1,i2\ndenoise,1,2\nreshade,2,1\n");
  await taskonomy(...words, "--replace");
  expect((await transfersOf(graph(), id)).map(({ key }) => key)).toEqual([
    `${id}/denoise/edge2d`,
    `${id}/reshade/edge2d`,
  ]);
  expect(await findBaseline(graph(), id, "edge2d")).toBeNull();
  expect((await tournaments(graph(), id))[0]).toMatchObject({ images: 2, version: 2 });
});

test("scenes of imported losses are kept with the target, and go with its losses", async () => {
  const id = uniqueName("scenes");
  await writeFile(file("losses.csv"), LOSSES);
  await writeFile(file("groups.csv"), "image,group\ni4,kitchen\ni1,hall\ni2,hall\ni3,kitchen\nunused,hall\n");
  const words = ["import", file("losses.csv"), "--experiment", id, "--target", "edge2d"];
  await taskonomy(...words, "--groups", file("groups.csv"));
  const stored = () => storedScenes(graph(), openArtifacts(join(folder, "artifacts")), id);
  expect(await stored()).toEqual(new Map([["edge2d", ["hall", "hall", "kitchen", "kitchen"]]]));
  await taskonomy(...words, "--replace");
  expect(await stored()).toEqual(new Map());
  const without = ["import", file("losses.csv"), "--experiment", id, "--groups", file("groups.csv")];
  await expect(taskonomy(...without)).rejects.toMatchObject({ code: "BAD_INPUT" });
});

test("win rates become the target that their losses would", async () => {
  const [byLosses, byRates] = [uniqueName("losses"), uniqueName("rates")];
  await writeFile(file("losses.csv"), LOSSES);
  await taskonomy("import", file("losses.csv"), "--experiment", byLosses, "--target", "edge2d");
  // Counted by hand over the four images of LOSSES.
  const rates = `sources,pixels,self,denoise,edge2d,denoise+reshade
pixels,,0.25,0.25,0,0
self,0.75,,0.75,0.75,0.625
denoise,0.75,0.25,,0.75,0.375
edge2d,1,0.25,0.25,,0
reshade+denoise,1,0.375,0.625,1,
`;
  await writeFile(file("rates.csv"), rates);
  const words = ["import", file("rates.csv"), "--experiment", byRates, "--target", "edge2d", "--win-rates", "4"];
  await taskonomy(...words);
  const edges = async (id: string) =>
    (await transfersOf(graph(), id)).map(({ sources, self, control, rank, gain, quality, affinity }) => {
      return { sources, self, control, rank, gain, quality, affinity };
    });
  expect(await edges(byRates)).toEqual(await edges(byLosses));
  const counts = async (id: string) => {
    const [tournament] = await tournaments(graph(), id, "edge2d");
    return { ...tournament, experiment: null };
  };
  expect(await counts(byRates)).toEqual(await counts(byLosses));
  expect(await findBaseline(graph(), byRates, "edge2d")).toMatchObject({ quality: 0.25, meanLoss: null });
  await expect(taskonomy(...words)).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  await taskonomy(...words, "--replace");
});

test("of imports of one target at once one is kept whole, and others of a new experiment are not lost", async () => {
  const id = uniqueName("losses");
  await writeFile(file("losses.csv"), LOSSES);
  const load = (target: string) =>
    taskonomy("import", file("losses.csv"), "--experiment", id, "--target", target).then(
      () => "done",
      (error) => error.code,
    );
  const outcomes = await Promise.all([load("edge2d"), load("edge2d"), load("reshade")]);
  expect(outcomes.slice(0, 2).sort()).toEqual(["ALREADY_EXISTS", "done"]);
  expect(outcomes[2]).toBe("done");
  expect(await transfersOf(graph(), id, "edge2d")).toHaveLength(4);
  expect(await transfersOf(graph(), id)).toHaveLength(8);
});

test("a statement's rows are printed as a table, or as JSON lines", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(String(line)));
  await writeFile(file("s.cypher"), "UNWIND $list AS n RETURN n, $text AS text, n / 4.0 AS quarter");
  const words = ["cypher", file("s.cypher"), "--param", "list=[1,10]", "--param", "text=a=b"];
  await taskonomy(...words);
  expect(lines.splice(0)).toEqual([" n  text  quarter", " 1  a=b    0.2500", "10  a=b    2.5000"]);
  await taskonomy(...words, "--json");
  expect(lines).toEqual(['{"n":1,"text":"a=b","quarter":0.25}', '{"n":10,"text":"a=b","quarter":2.5}']);
});

test("a statement without rows says so, and prints no JSON", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(String(line)));
  await writeFile(file("s.cypher"), "UNWIND [] AS n RETURN n, 1 AS one");
  await taskonomy("cypher", file("s.cypher"));
  expect(lines.splice(0)).toEqual(["no rows"]);
  await taskonomy("cypher", file("s.cypher"), "--json");
  expect(lines).toEqual([]);
});

test("cells too wide for a table are cut, with a note", async () => {
  const [lines, notes]: string[][] = [[], []];
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines!.push(String(line)));
  vi.spyOn(console, "error").mockImplementation((line: unknown) => void notes!.push(String(line)));
  await writeFile(file("s.cypher"), "UNWIND ['a…', $long] AS text RETURN text, 1 AS one");
  await taskonomy("cypher", file("s.cypher"), "--param", `long=${"x".repeat(81)}`);
  expect(lines).toEqual([`text${" ".repeat(76)}  one`, `a…${" ".repeat(78)}    1`, `${"x".repeat(79)}…    1`]);
  await taskonomy("cypher", file("s.cypher"), "--param", "long=b");
  expect(notes).toEqual(["note: cells of more than 80 characters are cut: --json prints them whole"]);
});

test("a name like one of the paper's is imported with a note", async () => {
  const notes: string[] = [];
  vi.spyOn(console, "error").mockImplementation((line: unknown) => void notes.push(String(line)));
  await writeFile(file("losses.csv"), "sources,i1\ndenoise,1\nmine,2\nrgb2dpeth,2\n");
  await taskonomy("import", file("losses.csv"), "--experiment", uniqueName("typo"), "--target", "edge2");
  expect(notes.filter((line) => line.startsWith("note:"))).toEqual([
    "note: edge2 is none of the known tasks: did you mean edge2d?",
    "note: rgb2dpeth is none of the known tasks: did you mean rgb2depth?",
  ]);
  notes.length = 0;
  await writeFile(file("losses.csv"), "sources,i1\nmy_depth,1\ntask2,2\n");
  for (const target of ["my_dept", "task1"]) {
    await taskonomy("import", file("losses.csv"), "--experiment", uniqueName("typo"), "--target", target);
  }
  expect(notes.filter((line) => line.startsWith("note:"))).toEqual([
    "note: my_dept is none of the known tasks: did you mean my_depth?",
  ]);
});

test("the published tables become experiments, and stay at a second start", async () => {
  await importPublished(graph());
  const before = await findExperiment(graph(), "taskonomy2018_16k");
  await importPublished(graph());
  expect(await findExperiment(graph(), "taskonomy2018_16k")).toEqual(before);
  expect(await transfersOf(graph(), "taskonomy2018_1k")).toHaveLength(1418);
});
