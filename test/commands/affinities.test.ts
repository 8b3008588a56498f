import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { affinitiesCommand } from "../../src/commands/affinities.ts";

let folder: string;
let losses: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "affinities-"));
  losses = join(folder, "losses.csv");
  // b+a beats self on 7 images of 10.
  await writeFile(losses, "sources,0,1,2,3,4,5,6,7,8,9\nb+a,0,0,0,0,0,0,0,2,2,2\nself,1,1,1,1,1,1,1,1,1,1\n");
});
afterAll(() => rm(folder, { recursive: true }));

describe("affinities", () => {
  it("prints the documented JSON, in the file's order of rows", async () => {
    const answer = JSON.parse(await affinitiesCommand({ losses, target: "t", json: true }));
    expect(answer).toEqual({
      ...{ target: "t", images: 10, sources: [["a", "b"], ["self"]], iterations: 1, residual: expect.closeTo(0, 13) },
      affinities: [expect.closeTo(0.7, 12), expect.closeTo(0.3, 12)],
      tournament: [
        [0.5, 0.7],
        [0.3, 0.5],
      ],
    });
    expect(JSON.parse(await affinitiesCommand({ losses, json: true })).target).toBeNull();
  });

  it("says that training from scratch is ranked as a source where the file has it", async () => {
    const withPixels = join(folder, "pixels.csv");
    await writeFile(withPixels, "sources,0,1\na,0,0\npixels,1,1\n");
    expect(await affinitiesCommand({ losses: withPixels })).toMatch(/^pixels, training from scratch, is ranked/m);
    expect(await affinitiesCommand({ losses })).not.toMatch(/pixels/);
  });

  it("ranks by win rates as by the losses they come from", async () => {
    const rates = join(folder, "rates.csv");
    await writeFile(rates, "sources,self,b+a\na+b,0.7,\nself,0.5,0.3\n");
    const byLosses = JSON.parse(await affinitiesCommand({ losses, json: true }));
    expect(JSON.parse(await affinitiesCommand({ winRates: rates, json: true }))).toEqual({ ...byLosses, images: null });
  });

  it("refuses win rates that are none, with the place", async () => {
    const rates = join(folder, "bad.csv");
    const cases: [string, RegExp][] = [
      ["a,b\n0.5,0.5\n", /bad\.csv:1: no column sources/],
      ["sources,a,b\na,,1.5\nb,0,\n", /bad\.csv:2: share against b "1\.5": allowed is a share/],
      ["sources,a,b\na,,0.7\nb,0.2,\n", /bad\.csv:3: b against a and the reverse are 0\.\d+ in sum: allowed is 1/],
      ["sources,a,b\na,,nan\nb,0.2,\n", /bad\.csv:2: share against b "nan"/],
      ["sources,a,b\na,,0.7\n", /bad\.csv:1: column b has 0 rows/],
      ["sources,a\na,\na,\n", /bad\.csv:1: column a has 2 rows/],
      ["sources,a\nc,0.3\n", /bad\.csv:2: sources c: there is no column/],
      ["sources,a+b,b+a\na+b,,\n", /bad\.csv:1: column a\+b is there twice/],
    ];
    for (const [text, message] of cases) {
      await writeFile(rates, text);
      await expect(affinitiesCommand({ winRates: rates })).rejects.toMatchObject({
        code: "BAD_INPUT",
        message: expect.stringMatching(message),
      });
    }
    await expect(affinitiesCommand({})).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(affinitiesCommand({ losses, winRates: losses })).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  it("prints a ranking, best first", async () => {
    expect((await affinitiesCommand({ losses })).split("\n")).toEqual([
      "rank  affinity  sources",
      "   1  0.700000  a + b",
      "   2  0.300000  self",
    ]);
  });
});
