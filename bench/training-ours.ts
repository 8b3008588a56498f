/** Our side of bench/training.ts: answers the same requests as training_torch.py, on one thread. */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Labels } from "../src/training/data.ts";
import { trainNetwork } from "../src/training/train-network.ts";
import { trainReadouts } from "../src/training/train-readouts.ts";
import { median } from "./python.ts";
import type { Answer, JobRequest, StepsRequest } from "./training-requests.ts";

const SHAPE = { imageSize: 64, representation: { size: 8, channels: 8 } };
const PIXELS = SHAPE.imageSize ** 2;
/** Readouts that a worker trains together at most (src/queue/run-job.ts). */
const TOGETHER = 30;

async function floats(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

const labels = (values: Float32Array): Labels => ({
  values,
  mask: null,
  perView: PIXELS,
  output: { kind: "pixels", channels: 1, loss: "l1" },
});

const schedule = (epochs: number, batch: number) => ({
  epochs,
  batch,
  learningRate: 3e-3,
  decayEpoch: epochs,
  weightDecay: 1e-6,
});

async function steps({ work, inputs, truths, shape, batch, steps }: StepsRequest): Promise<Answer> {
  const x = await floats(inputs);
  const images = shape[0]!;
  const maps = await Promise.all(truths.map(floats));
  const test = (values: Float32Array) => values.slice(0, values.length / images);
  const marks: { wall: number; cpu: number }[] = [];
  const watch = { progress: () => void marks.push({ wall: performance.now() / 1000, cpu: processorSeconds() }) };
  const epochs = Math.ceil((steps * batch) / images) + 1;
  if (work === "network") {
    await trainNetwork(
      {
        task: "task",
        role: "network",
        shape: SHAPE,
        schedule: schedule(epochs, batch),
        seed: 1,
        train: { inputs: x, labels: labels(maps[0]!) },
        test: { inputs: test(x), labels: labels(test(maps[0]!)) },
      },
      watch,
    );
  } else {
    await trainReadouts(
      {
        members: truths.map((_, i) => ({ sources: ["source"], target: `target${i}` })),
        representations: { source: { train: x, test: test(x) } },
        labels: Object.fromEntries(
          maps.map((map, i) => [`target${i}`, { train: labels(map), test: labels(test(map)) }]),
        ),
        shape: SHAPE,
        schedule: schedule(epochs, batch),
        seed: 1,
      },
      watch,
    );
  }
  // The first mark is the first step's start; evaluation makes the last ones.
  const times = (clock: "wall" | "cpu") => marks.slice(1, steps + 1).map((mark, i) => mark[clock] - marks[i]![clock]);
  return { seconds: median(times("wall")), cpu: median(times("cpu")) };
}

async function job({ inputs, truths, train, test, epochs, batch }: JobRequest): Promise<Answer> {
  const [started, busy] = [performance.now(), processorSeconds()];
  const x = await floats(inputs);
  const split = (values: Float32Array) => {
    const at = (values.length / (train + test)) * train;
    return { train: values.subarray(0, at), test: values.subarray(at) };
  };
  let total = 0;
  for (let from = 0; from < truths.length; from += TOGETHER) {
    const some = truths.slice(from, from + TOGETHER);
    const maps = await Promise.all(some.map(floats));
    const results = await trainReadouts({
      members: some.map((_, i) => ({ sources: ["source"], target: `target${i}` })),
      representations: { source: split(x) },
      labels: Object.fromEntries(
        maps.map((map, i) => {
          const { train, test } = split(map);
          return [`target${i}`, { train: labels(train), test: labels(test) }];
        }),
      ),
      shape: SHAPE,
      schedule: schedule(epochs, batch),
      seed: 1,
    });
    for (const result of results) {
      if (result.status === "FAILED") throw new Error(result.error);
      total += result.losses.reduce((a, b) => a + b, 0) / test;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  return { seconds, cpu: processorSeconds() - busy, loss: total / truths.length };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as StepsRequest | JobRequest;
  console.log(JSON.stringify(request.work === "job" ? await job(request) : await steps(request)));
}
