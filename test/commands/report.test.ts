import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addReport } from "../../src/commands/report.ts";
import type { Settings } from "../../src/domain/settings.ts";
import { startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import type { Check } from "../../src/report/check.ts";
import type { Report } from "../../src/report/report.ts";
import type { ReportOnSeeds } from "../../src/report/seeds.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { importText } from "../http/api.ts";
import { openPlatform, type Platform, settled } from "../queue/platform.ts";
import { smokeExperiment } from "../queue/smoke.ts";

vi.setConfig({ testTimeout: 180_000 });

let platform: Platform;
let worker: RunningWorker;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-"));
  platform = await openPlatform(sharedServices());
  worker = startWorker(platform, platform.redisUrl);
});
afterAll(async () => {
  await worker.close();
  await platform.close();
  await rm(folder, { recursive: true });
});

async function reportOf(...words: string[]): Promise<string> {
  const { graph, artifacts, datasets } = platform;
  const program = new Command().exitOverride();
  const openGraph = async () => ({ ...graph, close: async () => {} });
  addReport(program, { openGraph, artifacts: () => artifacts, datasets: () => datasets });
  const out = join(folder, uniqueName("report"));
  await program.parseAsync(["report", ...words, "--out", out], { from: "user" });
  return readFile(out, "utf8");
}

const check = ({ checks }: Report, name: string): Check => checks.find((found) => found.name === name)!;

/** The published rows among five tasks, orders one and two. */
async function smallTable(name: string): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "../../published", `${name}.csv`), "utf8");
  const tasks = ["autoencoder", "edge2d", "reshade", "rgb2depth", "random", "self", "pixels"];
  const [header, ...lines] = text.trim().split("\n");
  const kept = lines.filter((line) => {
    const [target, sources] = line.split(",") as [string, string];
    return [target, ...sources.split("+")].every((task) => tasks.includes(task));
  });
  return [header, ...kept].join("\n");
}

describe("the report", () => {
  it("of an imported table: figures beside the published ones, and what it lacks is not measured", async () => {
    const id = await importText(platform.graph, await smallTable("taskonomy2018_16k"));
    const answer: Report = JSON.parse(await reportOf("--experiment", id, "--json"));
    expect(answer).toMatchObject({
      experiment: id,
      repeats: [],
      targets: ["autoencoder", "edge2d", "reshade", "rgb2depth"],
    });
    const { verdict, tables } = check(answer, "Ranks of sources");
    expect(verdict).toBe("PASS");
    expect(tables[0]!.rows[0]).toMatchObject({ table: "16k", targets: "all targets", figure: expect.closeTo(1, 9) });
    const again = await importText(platform.graph, await smallTable("taskonomy2018_1k"));
    await expect(reportOf("--experiment", id, "--repeat", again)).rejects.toMatchObject({ code: "BAD_INPUT" });
    expect(check(answer, "Optimal taxonomy").reason).toMatch(/on the images that chose it: imported, /);
    expect(check(answer, "Shuffled labels").verdict).toBe("NOT_MEASURED");

    const page = await reportOf("--experiment", id);
    expect(page).toContain(`taskonomy report --experiment ${id}\n`);
    expect(page).toMatch(/\| Noise floor \| not measured .*no repeat was named/);
    expect(page).toMatch(/\| 2D \| 3D \| \d\.\d\d \|/);
  });

  it("of a trained experiment: taxonomies on the half of the scenes that did not choose, a repeat judged by itself too", async () => {
    const { graph, queue } = platform;
    const trained = async (change: (settings: Settings) => void): Promise<string> => {
      const experiment = smokeExperiment(uniqueName("report"));
      change(experiment.settings!);
      await createExperiment(graph, experiment);
      await startExperiment(queue, graph, experiment.id);
      expect((await settled(graph, experiment.id)).status).toBe("COMPLETED");
      return experiment.id;
    };
    const id = await trained(() => {});
    const readouts = await trained((settings) => {
      settings.seeds = { encoders: 1, readouts: 2 };
    });
    const coarser = await trained((settings) => {
      settings.representation = { size: 4, channels: 8 };
      settings.maxOrder = 1;
    });
    const answer: ReportOnSeeds = JSON.parse(
      await reportOf("--experiment", id, "--repeat", readouts, "--compare", coarser, "--json"),
    );
    expect(answer.repeats).toEqual([{ id: readouts, anew: "readouts 2 for 1" }]);
    expect(check(answer, "Noise floor").tables[0]!.rows[0]).toMatchObject({
      ...{ repeat: readouts, anew: "readouts 2 for 1", targets: "all targets", figure: expect.any(Number) },
    });
    expect(answer.seeds.map((row) => row.check)).toEqual(answer.checks.map(({ name }) => name));
    const sizes = check(answer, "Representations").tables[0]!.rows;
    expect(sizes.map(({ experiment, size }) => [experiment, size])).toEqual([
      [id, "8x8x8"],
      [coarser, "4x4x8"],
    ]);
    await expect(reportOf("--experiment", id, "--repeat", coarser)).rejects.toMatchObject({
      message: expect.stringMatching(/representation\.size is 4, not 8/),
    });
    const halves = check(answer, "Optimal taxonomy").tables.find(({ title }) => title.startsWith("Half"))!.rows;
    expect(halves.map(({ reportedOn }) => reportedOn)).toContain("other half");
    const networks = check(answer, "Task networks").tables[0]!.rows;
    expect(networks.map(({ task, vsRandom }) => [task, vsRandom === null])).toEqual([
      ["autoencoder", true],
      ["edge2d", false],
      ["rgb2depth", false],
    ]);
    for (const { vsConstant } of networks) expect(vsConstant).toBeGreaterThanOrEqual(0);
  });

  it("of an unknown experiment is refused, and a repeat that is not done", async () => {
    const id = await importText(platform.graph, await smallTable("taskonomy2018_16k"));
    const draft = uniqueName("draft");
    await createExperiment(platform.graph, smokeExperiment(draft));
    await expect(reportOf("--experiment", id, "--repeat", draft)).rejects.toMatchObject({ code: "WRONG_STATE" });
    await expect(reportOf("--experiment", "nothing")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
