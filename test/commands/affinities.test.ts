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
      ...{ target: "t", images: 10, sources: [["a", "b"], ["self"]], iterations: 1 },
      affinities: [expect.closeTo(0.7, 12), expect.closeTo(0.3, 12)],
      tournament: [
        [0.5, 0.7],
        [0.3, 0.5],
      ],
    });
    expect(JSON.parse(await affinitiesCommand({ losses, json: true })).target).toBeNull();
  });

  it("prints a ranking, best first", async () => {
    expect((await affinitiesCommand({ losses })).split("\n")).toEqual([
      "rank  affinity  sources",
      "   1  0.700000  a + b",
      "   2  0.300000  self",
    ]);
  });
});
