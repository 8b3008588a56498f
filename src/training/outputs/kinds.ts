import type { Output } from "../../tasks/task.ts";
import { classes } from "./class.ts";
import { colour } from "./colour.ts";
import { embedding } from "./embedding.ts";
import type { OutputKind } from "./kind.ts";
import { pixels } from "./pixels.ts";
import { segmentation } from "./segmentation.ts";
import { vector } from "./vector.ts";

const KINDS: { [K in Output["kind"]]: OutputKind<Extract<Output, { kind: K }>> } = {
  pixels,
  segmentation,
  colour,
  class: classes,
  vector,
  embedding,
};

/** The kind of an output; it takes that output and labels of it. */
export const kindOf = ({ kind }: Output): OutputKind<Output> => KINDS[kind] as unknown as OutputKind<Output>;
