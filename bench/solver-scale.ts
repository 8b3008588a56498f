/**
 * Large dictionaries, ours and native HiGHS (highspy) on the same reduced model in turn, both with gap 0:
 *   npx tsx bench/solver-scale.ts [ROUNDS] [N...]        each N tasks; all sizes where left out
 * Ours counts from the question to the answer, theirs from the finished model on.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPrograms } from "../src/solver/build.ts";
import { instanceOf, scaleOf } from "../src/solver/instance.ts";
import { weightModel } from "../src/solver/model.ts";
import { solveTaxonomy } from "../src/solver/taxonomy.ts";
import { median, startRival } from "./python.ts";
import { dictionary } from "./solver-dictionary.ts";

interface Native {
  seconds: number;
  cpu: number;
  status: string;
  value: number;
  bound: number;
  megabytes: number;
}

/** Seconds a solve. */
const LIMIT = 3600;
const [rounds = 1, ...chosen] = process.argv.slice(2).map(Number);
const sizes = chosen.length > 0 ? chosen : [25, 50, 100, 200, 500, 1000];
const folder = await mkdtemp(join(tmpdir(), "solver-bench-"));
try {
  console.log("tasks  edges  status    value         ours: s (processor s)  native: s (processor s)  native / ours");
  for (const n of sizes) {
    const question = { ...dictionary(n), timeLimit: LIMIT };
    const program = buildPrograms(question, [question.budget])[0]!;
    const file = join(folder, `${n}.json`);
    const model = weightModel(instanceOf(program), []);
    await writeFile(
      file,
      JSON.stringify(model, (_, value) => (ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value)),
    );
    const times = { ours: [] as number[], oursCpu: [] as number[], native: [] as number[], nativeCpu: [] as number[] };
    const native = await startRival("solver_highs.py");
    let line = "";
    for (let round = 0; round < rounds; round++) {
      const before = process.cpuUsage();
      const answer = await solveTaxonomy(question);
      const { user, system } = process.cpuUsage(before);
      times.ours.push(answer.seconds);
      times.oursCpu.push((user + system) / 1e6);
      const theirs = await native.ask<Native>(`${file} ${LIMIT}`);
      times.native.push(theirs.seconds);
      times.nativeCpu.push(theirs.cpu);
      const best = theirs.value * scaleOf(program);
      if (answer.status === "OPTIMAL" && best > answer.value! + 1e-6)
        throw new Error(`native HiGHS found ${best}, more than ${answer.value}`);
      if (theirs.status === "Optimal" && answer.value! > best + 1e-6)
        throw new Error(`native HiGHS proved ${best}, less than ${answer.value}`);
      line = `${String(n).padStart(5)} ${String(question.edges.length).padStart(6)}  ${answer.status.padEnd(8)}  ${answer.value!.toFixed(9)}`;
    }
    native.close();
    const both = (wall: number[], cpu: number[]) => `${median(wall).toFixed(2)} (${median(cpu).toFixed(2)})`;
    console.log(
      `${line.padEnd(38)} ${both(times.ours, times.oursCpu).padEnd(22)} ${both(times.native, times.nativeCpu).padEnd(24)} ` +
        `${(median(times.native) / median(times.ours)).toFixed(1)} (${(median(times.nativeCpu) / median(times.oursCpu)).toFixed(1)})`,
    );
  }
  console.log(`most memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
} finally {
  await rm(folder, { recursive: true });
}
