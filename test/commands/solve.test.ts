import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { solveCommand } from "../../src/commands/solve.ts";
import type { LoadEdges, SolveOptions } from "../../src/commands/solve-options.ts";

const TABLE = `target,sources,order,affinity,wins_vs_pixels,wins_vs_task
a,self,1,0.6,0.9,0.5
a,b,1,0.4,0.7,0.3
b,self,1,0.7,0.9,0.5
b,a,1,0.3,0.6,0.2
t,a+b,2,0.8,0.8,0.4
t,pixels,1,,0.5,0.1
`;

let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "solve-"));
  await writeFile(path("table.csv"), TABLE);
  await writeFile(path("costs.csv"), "task,cost\na,0.5\n");
  await writeFile(path("typo.csv"), "task,cost\naa,0.5\n");
});
afterAll(() => rm(folder, { recursive: true }));

const ASK = { maxOrder: 4, objective: "affinity" as const };

/** An experiment `s` of one transfer, from s at label cost 3 to t of importance 2. */
const loadEdges: LoadEdges = async (experiment) => ({
  edges: [
    {
      target: "t",
      sources: [experiment],
      order: 1,
      self: false,
      control: false,
      affinity: 1,
      gain: null,
      quality: null,
    },
  ],
  tasks: { [experiment]: { labelCost: 3, importance: 1 }, t: { labelCost: 1, importance: 2 } },
});

async function run(options: SolveOptions) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), loadEdges };
  return { status: await solveCommand(options, io), out, err };
}

const solve = (options: Partial<SolveOptions>) => run({ table: path("table.csv"), ...ASK, ...options });

describe("solve", () => {
  it("prints the documented keys as one JSON line", async () => {
    const { status, out, err } = await solve({ budget: "2", json: true });
    expect(status).toBe(0);
    expect(err).toEqual([]);
    const answer = JSON.parse(out.join("\n"));
    expect(Object.keys(answer)).toEqual([
      ...["budget", "maxOrder", "objective", "value", "bound", "gap", "status", "usedSources", "transfers"],
      ...["gain", "quality", "seconds"],
    ]);
    expect(answer).toMatchObject({ status: "OPTIMAL", gap: 0, usedSources: ["a", "b"] });
    expect(answer.value).toBeCloseTo(2.1, 12);
    expect(answer.transfers.map(({ target }: { target: string }) => target)).toEqual(["a", "b", "t"]);
    expect(answer.transfers[2]).toEqual({
      ...{ target: "t", sources: ["a", "b"], order: 2, self: false, affinity: 0.8, gain: 0.8, quality: 0.4 },
    });
  });

  it("prints a line a budget, and says what would be feasible", async () => {
    const { status, out, err } = await solve({ budgets: "1..3", json: true });
    expect(status).toBe(1);
    expect(out.map((line) => JSON.parse(line).status)).toEqual(["INFEASIBLE", "OPTIMAL", "OPTIMAL"]);
    expect(err).toEqual(["budget 1: INFEASIBLE: the cheapest feasible budget is 2"]);
    const table = await solve({ budgets: "2..3" });
    expect(table.out).toHaveLength(3);
    expect(table.out[1]).toMatch(/^ +2 {2}OPTIMAL +2\.1000 .* a b$/);
  });

  it("shows a single answer with its edges", async () => {
    const { out, err } = await solve({ budget: "2" });
    expect(err).toEqual([]);
    expect(out.join("\n")).toMatch(/OPTIMAL\nvalue 2\.100000, Gain 0\.87, Quality 0\.47\nlabels to buy: a b\n/);
    expect(out.join("\n")).toMatch(/a +0\.6000 +0\.90 +0\.50 {2}its own labels/);
  });

  it("reads costs, and refuses tasks that the table does not have", async () => {
    const { out } = await solve({ budget: "1.5", costs: path("costs.csv"), json: true });
    expect(JSON.parse(out[0]!).status).toBe("OPTIMAL");
    await expect(solve({ budget: "1", costs: path("typo.csv") })).rejects.toThrow(
      /aa is no task here: did you mean a\?/,
    );
  });

  it("takes costs and importance of a stored experiment", async () => {
    const options = { ...ASK, experiment: "s", budget: "3", json: true };
    const { status, out } = await run(options);
    expect(status).toBe(0);
    expect(JSON.parse(out[0]!)).toMatchObject({ value: 2, gain: null, usedSources: ["s"] });
    expect((await run({ ...options, budget: "2" })).err[0]).toMatch(/cheapest feasible budget is 3/);
  });

  it("refuses wrong usage", async () => {
    const bad: [Partial<SolveOptions>, RegExp][] = [
      [{}, /--budget/],
      [{ budget: "1", budgets: "1..2" }, /--budget/],
      [{ budget: "1", experiment: "e" }, /--table/],
      [{ budget: "-1" }, /--budget -1/],
      [{ budget: "nan" }, /--budget nan/],
      [{ budgets: "3..1" }, /--budgets 3\.\.1/],
      [{ budgets: "1..1.5" }, /--budgets/],
      [{ budget: "1", table: path("absent.csv") }, /no such file/],
      [{ budget: "1", targets: "a,,b" }, /--targets/],
      [{ budget: "1", timeLimit: "0" }, /time limit/],
    ];
    for (const [options, message] of bad) {
      await expect(solve(options)).rejects.toMatchObject({
        code: "BAD_INPUT",
        message: expect.stringMatching(message),
      });
    }
  });

  it("ends at an abort with what it has found", async () => {
    const stopping = new AbortController();
    const shown: (string | null)[] = [];
    const out: string[] = [];
    const io = { out: (line: string) => void out.push(line), err: () => {}, loadEdges, signal: stopping.signal };
    const options = { table: "published/taskonomy2018_16k.csv", ...ASK, budget: "8", json: true };
    const progress = (found: string | null): void => {
      shown.push(found);
      stopping.abort();
    };
    await expect(solveCommand(options, { ...io, progress })).rejects.toMatchObject({
      code: "CANCELLED",
      message: expect.stringMatching(/^stopped before the proof: best value \d/),
    });
    const found = JSON.parse(out[0]!);
    expect(found.status).toBe("FEASIBLE");
    expect(found.transfers.length).toBeGreaterThan(0);
    expect(found.bound).toBeGreaterThanOrEqual(found.value);
    expect(shown.at(-1)).toBeNull();
  });
});
