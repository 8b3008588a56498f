/**
 * Training steps and a whole job, ours beside PyTorch (both layouts, eager and compiled) and Keras (tf.function): same networks, data,
 * batch and optimiser, interleaved in one run, medians of the rounds:
 *   npx tsx bench/training.ts [ROUNDS]
 * Installs PyTorch and Keras under the cache folder (several GB). On two cores we are two processes, the others two processes or one with two
 * threads; times are of one step of one process, divided by the number of processes.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomOf } from "../src/domain/random.ts";
import { loadBackend } from "../src/training/backend.ts";
import { Graph } from "../src/training/graph.ts";
import { matMul, mean, placeholder } from "../src/training/ops.ts";
import { openSession } from "../src/training/session.ts";
import { median, type Rival, startProgram, startRival } from "./python.ts";
import type { Answer, JobRequest, StepsRequest } from "./training-requests.ts";

const rounds = Number(process.argv[2] ?? 5);
const BATCH = 16;
const COLUMNS = 64;
const MEMBERS = 10;
const TARGETS = 22;
const IMAGES = 320;
const JOB = { train: 1024, test: 1002, epochs: 6 };
/** Multiply-adds of an image: readout and task network, forwards. */
const MULTIPLY_ADDS = { readouts: 64 * (9 * 8 * 32 + 9 * 32 * 32 + 32 * COLUMNS), network: networkMultiplyAdds() };

const folder = await mkdtemp(join(tmpdir(), "training-bench-"));
const started: Rival[] = [];
try {
  const requests = await writeRequests();
  const one = await contestants([1]);
  console.log(`batch ${BATCH}, medians of ${rounds} rounds; the last column is the ratio to ours`);
  for (const work of ["readouts", "network"] as const) {
    const cpu = await race(one, requests[work], "cpu");
    show(`${work}, one core: processor time of a step`, cpu);
    const achieved = (6 * MULTIPLY_ADDS[work] * BATCH * requests[work].members) / cpu.get("ours")!;
    const limit = await matmulFlops();
    console.log(
      `  ours: ${gigaflops(achieved)}, ${(100 * (achieved / limit)).toFixed(0)}% of a large matmul's ${gigaflops(limit)}`,
    );
  }
  console.log("\nours, readouts, one core: processor time of an image, step and readout");
  const alone = new Map([["ours", one.get("ours")!]]);
  for (const [members, batch] of [
    [1, 16],
    [5, 16],
    [10, 16],
    [20, 16],
    [10, 32],
    [10, 64],
  ] as const) {
    const truths = Array.from({ length: members }, (_, i) => requests.readouts.truths[i % MEMBERS]!);
    const cpu = await race(alone, { ...requests.readouts, members, truths, batch }, "cpu");
    const each = (1e3 * cpu.get("ours")!) / members / batch;
    console.log(`  ${members} together, batch ${batch}: ${each.toFixed(3)} ms`);
  }
  show(`job, one core: one source to ${TARGETS} targets, processor time`, await race(one, requests.job, "cpu"));
  for (const contestant of started.splice(0)) contestant.close();

  const two = await contestants([1, 1], [2]);
  for (const work of ["readouts", "network"] as const) {
    show(`${work}, two cores: wall-clock time a step`, await race(two, requests[work], "seconds"));
  }
} finally {
  for (const contestant of started) contestant.close();
  await rm(folder, { recursive: true });
}

/** By name, the processes that work at the same time, each with so many threads; ours always have one. */
async function contestants(...processes: number[][]): Promise<Map<string, Rival[]>> {
  const all = new Map<string, Rival[]>();
  const start = (rival: Rival): Rival => {
    started.push(rival);
    return rival;
  };
  const script = join(import.meta.dirname, "training-ours.ts");
  all.set(
    "ours",
    processes[0]!.map(() => start(startProgram(process.execPath, ["--import", "tsx", script]))),
  );
  for (const threads of processes) {
    const suffix = threads.map((count) => ` ${count}`).join("");
    for (const form of ["nchw eager", "nhwc eager", "nchw compile", "nhwc compile"]) {
      const rivals = threads.map((count) => startRival("training_torch.py", [`${count}`, ...form.split(" ")], "torch"));
      all.set(`torch ${form}, threads${suffix}`, (await Promise.all(rivals)).map(start));
    }
    const rivals = threads.map((count) => startRival("training_keras.py", [`${count}`], "keras"));
    all.set(`keras, threads${suffix}`, (await Promise.all(rivals)).map(start));
  }
  return all;
}

/** Median time by contestant, for one step or job of all its processes together. A first round, which compiles, does not count. */
async function race(
  all: Map<string, Rival[]>,
  request: StepsRequest | JobRequest,
  clock: "seconds" | "cpu",
): Promise<Map<string, number>> {
  const times = new Map([...all.keys()].map((name) => [name, [] as number[]]));
  // Keras has no script of a whole job: its step is what differs.
  if (request.work === "job") for (const name of times.keys()) if (name.startsWith("keras")) times.delete(name);
  for (let round = 0; round <= rounds; round++) {
    for (const [name, measured] of times) {
      const processes = all.get(name)!;
      const answers = await Promise.all(processes.map((one) => one.ask<Answer>(JSON.stringify(request))));
      if (round > 0) measured.push(median(answers.map((answer) => answer[clock])) / processes.length);
    }
  }
  return new Map([...times].map(([name, measured]) => [name, median(measured)]));
}

function show(title: string, times: Map<string, number>): void {
  console.log(`\n${title}`);
  for (const [name, seconds] of times) {
    const ratio = seconds / times.get("ours")!;
    console.log(`  ${name.padEnd(36)} ${(1e3 * seconds).toFixed(1).padStart(9)} ms  ${ratio.toFixed(2)}`);
  }
}

function gigaflops(flops: number): string {
  return `${(flops / 1e9).toFixed(0)} GFLOP/s`;
}

async function writeRequests(): Promise<{ readouts: StepsRequest; network: StepsRequest; job: JobRequest }> {
  const random = randomOf("training-bench");
  const write = async (name: string, count: number): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, new Uint8Array(Float32Array.from({ length: count }, () => random.uniform()).buffer));
    return file;
  };
  const truths = (name: string, count: number, images: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => write(`${name}${i}`, images * 64 * COLUMNS)));
  const steps = { columns: COLUMNS, batch: BATCH, steps: 40 };
  const images = JOB.train + JOB.test;
  return {
    readouts: {
      work: "readouts",
      members: MEMBERS,
      inputs: await write("representations", IMAGES * 512),
      shape: [IMAGES, 8, 8, 8],
      truths: await truths("readout", MEMBERS, IMAGES),
      ...steps,
    },
    network: {
      work: "network",
      members: 1,
      inputs: await write("images", IMAGES * 64 * 64 * 3),
      shape: [IMAGES, 64, 64, 3],
      truths: await truths("network", 1, IMAGES),
      ...steps,
    },
    job: {
      work: "job",
      columns: COLUMNS,
      inputs: await write("job", images * 512),
      truths: await truths("target", TARGETS, images),
      ...JOB,
      batch: BATCH,
    },
  };
}

function networkMultiplyAdds(): number {
  const convolutions: [side: number, kernel: number, from: number, to: number][] = [
    [32, 5, 3, 16],
    [16, 3, 16, 32],
    [8, 3, 32, 64],
    [8, 3, 64, 64],
    [8, 3, 64, 64],
    [8, 3, 64, 8],
    [8, 3, 8, 64],
    [8, 3, 64, 64],
    [8, 1, 64, COLUMNS],
  ];
  return convolutions.reduce((total, [side, kernel, from, to]) => total + (side * kernel) ** 2 * from * to, 0);
}

/** Of a product of two 1024 x 1024 matrices in TensorFlow on one thread, the best of 20 by processor time. */
async function matmulFlops(): Promise<number> {
  const size = 1024;
  const graph = new Graph();
  const [a, b] = [placeholder(graph), placeholder(graph)];
  const corner = mean(graph, matMul(graph, a, b), 0);
  const session = await openSession(await loadBackend(), graph);
  const matrix = { values: new Float32Array(size * size).fill(0.5), shape: [size, size] };
  let best = Infinity;
  for (let i = 0; i < 20; i++) {
    const before = process.cpuUsage();
    session.run({ [a]: matrix, [b]: matrix }, [corner]);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  session.close();
  return (2 * size ** 3) / best;
}
