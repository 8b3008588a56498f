import { mkdir } from "node:fs/promises";
import { layersModel, type Network } from "./layers-model.ts";

/** Writes a network as a layers model of TensorFlow.js into a folder: `model.json` and its weights. */
export async function saveLayersModel(network: Network, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const model = await layersModel(network);
  try {
    await model.save(`file://${folder}`);
  } finally {
    model.dispose();
  }
}
