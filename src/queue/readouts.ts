import { mean } from "../domain/mean.ts";
import { codeVersion } from "../training/code-version.ts";
import { shapeOf } from "../training/data.ts";
import { type ReadoutResult, type SourceRepresentations, trainReadouts } from "../training/train-readouts.ts";
import type { DataWork } from "./context.ts";
import { partnersOf, readoutLabels } from "./examples.ts";
import { encoderOf, networkOf } from "./networks.ts";
import { bytesOf, remembered, resultKey } from "./remember.ts";
import { representationsOf } from "./representation.ts";

export interface Member {
  sources: string[];
  target: string;
}

/** What is kept of a trained readout. */
export interface ReadoutOutcome extends Member {
  /** Artifact hashes of the encoders used, in the order of the sources. */
  models: string[];
  /** Why there are no losses, or null. */
  error: string | null;
  /** Artifact hash of the per-image test losses. */
  losses: string | null;
  meanLoss: number | null;
  backend: string;
  codeVersion: string;
  /** Its share of the group's time. */
  seconds: number;
}

/**
 * Trains a group of readouts together, once for its key. The group follows from the plan alone, so that its numbers never depend
 * on timing. A member with a source whose network failed fails with that reason.
 */
export async function readoutsOf(work: DataWork, members: Member[]): Promise<ReadoutOutcome[]> {
  const encoders = new Map<string, string | null>();
  for (const source of new Set(members.flatMap(({ sources }) => sources))) {
    encoders.set(source, await encoderOf(work, source));
  }
  const broken = (source: string): boolean => encoders.get(source) === null;
  const whole = members.filter(({ sources }) => !sources.some(broken));
  const trained = whole.length > 0 ? await trainGroup(work, whole, encoders as Map<string, string>) : [];
  const failed = await Promise.all(
    members.filter(({ sources }) => sources.some(broken)).map((member) => withoutModel(work, member, broken)),
  );
  return [...trained, ...failed];
}

async function trainGroup(work: DataWork, members: Member[], encoders: Map<string, string>): Promise<ReadoutOutcome[]> {
  const { context, settings, dataset } = work;
  const { readout } = settings;
  const shape = shapeOf(settings);
  const seed = settings.seeds.readouts;
  const models = members.map(({ sources }) => sources.map((source) => encoders.get(source)!));
  const key = resultKey("readouts", {
    shape,
    readout,
    members,
    models,
    dataHash: dataset.hash,
    seed,
    codeVersion: codeVersion(),
  });

  const compute = async (): Promise<ReadoutOutcome[]> => {
    const started = performance.now();
    const results = await trainMembers(work, members, encoders);
    const seconds = (performance.now() - started) / 1000 / members.length;
    return Promise.all(
      members.map(async (member, i): Promise<ReadoutOutcome> => {
        const result = results[i]!;
        const base = { ...member, models: models[i]!, backend: context.backend, codeVersion: codeVersion(), seconds };
        if (result.status === "FAILED") return { ...base, error: result.error, losses: null, meanLoss: null };
        const losses = await context.artifacts.put(bytesOf(result.losses));
        return { ...base, error: null, losses, meanLoss: mean(result.losses) };
      }),
    );
  };
  const objectsOf = (outcomes: ReadoutOutcome[]) => outcomes.map(({ losses }) => losses);
  return remembered(context.artifacts, key, compute, objectsOf);
}

/**
 * Trains readouts on the representations of these encoders (artifact hashes, by source), keeping nothing: a function of its arguments,
 * bit for bit, whatever members are trained together.
 */
export async function trainMembers(
  work: DataWork,
  members: Member[],
  encoders: ReadonlyMap<string, string>,
): Promise<ReadoutResult[]> {
  const { settings, watch } = work;
  const { images: _, ...schedule } = settings.readout;
  const partners = partnersOf(members.map(({ target }) => target));
  const representations: Record<string, SourceRepresentations> = {};
  for (const source of new Set(members.flatMap(({ sources }) => sources))) {
    representations[source] = await representationsOf(work, source, encoders.get(source)!, partners);
  }
  const labels: Record<string, Awaited<ReturnType<typeof readoutLabels>>> = {};
  for (const target of new Set(members.map(({ target }) => target))) {
    labels[target] = await readoutLabels(work, target);
  }
  const { seeds } = settings;
  const shape = shapeOf(settings);
  const readouts = members.map((member) => ({ ...member, partners: partnersOf([member.target]) }));
  const job = { members: readouts, representations, labels, shape, schedule, seed: seeds.readouts };
  return trainReadouts(job, watch);
}

async function withoutModel(
  work: DataWork,
  member: Member,
  broken: (source: string) => boolean,
): Promise<ReadoutOutcome> {
  const source = member.sources.find(broken)!;
  const { error, backend, codeVersion } = await networkOf(work, source);
  return {
    ...member,
    models: [],
    error: `the model of ${source} failed: ${error}`,
    losses: null,
    meanLoss: null,
    backend,
    codeVersion,
    seconds: 0,
  };
}
