import { TaskonomyError } from "../domain/errors.ts";
import type { Transfer } from "../domain/transfer.ts";
import type { Artifacts } from "./artifacts.ts";

/** A transfer with its loss on every test image. */
export type Measured = Omit<Transfer, "losses"> & { affinity: number; losses: Float32Array };

/**
 * The transfers that are in a tournament, with their losses. NO_LOSSES where none has any; ARTIFACT_CORRUPT.
 */
export async function measuredTransfers(artifacts: Artifacts, transfers: Transfer[]): Promise<Measured[]> {
  const found = transfers.flatMap((edge) => {
    const { affinity, losses } = edge;
    return affinity === null || losses === null ? [] : [{ edge: { ...edge, affinity }, losses }];
  });
  if (found.length === 0) {
    throw new TaskonomyError(
      "NO_LOSSES",
      "no per-image losses are stored of these transfers, so nothing can be resampled",
    );
  }
  return Promise.all(
    found.map(async ({ edge, losses }): Promise<Measured> => {
      return { ...edge, losses: await lossesOf(artifacts, losses) };
    }),
  );
}

/** The losses of an artifact hash, one a test image. ARTIFACT_CORRUPT. */
export async function lossesOf(artifacts: Artifacts, hash: string): Promise<Float32Array> {
  // A copy, since stored bytes need not be aligned to floats.
  const bytes = Uint8Array.from(await artifacts.get(hash));
  return new Float32Array(bytes.buffer);
}
