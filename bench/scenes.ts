/**
 * What generated rooms are like, the figures of docs/data.md: what views have in common, pixels without response, segments, processor time.
 *   npx tsx bench/scenes.ts [SCENES]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PRESETS } from "../src/domain/presets.ts";
import { RANDOM } from "../src/domain/task.ts";
import { generateScenes } from "../src/scenes/generate.ts";
import { furnish, sceneRandom } from "../src/scenes/layout.ts";
import { overlap } from "../src/scenes/overlap.ts";
import { planScenes } from "../src/scenes/plan.ts";
import { renderScene } from "../src/scenes/scene.ts";
import { principalCurvatures } from "../src/tasks/curvature.ts";
import { surfaceVariation } from "../src/tasks/keypoint3d.ts";
import { colourSegments } from "../src/tasks/segment2d.ts";
import { surfaceSegments } from "../src/tasks/segment25d.ts";
import { percentile } from "./latency.ts";

const VIEWS = 3;
const SIZE = 64;
const PERCENTILES = [1, 5, 10, 25, 50, 75];
/** Per metre. */
const FLAT = 0.1;
/** A hundredth of the variation at the corner of three walls. */
const SMOOTH = 0.01 * 0.1255;

const count = Number(process.argv[2] ?? 210);
const views = { train: VIEWS * count, val: 0, test: 0 };
const found = { alone: [] as number[], together: [] as number[], companions: [] as number[] };
const segments = { colour: [] as number[], surface: [] as number[] };
let [pixels, flat, smooth, atSamePlace] = [0, 0, 0, 0];

for (const plan of planScenes({ views, viewsPerScene: VIEWS })) {
  const alone = renderScene(1, plan, SIZE, false).map(({ rendered }) => rendered);
  const together = renderScene(1, plan, SIZE, true);
  const scene = furnish(alone[0]!.roomType, sceneRandom(1, plan.split, plan.index));
  const ofView = (view: number) => together.filter((each) => each.view === view).map(({ rendered }) => rendered.camera);
  const [anchors, companions] = [ofView(0), ofView(1)];
  for (let i = 0; i < VIEWS; i++) {
    const next = (i + 1) % VIEWS;
    found.alone.push(overlap(scene, alone[i]!.camera, alone[next]!.camera));
    found.together.push(overlap(scene, anchors[i]!, anchors[next]!));
    found.companions.push(overlap(scene, anchors[i]!, companions[i]!));
    if (String(anchors[i]!.position) === String(companions[i]!.position)) atSamePlace++;
  }
  for (const view of alone) {
    const curvatures = principalCurvatures(view);
    const variation = surfaceVariation(view);
    for (let i = 0; i < SIZE ** 2; i++) {
      pixels++;
      if (Math.abs(curvatures[2 * i]!) < FLAT && Math.abs(curvatures[2 * i + 1]!) < FLAT) flat++;
      if (variation[i]! < SMOOTH) smooth++;
    }
    segments.colour.push(new Set(colourSegments(view.rgb, SIZE)).size);
    segments.surface.push(new Set(surfaceSegments(view)).size);
  }
}

const share = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)}%`;

/** Milliseconds of processor time a view, files included. */
async function cost(tasks: string[]): Promise<number> {
  const path = await mkdtemp(join(tmpdir(), "scenes-bench-"));
  const before = process.cpuUsage();
  await generateScenes({ seed: 1, views, viewsPerScene: VIEWS, imageSize: SIZE, path, tasks });
  const { user, system } = process.cpuUsage(before);
  await rm(path, { recursive: true });
  return (user + system) / 1000 / views.train;
}

console.log(`${count} scenes of seed 1, ${VIEWS} views each`);
console.log(`Share of the smaller overlap of two views, percentiles ${PERCENTILES.join(", ")}:`);
for (const [kind, overlaps] of Object.entries(found)) {
  console.log(`  ${kind}: ${PERCENTILES.map((percent) => percentile(overlaps, percent).toFixed(2)).join(" ")}`);
}
console.log(`Pairs below 30%: ${share(found.together.filter((value) => value < 0.3).length, found.together.length)}`);
console.log(`Companions at the same place: ${atSamePlace} of ${found.companions.length}`);
console.log(`Pixels without curvature: ${share(flat, pixels)}, without keypoint3d: ${share(smooth, pixels)}`);
console.log(`Segments, median: colour ${percentile(segments.colour, 50)}, surface ${percentile(segments.surface, 50)}`);
const demo = PRESETS.demo.tasks.filter((task) => task !== RANDOM);
console.log(
  `CPU time a view, preset demo: ${(await cost(demo)).toFixed(1)} ms, with a task of several views ${(await cost([...demo, "fix_pose"])).toFixed(1)} ms`,
);
