/**
 * Tournament of 120 source sets on 10,000 images, ours and numpy's in turn:
 *   npx tsx bench/ahp.ts [ROUNDS]
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomOf } from "../src/domain/random.ts";
import { kernelsOver } from "../src/solver/kernels.ts";
import { countWins } from "../src/solver/tournament.ts";
import { median, startRival } from "./python.ts";

const MEMBERS = 120;
const IMAGES = 10_000;
const COMPARISONS = (MEMBERS * (MEMBERS - 1) * IMAGES) / 2;
const rounds = Number(process.argv[2] ?? 15);

const random = randomOf("ahp-bench");
const losses = Array.from({ length: MEMBERS }, () =>
  Float32Array.from(
    { length: IMAGES },
    () => -0.1 * Math.log(1 - random.uniform()) - 0.1 * Math.log(1 - random.uniform()),
  ),
);

const folder = await mkdtemp(join(tmpdir(), "ahp-bench-"));
try {
  const file = join(folder, "losses");
  await writeFile(file, Buffer.concat(losses.map((vector) => new Uint8Array(vector.buffer))));
  const numpy = await startRival("ahp_numpy.py");
  const times = { ours: [] as number[], numpy: [] as number[], limit: [] as number[] };
  for (let round = 0; round < rounds + 3; round++) {
    const ours = processorSeconds(() => countWins(losses));
    const { cpu } = await numpy.ask<{ cpu: number }>(`${file} ${MEMBERS} ${IMAGES}`);
    const limit = processorSeconds(comparisonsAlone);
    // The first rounds warm up.
    if (round < 3) continue;
    times.ours.push(ours);
    times.numpy.push(cpu);
    times.limit.push(limit);
  }
  numpy.close();
  const theirs = await readFile(`${file}.wins`);
  const wins = new Float64Array(theirs.buffer, theirs.byteOffset, MEMBERS ** 2);
  if (!countWins(losses).every((count, i) => count === wins[i])) throw new Error("the counts differ");

  const show = (name: string, values: number[]): void => {
    const seconds = median(values);
    console.log(
      `${name.padEnd(34)} ${(1e3 * seconds).toFixed(2)} ms  ${((1e9 * seconds) / COMPARISONS).toFixed(3)} ns a comparison`,
    );
  };
  console.log(
    `${MEMBERS} sets, ${IMAGES} images, ${COMPARISONS / 1e6} million comparisons; medians of ${rounds}, processor time`,
  );
  show("numpy", times.numpy);
  show("countWins", times.ours);
  show("its comparisons alone, in L1 cache", times.limit);
  console.log(`numpy / countWins: ${(median(times.numpy) / median(times.ours)).toFixed(2)}`);
  console.log(`countWins / its comparisons alone: ${(median(times.ours) / median(times.limit)).toFixed(2)}`);
} finally {
  await rm(folder, { recursive: true });
}

function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** As many comparisons of codes of 16 bits, always of the same few rows: the arithmetic limit of this way of counting. */
function comparisonsAlone(): void {
  const bytes = 1024;
  const rows = 8;
  const { countLower } = kernelsOver((rows + 1) * bytes);
  const calls = COMPARISONS / ((rows * bytes) / 2);
  for (let call = 0; call < calls; call++) countLower(0, 0, rows * bytes, bytes, rows * bytes);
}
