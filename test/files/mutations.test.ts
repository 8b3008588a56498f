import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskonomyError } from "../../src/domain/errors.ts";
import { checkName } from "../../src/domain/names.ts";
import { formatGraphml } from "../../src/files/format-graphml.ts";
import { formatParquet } from "../../src/files/format-parquet.ts";
import { formatTable } from "../../src/files/format-table.ts";
import { parseGroups } from "../../src/files/groups.ts";
import { parseTaskNumbers } from "../../src/files/numbers.ts";
import { readLosses } from "../../src/files/read-losses.ts";
import { readTable } from "../../src/files/read-table.ts";
import { parseTable } from "../../src/files/table.ts";
import { readText } from "../../src/files/text.ts";
import { readWinRates } from "../../src/files/win-rates.ts";

/** Valid files, changed at random: what is read of them is whole, or the refusal names the file in one sentence. */
const ROWS = parseTable(
  "target,sources,order,affinity,wins_vs_pixels,wins_vs_task\nt,self,1,0.5,0.9,0.5\nt,a+b,2,3e-7,,\nt,b,1,0.25,0.75,0\nt,pixels,1,,0.5,0.125\n",
  "table.csv",
);
const LOSSES = "sources,i1,i2,i3\na+b,0.5,-1.25,3\nself,1e-3,2,0\npixels,3,4,5\n";
const WIN_RATES = "sources,a,b+c,self\na,,0.25,0\nb+c,0.75,,0.5\nself,1,0.5,\n";
const EDGES = ROWS.filter(({ pixels }) => !pixels);
const TRANSFERS = EDGES.map((row) => ({
  ...{ ...row, affinity: row.affinity! },
  ...{ key: "k", experiment: "e", rank: null, status: "COMPUTED" as const, error: null, meanLoss: 1, losses: null },
  ...{ computedAt: "", provenance: null! },
}));
const BASELINES = [{ target: "t", meanLoss: 1, quality: 0.125, losses: null, provenance: null! }];

const NPY_HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117).concat("\n");
const NPY = Buffer.concat([
  Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, NPY_HEADER.length, 0]),
  Buffer.from(NPY_HEADER),
  Buffer.from(Float32Array.of(1, 2, 3, 4, 5, 6).buffer),
]);

interface Form {
  file: string;
  bytes: Uint8Array;
  read(path: string): Promise<unknown>;
  /** Written beside it, unchanged. */
  beside?: [file: string, bytes: Uint8Array];
}

const text = (content: string): Uint8Array => Buffer.from(content);
const SIDECAR = text(JSON.stringify({ sources: ["a", "self"], images: ["x", "y", "z"], groups: ["s", "s", "t"] }));
const losses = parquetWriteBuffer({
  columnData: [
    { name: "sources", data: ["a+b", "self"] },
    { name: "i1", data: [0.5, 1] },
    { name: "i2", data: [0.25, 2] },
  ],
});

const FORMS: Form[] = [
  { file: "table.csv", bytes: text(formatTable(ROWS)), read: readTable },
  { file: "table.json", bytes: text(JSON.stringify({ transfers: TRANSFERS, baselines: BASELINES })), read: readTable },
  { file: "table.graphml", bytes: text(formatGraphml([], BASELINES, TRANSFERS)), read: readTable },
  { file: "table.parquet", bytes: formatParquet(ROWS), read: readTable },
  { file: "losses.csv", bytes: text(LOSSES), read: (path) => readLosses(path) },
  { file: "losses.parquet", bytes: new Uint8Array(losses), read: (path) => readLosses(path) },
  { file: "losses.npy", bytes: NPY, read: (path) => readLosses(path), beside: ["losses.json", SIDECAR] },
  {
    file: "names.json",
    bytes: SIDECAR,
    read: (path) => readLosses(path.replace(/json$/, "npy")),
    beside: ["names.npy", NPY],
  },
  { file: "rates.csv", bytes: text(WIN_RATES), read: readWinRates },
  {
    file: "costs.csv",
    bytes: text("task,cost\na,1.5\nb,0\n"),
    read: async (path) => parseTaskNumbers(await readText(path), path, "cost", new Set(["a", "b"])),
  },
  {
    file: "groups.csv",
    bytes: text("image,group\ni1,s\ni2,t\n"),
    read: async (path) => parseGroups(await readText(path), path, ["i1", "i2"]),
  },
];

/** What a careless editor, a broken disk or a hostile client does to a file. */
const TOKENS = [
  "NaN",
  "nan",
  "inf",
  "-1",
  "1e999",
  "-0",
  "",
  ",",
  "\n",
  '"',
  "\0",
  "self",
  "pixels",
  "+",
  "null",
  "{",
  "<",
  "0x10",
];
type Mutation = (bytes: Uint8Array) => Uint8Array;
const mutation: fc.Arbitrary<Mutation> = fc
  .record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    length: fc.integer({ min: 0, max: 12 }),
    how: fc.oneof(
      fc.record({ kind: fc.constant("replace" as const), by: fc.constantFrom(...TOKENS) }),
      fc.record({ kind: fc.constant("flip" as const), bit: fc.integer({ min: 0, max: 7 }) }),
      fc.record({ kind: fc.constant("cut" as const) }),
      fc.record({ kind: fc.constant("repeat" as const) }),
    ),
  })
  .map(({ at, length, how }): Mutation => {
    return (bytes) => {
      const from = Math.floor(at * bytes.length);
      const [before, part, after] = [
        bytes.subarray(0, from),
        bytes.subarray(from, from + length),
        bytes.subarray(from + length),
      ];
      if (how.kind === "replace") return Buffer.concat([before, Buffer.from(how.by), after]);
      if (how.kind === "repeat") return Buffer.concat([before, part, part, after]);
      if (how.kind === "cut") return length === 0 ? before : Buffer.concat([before, after]);
      const flipped = Uint8Array.from(bytes);
      if (from < flipped.length) flipped[from]! ^= 1 << how.bit;
      return flipped;
    };
  });

/** No number that is none, anywhere, and none out of its range; names as documented. */
function checkWhole(value: unknown, key = ""): void {
  if (typeof value === "number") {
    expect(Number.isFinite(value), `${key} ${value}`).toBe(true);
    if (["affinity", "gain", "quality", "shares", "cost"].includes(key)) expect(value).toBeGreaterThanOrEqual(0);
    if (["gain", "quality", "shares"].includes(key)) expect(value).toBeLessThanOrEqual(1);
    return;
  }
  if (key === "target" || key === "sources") {
    for (const name of [value].flat()) checkName(name as string);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  for (const [k, item] of Object.entries(value)) checkWhole(item, isList ? key : k);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mutations-"));
  for (const { beside } of FORMS) if (beside) await writeFile(join(folder, beside[0]), beside[1]);
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(FORMS)("$file", ({ file, bytes, read }) => {
  it("is read whole or refused, however it is changed", async () => {
    const path = join(folder, file);
    await writeFile(path, bytes);
    checkWhole(await read(path));
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        await writeFile(
          path,
          mutations.reduce((changed, change) => change(changed), bytes),
        );
        try {
          checkWhole(await read(path));
        } catch (error) {
          expect(error, String((error as Error).stack)).toBeInstanceOf(TaskonomyError);
          const { code, message } = error as TaskonomyError;
          expect(code).toBe("BAD_INPUT");
          expect(message).toMatch(new RegExp(`^${folder}/[a-z]+\\.[a-z]+:[^\\n]*$`));
          refused++;
        }
      }),
      { numRuns: 300, seed: 1 },
    );
    // The changes are such that most of them break something.
    expect(refused).toBeGreaterThan(100);
  });
});

describe("a CSV file", () => {
  const cells = (content: string) =>
    content
      .trim()
      .split("\n")
      .map((line) => line.split(","));
  const joined = (rows: string[][], { crlf, bom }: { crlf: boolean; bom: boolean }) =>
    `${bom ? "\ufeff" : ""}${rows.map((row) => row.join(",")).join(crlf ? "\r\n" : "\n")}${crlf ? "\r\n" : "\n"}`;
  const shuffled = (count: number) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, i) => i),
      { minLength: count },
    );

  it("is the same in any order of rows and columns, with a byte order mark, CRLF or blanks", async () => {
    const [header, ...body] = cells(formatTable(ROWS));
    const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
    await fc.assert(
      fc.property(
        shuffled(body.length),
        shuffled(header!.length),
        fc.record({ crlf: fc.boolean(), bom: fc.boolean() }),
        fc.boolean(),
        (order, columns, form, blanks) => {
          const pick = (row: string[]) => columns.map((i) => (blanks ? ` ${row[i]} ` : row[i]!));
          const content = joined([pick(header!), ...order.map((i) => pick(body[i]!))], form);
          expect(sorted(parseTable(content, "t.csv"))).toEqual(sorted(ROWS));
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it("with a number that is none is refused at its line", async () => {
    for (const content of [formatTable(ROWS), LOSSES]) {
      const rows = cells(content);
      const numbers = rows.flatMap((row, line) =>
        row.flatMap((cell, i) => (/^-?[\d.]+(e-?\d+)?$/.test(cell) ? [[line, i]] : [])),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...numbers),
          fc.constantFrom("NaN", "inf", "-Infinity", "1e999", "0x1f", "1_000", "1 2", "½", "1.2.3", "--1", "true"),
          async ([line, column], poison) => {
            const changed = rows.map((row, i) => row.map((cell, k) => (i === line && k === column ? poison : cell)));
            const path = join(folder, "poisoned.csv");
            await writeFile(path, joined(changed, { crlf: false, bom: false }));
            const reading = content === LOSSES ? readLosses(path) : readTable(path);
            await expect(reading).rejects.toMatchObject({
              code: "BAD_INPUT",
              message: expect.stringContaining(`poisoned.csv:${line! + 1}: `),
            });
          },
        ),
        { numRuns: 60, seed: 1 },
      );
    }
  });
});
