import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tensor } from "@tensorflow/tfjs-node";
import type { Backend } from "./backend.ts";
import type { Edge, Graph } from "./graph.ts";

/** The part of tfjs-node that runs SavedModels; its public wrapper looks up signatures, which a graph of ours has no use for. */
interface SavedModels {
  loadSavedModelMetaGraph(path: string, tags: string): number;
  runSavedModel(id: number, inputs: Tensor[], inputInfos: { name: Edge }[], outputs: Edge[]): Tensor[];
  deleteSavedModel(id: number): void;
}

export interface Feed {
  values: Float32Array | Int32Array;
  shape: number[];
}

/** A graph loaded into TensorFlow, with the state of its variables. */
export interface Session {
  /** Values of the fetched edges (all float). A feed replaces an edge's value. */
  run(feeds: Record<Edge, Feed>, fetches: Edge[]): Float32Array[];
  close(): void;
}

export async function openSession({ tf }: Backend, graph: Graph): Promise<Session> {
  const models = tf.backend() as unknown as SavedModels;
  const folder = await mkdtemp(join(tmpdir(), "taskonomy-graph-"));
  try {
    await writeFile(join(folder, "saved_model.pb"), graph.encode());
    const id = models.loadSavedModelMetaGraph(folder, "serve");
    return {
      run(feeds, fetches) {
        let results: Float32Array[] = [];
        // It returns nothing: tidy would look for tensors among all numbers of the results.
        tf.tidy(() => {
          const inputs = Object.values(feeds).map(({ values, shape }) =>
            tf.tensor(values, shape, values instanceof Float32Array ? "float32" : "int32"),
          );
          const infos = Object.keys(feeds).map((name) => ({ name }));
          const outputs = models.runSavedModel(id, inputs, infos, fetches);
          results = outputs.map((tensor) => tensor.dataSync() as Float32Array);
        });
        return results;
      },
      close: () => models.deleteSavedModel(id),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
