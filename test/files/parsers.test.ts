import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TaskonomyError } from "../../src/domain/errors.ts";
import { formatTable } from "../../src/files/format-table.ts";
import { parseLosses } from "../../src/files/losses.ts";
import { parseTaskNumbers } from "../../src/files/numbers.ts";
import { parseTable } from "../../src/files/table.ts";

const HEADER = "target,sources,order,affinity,wins_vs_pixels,wins_vs_task";
const table = (...rows: string[]) => parseTable([HEADER, ...rows].join("\n"), "t.csv");

/** Each text with what its error must say. */
function refuses(parse: (text: string) => unknown, cases: [string, RegExp][]): void {
  for (const [text, message] of cases) {
    let error: unknown;
    try {
      parse(text);
    } catch (caught) {
      error = caught;
    }
    expect(error, text).toBeInstanceOf(TaskonomyError);
    expect((error as TaskonomyError).code).toBe("BAD_INPUT");
    expect((error as TaskonomyError).message).toMatch(message);
    expect((error as TaskonomyError).message).not.toContain("\n");
  }
}

const AB = new Set(["a", "b"]);

describe("parseTable", () => {
  it("reads edges, self edges, controls and baselines", () => {
    const rows = table(
      "t,self,1,0.5,0.9,0.5",
      "t,t,1,0.2,0.8,0.4",
      "t,b+a,2,0.3,,",
      "t,pixels,1,,0.5,0.1",
      "t,random,1,0.1,,",
    );
    expect(rows).toEqual([
      {
        target: "t",
        sources: ["t"],
        order: 1,
        self: true,
        pixels: false,
        control: false,
        affinity: 0.5,
        gain: 0.9,
        quality: 0.5,
      },
      {
        target: "t",
        sources: ["t"],
        order: 1,
        self: false,
        pixels: false,
        control: true,
        affinity: 0.2,
        gain: 0.8,
        quality: 0.4,
      },
      {
        target: "t",
        sources: ["a", "b"],
        order: 2,
        self: false,
        pixels: false,
        control: false,
        affinity: 0.3,
        gain: null,
        quality: null,
      },
      {
        target: "t",
        sources: [],
        order: 1,
        self: false,
        pixels: true,
        control: false,
        affinity: null,
        gain: 0.5,
        quality: 0.1,
      },
      {
        target: "t",
        sources: ["random"],
        order: 1,
        self: false,
        pixels: false,
        control: true,
        affinity: 0.1,
        gain: null,
        quality: null,
      },
    ]);
  });

  it("takes t -> t for the self edge where the target has no row self", () => {
    expect(table("t,t,1,0.2,,")[0]).toMatchObject({ self: true, control: false });
  });

  it("accepts a byte order mark, CRLF, blank lines, any order of columns, and more of them", () => {
    const text = '\ufeffnote,sources,target,order,wins_vs_task,wins_vs_pixels,affinity\r\n\r\nx,"a",t,1,,,1e-2\r\n';
    expect(parseTable(text, "t.csv")).toMatchObject([{ target: "t", sources: ["a"], affinity: 0.01 }]);
  });

  it("names file, line and what is allowed", () => {
    refuses(
      (text) => parseTable(text, "t.csv"),
      [
        ["", /^t\.csv:1: .*empty/],
        [HEADER, /^t\.csv:1: a header without rows/],
        [`${HEADER}\nt,pixels,1,,0.5,`, /^t\.csv:1: no edge/],
        ["target,sources,order\nt,a,1", /^t\.csv:1: missing column affinity, wins_vs_pixels, wins_vs_task/],
        [`${HEADER},target\nt,a,1,1,,,t`, /^t\.csv:1: column target/],
        [`${HEADER}\nt,a,1,0.1,,\nt,a,1,0.2,,`, /^t\.csv:3: a>t is at t\.csv:2/],
        [`${HEADER}\nt,a+b,2,0.1,,\nt,b+a,2,0.2,,`, /^t\.csv:3: a\+b>t is at t\.csv:2/],
        [`${HEADER}\nt,a+b,1,0.1,,`, /^t\.csv:2: order "1": .*number of sources, here 2/],
        [`${HEADER}\nt,a+a,2,0.1,,`, /^t\.csv:2: .*once/],
        [`${HEADER}\nt,self+a,2,0.1,,`, /^t\.csv:2: .*alone/],
        [`${HEADER}\nself,a,1,0.1,,`, /^t\.csv:2: target self/],
        [`${HEADER}\nt,a,1,NaN,,`, /^t\.csv:2: affinity "NaN": .*non-negative/],
        [`${HEADER}\nt,a,1,inf,,`, /^t\.csv:2: affinity/],
        [`${HEADER}\nt,a,1,1e999,,`, /^t\.csv:2: affinity/],
        [`${HEADER}\nt,a,1,-0.1,,`, /^t\.csv:2: affinity/],
        [`${HEADER}\nt,a,1,0x10,,`, /^t\.csv:2: affinity/],
        [`${HEADER}\nt,a,1,0.1,1.5,`, /^t\.csv:2: wins_vs_pixels "1\.5": .*from 0 to 1/],
        [`${HEADER}\nt t,a,1,0.1,,`, /^t\.csv:2: target "t t": .*1 to 64/],
        [`${HEADER}\n${"t".repeat(65)},a,1,0.1,,`, /^t\.csv:2: target/],
        [`${HEADER}\nt,a,1,0.1\n`, /^t\.csv:2: 4 cells: the header has 6/],
        [`${HEADER}\nt,"a,1,0.1,,\n`, /^t\.csv:\d: a quote that is opened here is never closed/],
        [`${HEADER}\nt,"a"b,1,0.1,,\n`, /^t\.csv:2: text after a closing quote/],
        [`${HEADER}\nt,a"b,1,0.1,,\n`, /^t\.csv:2: a quote amid a cell/],
        [`${HEADER}\nt,a\0,1,0.1,,`, /^t\.csv:2: a NUL/],
      ],
    );
  });

  it("fails with BAD_INPUT only, whatever it is given", () => {
    const cell = fc.oneof(
      fc.constantFrom("t", "a", "a+b", "self", "pixels", "1", "2", "0.5", "", "NaN", "+", '"', "\0"),
      fc.string(),
    );
    const lines = fc.array(
      fc.array(cell, { maxLength: 7 }).map((cells) => cells.join(",")),
      { maxLength: 6 },
    );
    const text = fc.oneof(
      lines.map((rows) => [HEADER, ...rows].join("\n")),
      fc.string(),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (content) => {
        for (const parse of [parseTable, parseLosses, (t: string, f: string) => parseTaskNumbers(t, f, "cost", AB)]) {
          try {
            parse(content, "f.csv");
          } catch (error) {
            expect((error as TaskonomyError).code).toBe("BAD_INPUT");
          }
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("reads back what formatTable writes", () => {
    const rows = table("t,self,1,0.5,0.9,0.5", "t,t,1,0.2,0.8,0.4", "t,b+a,2,3e-7,,", "t,pixels,1,,0.5,0.1");
    expect(parseTable(formatTable(rows), "again.csv")).toEqual(rows);
  });
});

describe("parseLosses", () => {
  it("reads a vector a source set", () => {
    expect(parseLosses("sources,i1,i2\nb+a,0.5,-1\nself,1e-3,2\npixels,3,4\n", "l.csv")).toEqual({
      images: ["i1", "i2"],
      groups: null,
      rows: [
        { sources: ["a", "b"], self: false, pixels: false, losses: Float32Array.of(0.5, -1) },
        { sources: [], self: true, pixels: false, losses: Float32Array.of(1e-3, 2) },
        { sources: [], self: false, pixels: true, losses: Float32Array.of(3, 4) },
      ],
    });
  });

  it("names file, line and what is allowed", () => {
    refuses(
      (text) => parseLosses(text, "l.csv"),
      [
        ["source,i1\na,1", /^l\.csv:1: no column sources/],
        ["sources\na", /^l\.csv:1: no image/],
        ["sources,i1,i1\na,1,2", /^l\.csv:1: column i1/],
        ["sources,i1,\na,1,2", /^l\.csv:1: an image without an id/],
        ["sources,i1,i2\na,1", /^l\.csv:2: 2 cells: the header has 3/],
        ["sources,i1,i2\na,1,", /^l\.csv:2: loss of image i2 "": .*finite/],
        ["sources,i1\na,nan", /^l\.csv:2: loss of image i1 "nan"/],
        ["sources,i1\na,1e39", /^l\.csv:2: .*32-bit/],
        ["sources,i1\na+b,1\nb+a,2", /^l\.csv:3: sources a\+b are at l\.csv:2/],
      ],
    );
  });
});

describe("parseTaskNumbers", () => {
  it("reads non-negative numbers by task", () => {
    expect(parseTaskNumbers("task,cost\na,0\nb,2.5\n", "c.csv", "cost", AB)).toEqual({ a: 0, b: 2.5 });
  });

  it("names file, line and what is allowed", () => {
    refuses(
      (text) => parseTaskNumbers(text, "c.csv", "importance", AB),
      [
        ["task,cost\na,1", /^c\.csv:1: missing column importance/],
        ["task,importance\na,-1", /^c\.csv:2: importance "-1": .*non-negative/],
        ["task,importance\na,", /^c\.csv:2: importance ""/],
        ["task,importance\na,1\naa,1", /^c\.csv:3: aa is no task here: did you mean a\?/],
        ["task,importance\na,1\na,1", /^c\.csv:3: task a is there twice/],
        ["task,importance\nself,1", /^c\.csv:2: task self/],
      ],
    );
  });
});
