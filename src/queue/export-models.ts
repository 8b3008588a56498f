import { join } from "node:path";
import { loadLabels } from "../dataset/labels.ts";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import type { Settings } from "../domain/settings.ts";
import { RANDOM } from "../domain/task.ts";
import type { Transfer } from "../domain/transfer.ts";
import { listModels } from "../store/models.ts";
import { taskDefinition } from "../tasks/registry.ts";
import type { Output, Partner } from "../tasks/task.ts";
import { type Shape, shapeOf } from "../training/data.ts";
import { decoderLayers, encoderLayers, readoutLayers } from "../training/networks.ts";
import { saveLayersModel } from "../training/save-layers-model.ts";
import { imageStatistics } from "../training/standardise.ts";
import { decodeWeights, type WeightArray } from "../training/weights.ts";
import type { DataWork } from "./context.ts";
import { trainMembers } from "./readouts.ts";
import { bytesOf } from "./remember.ts";

interface ExportedTransfer {
  target: string;
  sources: string[];
  self: boolean;
  affinity: number | null;
  gain: number | null;
  quality: number | null;
  /** A network of the image (self edge), or the readout of representations. */
  model: string;
  /** Of a readout, in order: the representation by which encoder, of which view. */
  inputs: { name: string; encoder: string; view: "anchor" | Partner }[];
  output: Output;
  /** Whether the re-made readout has, bit for bit, the test losses that the transfer was judged by; null: kept, not re-made. */
  sameLosses: boolean | null;
  provenance: Transfer["provenance"];
}

/** What was written; paths are relative to the folder. */
export interface ExportedModels {
  experiment: string;
  seeds: Settings["seeds"];
  shape: Shape;
  encoders: Record<string, { model: string; input: string; weights: string }>;
  transfers: ExportedTransfer[];
}

/**
 * Writes what these transfers use as layers models of TensorFlow.js: the encoder of every source, the readout of every target, and the
 * whole network of a self edge. Weights of encoders and networks are kept; readouts are re-made from their seed. Errors: BAD_INPUT
 * for the self edge of a task of several views, NOT_FOUND for a network that the experiment does not have, ARTIFACT_CORRUPT.
 */
export async function exportModels(work: DataWork, transfers: Transfer[], folder: string): Promise<ExportedModels> {
  const { experiment, settings, context } = work;
  const { imageSize, representation } = settings;
  const shape = shapeOf(settings);
  const image = (weights: WeightArray[]) => {
    const channels = weights[0]!.shape[2]!;
    return [{ name: "image", side: imageSize, channels, statistics: imageStatistics(channels) }];
  };
  const save = async (network: Parameters<typeof saveLayersModel>[0], kind: string, name: string): Promise<string> => {
    await saveLayersModel(network, join(folder, kind, name));
    return `${kind}/${name}/model.json`;
  };

  const readouts = transfers.filter(({ self }) => !self);
  const hashes = new Map(
    readouts.flatMap(({ sources, provenance }) => sources.map((s, i) => [s, provenance.models[i]!])),
  );
  const encoders: ExportedModels["encoders"] = {};
  for (const [source, hash] of hashes) {
    const weights = decodeWeights(await context.artifacts.get(hash)).arrays;
    const network = { inputs: image(weights), layers: encoderLayers(shape), weights, shape, output: null };
    encoders[source] = { model: await save(network, "encoders", source), input: inputOf(source), weights: hash };
  }

  const models = await listModels(context.graph, experiment.id);
  const results = await trainMembers(work, readouts, hashes);
  const exported = transfers.map(async (transfer): Promise<ExportedTransfer> => {
    const { target, sources, self, affinity, gain, quality, losses, provenance } = transfer;
    const { output } = await loadLabels(work.dataset, taskDefinition(target), "test", 1);
    const facts = { target, sources, self, affinity, gain, quality, output, provenance };
    if (self) {
      if (taskDefinition(target).partners) {
        throw badInput(
          `the network of ${target} sees several views: allowed are transfers to it, or self edges of other tasks`,
        );
      }
      const hash = models.find(({ task }) => task === target)?.networkHash ?? null;
      if (hash === null)
        throw new TaskonomyError("NOT_FOUND", `experiment ${experiment.id} has no network of ${target}`);
      const weights = decodeWeights(await context.artifacts.get(hash)).arrays;
      const layers = [...encoderLayers(shape), ...decoderLayers(shape, output)];
      const network = { inputs: image(weights), layers, weights, shape, output };
      return { ...facts, model: await save(network, "networks", target), inputs: [], sameLosses: null };
    }
    const result = results[readouts.indexOf(transfer)]!;
    if (result.status === "FAILED") throw new TaskonomyError("DIVERGED", `the readout of ${target}: ${result.error}`);
    const side = representation.size;
    const inputs = result.inputs.map((input) => ({ ...input, side, channels: representation.channels }));
    const network = { inputs, layers: readoutLayers(shape, output), weights: result.weights, shape, output };
    const sameLosses = Buffer.from(await context.artifacts.get(losses!)).equals(bytesOf(result.losses));
    const model = await save(network, "readouts", target);
    const views = result.inputs.map(({ name }) => {
      const [encoder, partner] = name.split(".") as [string, Partner?];
      return { name, encoder, view: partner ?? ("anchor" as const) };
    });
    return { ...facts, model, inputs: views, sameLosses };
  });
  return { experiment: experiment.id, seeds: settings.seeds, shape, encoders, transfers: await Promise.all(exported) };
}

/** What an encoder is to be fed with. */
function inputOf(source: string): string {
  if (source === RANDOM) return PLAIN;
  const { input, description } = taskDefinition(source);
  return input === undefined ? PLAIN : `the image as this task changes it, in [0, 1]: ${description}`;
}

const PLAIN = "rgb image in [0, 1], channels last";
