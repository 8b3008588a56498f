import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { mean } from "../domain/mean.ts";
import type { Random } from "../domain/random.ts";
import { likeness } from "./likeness.ts";
import type { Pair, Scores } from "./scores.ts";

/** What makes Qualities differ, as parts of their variance. */
const VARIANCE = {
  /** Some targets are easy. */
  target: 1,
  /** Some sources serve everybody. */
  source: 0.3,
  /** Sources that are alike serve alike targets. */
  alike: 0.3,
  /** A source serves a target the better, the more the prior thinks of it (or the worse). */
  prior: 0.1,
  /** What nothing explains. */
  own: 0.2,
};
const TOTAL = Object.values(VARIANCE).reduce((a, b) => a + b, 0);

/** Mean and standard deviation while nothing has arrived. */
const FIRST_GUESS = { mean: 0.2, deviation: 0.15 };
/** Part of a Quality's variance that is rounding: keeps the covariance positive definite. */
const ROUNDING = 1e-6;

/**
 * Qualities that all candidates of `prior` may have, given those that have arrived: draws of a Gaussian process over (source, target)
 * (Rasmussen and Williams, 2006, chapter 2), each a value a pair in the order of `pairs`. What has arrived is as it is in each. Pure.
 */
export function drawQualities(
  pairs: Pair[],
  prior: Scores,
  arrived: Scores,
  draws: number,
  random: Random,
): Float64Array[] {
  const known = [...pairs.keys()].filter((i) => arrived.get(pairs[i]!.target)?.has(pairs[i]!.source));
  const qualities = known.map((i) => arrived.get(pairs[i]!.target)!.get(pairs[i]!.source)!);
  const { centre, deviation } = scaleOf(qualities);
  const process = processOf(pairs, prior);
  const drawn = Matrix.zeros(pairs.length, draws);
  for (let draw = 0; draw < draws; draw++) drawn.setColumn(draw, process.draw(random));

  if (known.length > 0) {
    // Draws of what is not known, made to agree with what is (Matheron's rule).
    const surprise = Matrix.zeros(known.length, draws);
    for (const [k, i] of known.entries()) {
      const value = (qualities[k]! - centre) / deviation;
      for (let draw = 0; draw < draws; draw++) surprise.set(k, draw, value - drawn.get(i, draw));
    }
    const among = matrixOf(known, known, (a, b) => process.covariance(a, b) + (a === b ? ROUNDING : 0));
    const solved = new CholeskyDecomposition(among).solve(surprise);
    drawn.add(matrixOf([...pairs.keys()], known, process.covariance).mmul(solved));
  }
  return Array.from({ length: draws }, (_, draw) => {
    const values = Float64Array.from(drawn.getColumn(draw), (value) => clamped(centre + deviation * value));
    for (const [k, i] of known.entries()) values[i] = qualities[k]!;
    return values;
  });
}

function scaleOf(qualities: number[]): { centre: number; deviation: number } {
  const centre = mean(qualities);
  const deviation = Math.sqrt(mean(qualities.map((quality) => (quality - centre) ** 2)));
  // Also where there is none (NaN).
  return deviation > 0 ? { centre, deviation } : { centre: FIRST_GUESS.mean, deviation: FIRST_GUESS.deviation };
}

const clamped = (quality: number): number => Math.min(1, Math.max(0, quality));

interface Process {
  /** Of two pairs, by index; a pair's variance is about 1. */
  covariance(a: number, b: number): number;
  /** A value a pair. */
  draw(random: Random): number[];
}

function processOf(pairs: Pair[], prior: Scores): Process {
  const { tasks, alike } = likeness(prior);
  const indexOf = new Map(tasks.map((task, i) => [task, i]));
  const source = pairs.map((pair) => indexOf.get(pair.source)!);
  const target = pairs.map((pair) => indexOf.get(pair.target)!);
  const believed = pairs.map((pair) => prior.get(pair.target)!.get(pair.source)!);
  const root = new CholeskyDecomposition(alike).lowerTriangularMatrix;
  const part = (name: keyof typeof VARIANCE): number => VARIANCE[name] / TOTAL;

  const covariance = (a: number, b: number): number =>
    (target[a] === target[b] ? part("target") : 0) +
    (source[a] === source[b] ? part("source") : 0) +
    part("alike") * (alike.get(source[a]!, source[b]!) * alike.get(target[a]!, target[b]!)) +
    part("prior") * (believed[a]! * believed[b]!) +
    (a === b ? part("own") : 0);

  const draw = (random: Random): number[] => {
    const normals = (count: number): number[] => Array.from({ length: count }, () => random.normal());
    const [ofTarget, ofSource] = [normals(tasks.length), normals(tasks.length)];
    const free = new Matrix(tasks.map(() => normals(tasks.length)));
    const together = root.mmul(free).mmul(root.transpose());
    const ofPrior = random.normal();
    return pairs.map(
      (_, i) =>
        Math.sqrt(part("target")) * ofTarget[target[i]!]! +
        Math.sqrt(part("source")) * ofSource[source[i]!]! +
        Math.sqrt(part("alike")) * together.get(source[i]!, target[i]!) +
        Math.sqrt(part("prior")) * ofPrior * believed[i]! +
        Math.sqrt(part("own")) * random.normal(),
    );
  };
  return { covariance, draw };
}

const matrixOf = (rows: number[], columns: number[], value: (row: number, column: number) => number): Matrix =>
  new Matrix(rows.map((row) => columns.map((column) => value(row, column))));
