import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it, test, vi } from "vitest";
import { affinitiesCommand } from "../../src/commands/affinities.ts";
import { budgetCurveCommand } from "../../src/commands/analyse/budget-curve.ts";
import { confidenceCommand } from "../../src/commands/analyse/confidence.ts";
import { novelTargetsCommand } from "../../src/commands/analyse/novel-targets.ts";
import { trainingOrderCommand } from "../../src/commands/analyse/training-order.ts";
import { whyCommand } from "../../src/commands/analyse/why.ts";
import { reportFailure } from "../../src/commands/exit-status.ts";
import { addImport } from "../../src/commands/import.ts";
import { solveCommand } from "../../src/commands/solve.ts";
import type { SolveOptions } from "../../src/commands/solve-options.ts";
import { readTable } from "../../src/files/read-table.ts";
import { openArtifacts } from "../../src/store/artifacts.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";

/**
 * What users get wrong, by command and kind of file: exit status 2 and one line that names the place, whatever the file holds. The
 * parsers have finer tables of their own in test/files.
 */
const graph = useGraph();
let folder: string;
const path = (name: string): string => join(folder, name);

const HEADER = "target,sources,order,affinity,wins_vs_pixels,wins_vs_task";
const TABLE = `${HEADER}\nreshade,self,1,0.6,0.9,0.5\nreshade,edge2d,1,0.4,0.7,0.3\nedge2d,self,1,0.7,0.9,0.5\nreshade,edge2d+rgb2depth,2,0.2,,\n`;
const LOSSES = "sources,i1,i2\nedge2d,1,2\nself,0.5,0.5\n";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bad-input-"));
  await writeFile(path("good.csv"), TABLE);
  await writeFile(path("losses.csv"), LOSSES);
});
afterAll(() => rm(folder, { recursive: true }));

const noService = () => Promise.reject(new Error("no service is needed"));
const deps = { loadEdges: noService, loadMeasured: noService, loadEstimates: noService };
const ASK = { maxOrder: 4, objective: "affinity" as const, budget: "2" };
const solve = (options: Partial<SolveOptions>) =>
  solveCommand({ table: path("good.csv"), ...ASK, ...options }, { loadEdges: noService, out() {}, err() {} });
const analyse = (options: Partial<SolveOptions>) => ({ table: path("good.csv"), ...ASK, ...options });

async function importing(...words: string[]): Promise<void> {
  const program = new Command().exitOverride();
  addImport(program, {
    openGraph: async () => ({ ...graph(), close: async () => {} }),
    artifacts: () => openArtifacts(path("artifacts")),
    datasets: () => path("datasets"),
  });
  await program.parseAsync(["import", ...words, "--experiment", uniqueName("bad")], { from: "user" });
}

/** Each way that a file is read, and the file's name there. */
const COMMANDS = {
  "solve --table": (file) => solve({ table: file }),
  "solve --costs": (file) => solve({ costs: file }),
  "solve --importance": (file) => solve({ importance: file }),
  "affinities --losses": (file) => affinitiesCommand({ losses: file }),
  "affinities --win-rates": (file) => affinitiesCommand({ winRates: file }),
  "analyse confidence --groups": (file) =>
    confidenceCommand({ losses: path("losses.csv"), groups: file, resamples: 2, seed: 1 }, deps),
  "analyse novel-targets --losses": (file) =>
    novelTargetsCommand({ ...analyse({}), target: "mine", losses: file }, deps),
  import: (file) => importing(file),
  "import --target": (file) => importing(file, "--target", "edge3d"),
  "import --target --groups": (file) => importing(path("losses.csv"), "--target", "edge3d", "--groups", file),
  "import --target --win-rates": (file) => importing(file, "--target", "edge3d", "--win-rates", "10"),
} satisfies Record<string, (file: string) => Promise<unknown>>;

/** Runs as the entry does: the one line on standard error, with exit status 2. */
async function refusal(run: () => Promise<unknown>): Promise<string> {
  const lines: unknown[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((line: unknown) => void lines.push(line));
  try {
    await run();
  } catch (error) {
    expect(reportFailure(error), String((error as Error).stack)).toBe(2);
  } finally {
    spy.mockRestore();
  }
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^taskonomy: [^\n]+$/);
  return String(lines[0]).replaceAll(`${folder}/`, "");
}

type Content = string | Uint8Array;
type Case = [name: string, file: string, content: Content, message: RegExp];

const rows = (...lines: string[]): string => `${[HEADER, ...lines].join("\n")}\n`;
const json = (transfers: unknown[]): string => JSON.stringify({ transfers });
const edge = { target: "t", sources: ["a"], affinity: 0.5, gain: null, quality: null };
const graphml = (edges: string): string =>
  `<graphml><key id="e" attr.name="type"/><key id="a" attr.name="affinity"/><graph>${edges}</graph></graphml>`;
const transfer = (source: string, data: string): string =>
  `<edge source="${source}" target="t"><data key="e">TRANSFERS_TO</data>${data}</edge>`;
const parquet = (columns: Record<string, unknown[]>): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({ columnData: Object.entries(columns).map(([name, data]) => ({ name, data, nullable: true })) }),
  );
const table = { sources: ["a"], order: [1], affinity: [0.5], wins_vs_pixels: [0.5], wins_vs_task: [0.5] };
const npy = (values: number[], shape: string, rest: { descr?: string; fortran?: string } = {}): Uint8Array => {
  const { descr = "<f4", fortran = "False" } = rest;
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }`.padEnd(117).concat("\n");
  const head = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length, 0]);
  return Buffer.concat([head, Buffer.from(header), Buffer.from(Float32Array.from(values).buffer)]);
};

const BINARY = Buffer.from([0, 0xff, 0xfe, 0x50, 0x4b, 3, 4, 0x80, 0x81]);

const TABLES: Case[] = [
  ["an empty file", "t.csv", "", /^taskonomy: t\.csv:1: the file is empty/],
  ["a header alone", "t.csv", HEADER, /t\.csv:1: a header without rows/],
  ["binary", "t.csv", BINARY, /t\.csv: is no UTF-8 text/],
  ["UTF-16", "t.csv", Buffer.from(`\ufeff${TABLE}`, "utf16le"), /t\.csv: is no UTF-8 text/],
  ["NaN", "t.csv", rows("t,a,1,NaN,,"), /t\.csv:2: affinity "NaN": allowed is a non-negative number, 1e12 at most/],
  ["an infinite number", "t.csv", rows("t,a,1,-inf,,"), /t\.csv:2: affinity "-inf"/],
  ["a negative one", "t.csv", rows("t,a,1,-0.5,,"), /t\.csv:2: affinity "-0\.5": allowed is a non-negative/],
  ["an enormous one", "t.csv", rows("t,a,1,1e13,,"), /t\.csv:2: affinity "1e13": .* 1e12 at most/],
  ["a share below 0", "t.csv", rows("t,a,1,1,-1,"), /t\.csv:2: wins_vs_pixels "-1": allowed is a share from 0 to 1$/],
  ["a share above 1", "t.csv", rows("t,a,1,1,,1.1"), /t\.csv:2: wins_vs_task "1\.1": allowed is a share from 0 to 1$/],
  ["a missing cell", "t.csv", rows("t,a,1,0.5,"), /t\.csv:2: 5 cells: the header has 6/],
  ["a missing column", "t.csv", "target,sources\nt,a\n", /t\.csv:1: missing column order, affinity/],
  ["a duplicated row", "t.csv", rows("t,a,1,1,,", "t,a,1,1,,"), /t\.csv:3: a>t is at t\.csv:2 already/],
  ["an order that lies", "t.csv", rows("t,a+b,3,1,,"), /t\.csv:2: order "3": allowed is the number of sources, here 2/],
  ["an order that is no number", "t.csv", rows("t,a,two,1,,"), /order "two": allowed is the number of sources, here 1/],
  ["an open quote", "t.csv", rows('t,"a,1,1,,'), /t\.csv:\d: a quote that is opened here is never closed/],
  ["no file", "absent.csv", "", /absent\.csv: there is no such file/],
  ["JSON that is none", "t.json", "{", /^taskonomy: t\.json: is no JSON$/],
  ["an empty JSON", "t.json", "", /t\.json: is no JSON/],
  ["another JSON", "t.json", "[]", /t\.json: its contents: allowed is an object$/],
  ["JSON without transfers", "t.json", "{}", /t\.json: transfers: allowed is a list$/],
  ["JSON of no transfers", "t.json", json([]), /t\.json: no edge: at least one row needs/],
  [
    "a text for a number",
    "t.json",
    json([{ ...edge, affinity: "0.5" }]),
    /t\.json: transfers\.0\.affinity: allowed is a finite/,
  ],
  [
    "an infinite number",
    "t.json",
    json([edge]).replace("0.5", "1e999"),
    /transfers\.0\.affinity: allowed is a finite number/,
  ],
  [
    "a negative one",
    "t.json",
    json([{ ...edge, affinity: -1 }]),
    /t\.json: transfers\.0: affinity "-1": allowed is a non-neg/,
  ],
  ["no target", "t.json", json([{ ...edge, target: null }]), /t\.json: transfers\.0\.target: allowed is a text$/],
  ["an order that lies", "t.json", json([{ ...edge, order: 2 }]), /transfers\.0: order "2": allowed is .* here 1/],
  [
    "a self edge that lies",
    "t.json",
    json([{ ...edge, self: true }]),
    /transfers\.0: a self edge from a: allowed is one from its/,
  ],
  ["two names as one", "t.json", json([{ ...edge, sources: ["a+b"] }]), /transfers\.0: order "1": .* here 2/],
  ["a duplicated transfer", "t.json", json([edge, edge]), /transfers\.1: a>t is at t\.json: transfers\.0 already/],
  ["no source", "t.json", json([{ ...edge, sources: [] }]), /transfers\.0: source ""/],
  ["GraphML that is no XML", "t.graphml", "<graphml>", /^taskonomy: t\.graphml:1: is no well-formed XML$/],
  ["an empty GraphML", "t.graphml", "", /t\.graphml.*: /],
  ["another XML", "t.graphml", "<html></html>", /t\.graphml: is no GraphML: allowed is an element graphml/],
  ["GraphML without a graph", "t.graphml", "<graphml><key id='k'/></graphml>", /t\.graphml: graph: allowed is a list/],
  ["GraphML of no edges", "t.graphml", graphml("<node id='n'/>"), /t\.graphml: no edge: at least one row needs/],
  [
    "an edge from nowhere",
    "t.graphml",
    graphml('<edge target="t"/>'),
    /t\.graphml: graph\.0\.edge\.0\.source: allowed is a text/,
  ],
  ["NaN", "t.graphml", graphml(transfer("a", '<data key="a">NaN</data>')), /t\.graphml: edge 1: affinity "NaN"/],
  [
    "a number twice",
    "t.graphml",
    graphml(transfer("a", '<data key="a">1</data><data key="a">2</data>')),
    /edge 1: affinity is there twice/,
  ],
  [
    "an order that lies",
    "t.graphml",
    graphml(transfer("a", '<data key="order">2</data>')),
    /edge 1: order "2": .* here 1/,
  ],
  [
    "a self edge that lies",
    "t.graphml",
    graphml(transfer("a", '<data key="self">true</data>')),
    /edge 1: a self edge from a/,
  ],
  [
    "self that is neither",
    "t.graphml",
    graphml(transfer("a", '<data key="self">yes</data>')),
    /edge 1: self "yes": allowed is true or/,
  ],
  ["a source set without members", "t.graphml", graphml(transfer("set:a+b", "")), /edge 1: source "set:a"/],
  [
    "an entity of its own",
    "t.graphml",
    `<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${graphml(transfer("a", '<data key="a">&b;</data>'))}`,
    /t\.graphml: /,
  ],
  ["deep nesting", "t.graphml", graphml(`${"<edge>".repeat(3000)}${"</edge>".repeat(3000)}`), /t\.graphml: /],
  ["a reserved name", "t.graphml", graphml("<constructor/><__proto__/>"), /t\.graphml: /],
  ["Parquet that is none", "t.parquet", TABLE, /t\.parquet: cannot be read as Parquet: /],
  ["an empty Parquet", "t.parquet", "", /t\.parquet: cannot be read as Parquet: /],
  [
    "NaN",
    "t.parquet",
    parquet({ target: ["t"], ...table, affinity: [Number.NaN] }),
    /t\.parquet: row 1: affinity "NaN"/,
  ],
  [
    "a missing cell",
    "t.parquet",
    parquet({ target: [null], ...table, sources: ["a"] }),
    /t\.parquet: row 1: target ""/,
  ],
  ["an order that lies", "t.parquet", parquet({ target: ["t"], ...table, order: [2] }), /t\.parquet: row 1: order "2"/],
  ["a missing column", "t.parquet", parquet({ target: ["t"] }), /t\.parquet: missing column sources, order/],
];

const LOSS_FILES: Case[] = [
  ["an empty file", "l.csv", "", /l\.csv:1: the file is empty/],
  ["binary", "l.csv", BINARY, /l\.csv: is no UTF-8 text/],
  ["NaN", "l.csv", "sources,i1\na,NaN\n", /l\.csv:2: loss of image i1 "NaN": allowed is a finite decimal number/],
  ["an infinite loss", "l.csv", "sources,i1\na,inf\n", /l\.csv:2: loss of image i1 "inf"/],
  ["a loss too large", "l.csv", "sources,i1\na,1e39\n", /l\.csv:2: loss of image i1: too large for a 32-bit float/],
  ["a missing loss", "l.csv", "sources,i1,i2\na,1,\n", /l\.csv:2: loss of image i2 ""/],
  ["fewer losses than images", "l.csv", "sources,i1,i2\na,1\n", /l\.csv:2: 2 cells: the header has 3/],
  ["an image twice", "l.csv", "sources,i1,i1\na,1,2\n", /l\.csv:1: column i1 is there twice/],
  ["sources twice", "l.csv", "sources,i1\na+b,1\nb+a,2\n", /l\.csv:3: sources a\+b are at l\.csv:2 already/],
  ["NPY that is none", "l.npy", LOSSES, /l\.npy: is no NPY file/],
  ["an empty NPY", "l.npy", "", /l\.npy: is no NPY file/],
  ["an NPY cut off", "l.npy", npy([1, 2], "1, 2").subarray(0, 60), /l\.npy: the NPY header is cut off/],
  ["NaN", "l.npy", npy([1, Number.NaN], "1, 2"), /l\.npy: row 0, column 1: NaN: allowed is a finite number/],
  ["another type", "l.npy", npy([1, 2], "1, 2", { descr: ">f4" }), /l\.npy: values of type >f4: allowed is float32/],
  ["Fortran order", "l.npy", npy([1, 2], "1, 2", { fortran: "True" }), /l\.npy: Fortran order: allowed is C order/],
  ["one dimension", "l.npy", npy([1, 2], "2,"), /l\.npy: allowed is a shape of two dimensions/],
  ["a shape that lies", "l.npy", npy([1, 2], "1, 3"), /l\.npy: 8 bytes of data: 1 x 3 floats have 12/],
  ["names of other rows", "l.npy", npy([1, 2], "2, 1"), /l\.json: sources: allowed is a list of 2 strings/],
  ["no names", "alone.npy", npy([1, 2], "1, 2"), /alone\.json: there is no such file/],
  ["NaN", "l.parquet", parquet({ sources: ["a"], i1: [Number.NaN] }), /l\.parquet: row 1: loss of image i1 "NaN"/],
  ["a missing loss", "l.parquet", parquet({ sources: ["a"], i1: [null] }), /l\.parquet: row 1: loss of image i1 ""/],
  ["a text for a loss", "l.parquet", parquet({ sources: ["a"], i1: ["x"] }), /l\.parquet: row 1: loss of image i1 "x"/],
  [
    "sources twice",
    "l.parquet",
    parquet({ sources: ["a", "a"], i1: [1, 2] }),
    /row 2: sources a are at l\.parquet: row 1/,
  ],
];

const WIN_RATES: Case[] = [
  ["an empty file", "w.csv", "", /w\.csv:1: the file is empty/],
  ["NaN", "w.csv", "sources,a,b\na,,NaN\nb,0.5,\n", /w\.csv:2: share against b "NaN": allowed is a share from 0 to 1$/],
  [
    "a negative share",
    "w.csv",
    "sources,a,b\na,,-0.1\nb,1.1,\n",
    /w\.csv:2: share against b "-0\.1": allowed is a share/,
  ],
  ["a missing share", "w.csv", "sources,a,b\na,,\nb,0.5,\n", /w\.csv:2: share against b ""/],
  [
    "shares that contradict",
    "w.csv",
    "sources,a,b\na,,0.7\nb,0.7,\n",
    /w\.csv:3: b against a .* 1\.4 in sum: allowed is 1/,
  ],
  ["other rows than columns", "w.csv", "sources,a,b\na,,0.5\n", /w\.csv:1: column b has 0 rows/],
  ["a row of no column", "w.csv", "sources,a\nc,0.5\n", /w\.csv:2: sources c: there is no column/],
];

const amounts = (column: string): Case[] => [
  ["an empty file", "n.csv", "", /n\.csv:1: the file is empty/],
  ["binary", "n.csv", BINARY, /n\.csv: is no UTF-8 text/],
  ["no such column", "n.csv", "task,price\nedge2d,1\n", new RegExp(`n\\.csv:1: missing column ${column}`)],
  ["NaN", "n.csv", `task,${column}\nedge2d,NaN\n`, new RegExp(`n\\.csv:2: ${column} "NaN": allowed is a non-negative`)],
  [
    "a negative one",
    "n.csv",
    `task,${column}\nedge2d,-1\n`,
    new RegExp(`n\\.csv:2: ${column} "-1": allowed is a non-neg`),
  ],
  ["an enormous one", "n.csv", `task,${column}\nedge2d,1e300\n`, /n\.csv:2: .* 1e12 at most/],
  ["a missing one", "n.csv", `task,${column}\nedge2d,\n`, new RegExp(`n\\.csv:2: ${column} ""`)],
  ["a task twice", "n.csv", `task,${column}\nedge2d,1\nedge2d,2\n`, /n\.csv:3: task edge2d is there twice/],
  [
    "a mistyped task",
    "n.csv",
    `task,${column}\nreshad,1\n`,
    /n\.csv:2: reshad is no task here: did you mean reshade\?/,
  ],
  ["a pseudo-source", "n.csv", `task,${column}\nself,1\n`, /n\.csv:2: task self/],
];

const GROUPS: Case[] = [
  ["an empty file", "g.csv", "", /g\.csv:1: the file is empty/],
  ["no such column", "g.csv", "image,scene\ni1,s\n", /g\.csv:1: missing column group/],
  ["an image twice", "g.csv", "image,group\ni1,s\ni1,t\n", /g\.csv:3: image i1 is there twice/],
  ["an image without one", "g.csv", "image,group\ni1,s\n", /g\.csv: image i2 has no row/],
  ["a group without a name", "g.csv", "image,group\ni1,s\ni2,\n", /g\.csv:3: the group of image i2 is empty/],
];

const CASES: [keyof typeof COMMANDS, Case[]][] = [
  ["solve --table", TABLES],
  ["import", TABLES],
  ["affinities --losses", LOSS_FILES],
  ["analyse novel-targets --losses", LOSS_FILES],
  ["import --target", LOSS_FILES],
  ["affinities --win-rates", WIN_RATES],
  ["import --target --win-rates", WIN_RATES],
  ["solve --costs", amounts("cost")],
  ["solve --importance", amounts("importance")],
  ["analyse confidence --groups", GROUPS],
  ["import --target --groups", GROUPS],
];

describe.each(CASES)("%s refuses", (command, cases) => {
  beforeAll(() => writeFile(path("l.json"), JSON.stringify({ sources: ["edge2d"] })));

  it.each(cases)("%s in %s", async (name, file, content, message) => {
    if (name !== "no file") await writeFile(path(file), content);
    expect(await refusal(() => COMMANDS[command](path(file)))).toMatch(message);
  });
});

test("files too large are refused by their size, unread", async () => {
  for (const [command, name, mebibytes] of [
    ["solve --table", "huge.csv", 500],
    ["solve --table", "huge.parquet", 500],
    ["solve --table", "huge.json", 64],
    ["solve --table", "huge.graphml", 64],
    ["affinities --losses", "huge.csv", 500],
    ["affinities --losses", "huge.npy", 500],
    ["affinities --win-rates", "huge.csv", 500],
    ["solve --costs", "huge.csv", 500],
  ] as const) {
    const file = await open(path(name), "w");
    // Sparse: it takes no room.
    await file.truncate(mebibytes * 2 ** 20 + 1);
    await file.close();
    expect(await refusal(() => COMMANDS[command](path(name)))).toMatch(new RegExp(`at most ${mebibytes} MiB are read`));
  }
});

describe("a question", () => {
  const questions: [string, () => Promise<unknown>, RegExp][] = [
    [
      "of a mistyped target",
      () => solve({ targets: "reshad" }),
      /target reshad is no task here: did you mean reshade\?/,
    ],
    ["of a mistyped source", () => solve({ sources: "edge2" }), /source edge2 is no task here: did you mean edge2d\?/],
    ["that forces a mistyped source", () => solve({ force: "edge2" }), /source edge2 .* did you mean edge2d\?/],
    [
      "that forces a mistyped edge",
      () => solve({ force: "edge2>reshade" }),
      /edge edge2>reshade does not exist: did you mean edge2d>/,
    ],
    [
      "that forbids a mistyped edge",
      () => solve({ forbid: "edge2d>reshad" }),
      /does not exist: did you mean edge2d>reshade\?/,
    ],
    [
      "that forces what it forbids",
      () => solve({ force: "edge2d", forbid: "edge2d" }),
      /forced source edge2d is forbidden/,
    ],
    [
      "that forces an edge it forbids",
      () => solve({ force: "edge2d>reshade", forbid: "edge2d>reshade" }),
      /contradicts .* it is forbidden/,
    ],
    [
      "that forces two edges into one target",
      () => solve({ force: "edge2d>reshade,reshade>reshade" }),
      /edge2d>reshade is forced too/,
    ],
    [
      "that forces an edge into no target",
      () => solve({ force: "edge2d>reshade", targets: "edge2d" }),
      /reshade is not among the targets/,
    ],
    [
      "that forces a source not allowed",
      () => solve({ force: "edge2d>reshade", sources: "reshade" }),
      /edge2d is forbidden or not among/,
    ],
    [
      "that forces an edge above the order",
      () => solve({ force: "edge2d+rgb2depth>reshade", maxOrder: 1 }),
      /its order is above 1/,
    ],
    [
      "that forces an edge without its number",
      () => solve({ force: "edge2d+rgb2depth>reshade", objective: "quality" }),
      /has no quality/,
    ],
    ["of a name that is none", () => solve({ force: "a b" }), /source "a b": allowed are 1 to 64/],
    ["of a budget below 0", () => solve({ budget: "-1" }), /--budget -1: allowed is a non-negative number$/],
    ["of an infinite budget", () => solve({ budget: "1e999" }), /--budget 1e999: allowed is a non-negative number$/],
    ["of no time", () => solve({ timeLimit: "0" }), /time limit 0: allowed is a positive number of seconds/],
    ["of negative time", () => solve({ timeLimit: "-1" }), /--time-limit -1: allowed is a positive number of seconds/],
    ["of order 0", () => solve({ maxOrder: 0 }), /maximum order 0: allowed is 1 or more/],
    [
      "of too many budgets",
      () => budgetCurveCommand({ ...analyse({ budgets: "1..1001" }), budget: undefined! }, deps),
      /1001 budgets: at most 1000/,
    ],
    [
      "of orders never drawn",
      () => trainingOrderCommand({ table: path("good.csv"), maxOrder: 1, draws: 0, shares: "1" }, deps),
      /--draws 0: allowed are 1 to 1000$/,
    ],
    ["about a mistyped edge", () => whyCommand("edge2d>reshad", analyse({}), deps), /did you mean edge2d>reshade\?/],
  ];
  it.each(questions)("%s is refused", async (_, run, message) => {
    expect(await refusal(run)).toMatch(message);
  });

  it("of tasks that are called as members of objects are has the answer of any other", async () => {
    const text = "b,self,1,0.6,,\nb,a,1,0.4,,\na,self,1,0.7,,\na,b,1,0.2,,\n";
    const answers = [];
    for (const [a, b] of [
      ["a", "b"],
      ["constructor", "__proto__"],
    ]) {
      const named = text.replaceAll(/\ba\b/g, "A").replaceAll(/\bb\b/g, "B").replaceAll("A", a!).replaceAll("B", b!);
      await writeFile(path("named.csv"), `${HEADER}\n${named}`);
      const out: string[] = [];
      const options = { table: path("named.csv"), ...ASK, budget: "1", json: true };
      await solveCommand(options, { loadEdges: noService, out: (line) => void out.push(line), err() {} });
      answers.push(JSON.parse(out[0]!).value);
      expect((await readTable(path("named.csv"))).map(({ target }) => target)).toContain(b);
    }
    expect(answers).toEqual([0.7 + 0.4, 0.7 + 0.4]);
  });
});
