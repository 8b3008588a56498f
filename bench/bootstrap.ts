/**
 * Bootstrap of one target's affinities, 120 source sets on 10,000 images, 1,000 resamples unless another number is given:
 *   npx tsx bench/bootstrap.ts [RESAMPLES]
 */
import { confidence } from "../src/analysis/confidence.ts";
import { randomOf } from "../src/domain/random.ts";

const MEMBERS = 120;
const IMAGES = 10_000;
const resamples = Number(process.argv[2] ?? 1000);

const random = randomOf("bootstrap-bench");
const candidates = Array.from({ length: MEMBERS }, (_, member) => ({
  sources: [`s${member}`],
  self: false,
  control: false,
  losses: Float32Array.from({ length: IMAGES }, () => -0.1 * Math.log(1 - random.uniform())),
}));

const before = process.cpuUsage();
const start = performance.now();
await confidence(candidates, null, { resamples, seed: 1 });
const seconds = (performance.now() - start) / 1000;
// Of the process: its threads are in it.
const { user, system } = process.cpuUsage(before);
console.log(`${MEMBERS} sets, ${IMAGES} images, ${resamples} resamples`);
console.log(`${((user + system) / 1e6).toFixed(1)} s of processor time, ${seconds.toFixed(1)} s by the clock`);
