import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DRILLS } from "../../drills/drills.ts";
import { openSite, type Site } from "../../drills/site.ts";

// One site: they compare with the same undisturbed run. The others take longer, see docs/operations.md.
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const names = ["damaged-files", "diverging-readout", "reconnecting-subscriber"];
const users = spawnSync("unshare", ["-Urm", "true"]).status === 0;
if (users) names.push("disk-full");

it.each(names)(
  "%s",
  async (name) => {
    const said: string[] = [];
    await DRILLS[name]!.run(site, { preset: "smoke", kills: 0, seed: 1 }, (what) => said.push(what));
    expect(said).not.toEqual([]);
  },
  300_000,
);
