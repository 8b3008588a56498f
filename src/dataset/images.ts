import { setImmediate as breathe } from "node:timers/promises";
import { badInput } from "../domain/errors.ts";
import { type Random, randomOf } from "../domain/random.ts";
import { fill } from "../tasks/fill.ts";
import type { Image, PngForm, Raster, TaskDefinition } from "../tasks/task.ts";
import { invalid } from "./invalid.ts";
import { rgbFile, type Split, type View } from "./layout.ts";
import type { Dataset } from "./open.ts";
import { readPng } from "./png.ts";
import { average } from "./reduce.ts";

const RGB: PngForm = { channels: 3, depth: 8 };

/** The images of some views: n x size x size x 3 in [0, 1]. */
export const loadImages = (dataset: Dataset, views: View[]): Promise<Float32Array> =>
  stack(views, (view) => readImage(dataset, view).data);

/** The same in the form that the task's own encoder sees, n x size x size x channels; any noise is seeded by the view. */
export function loadInputs(dataset: Dataset, task: TaskDefinition, views: View[]): Promise<Float32Array> {
  return stack(views, (view) => {
    const image = readImage(dataset, view);
    return (task.input?.(image, inputStream(task, view)) ?? image).data;
  });
}

/** What is random in a task's form of a view. */
export const inputStream = (task: TaskDefinition, view: View): Random =>
  randomOf("input", task.name, view.building, view.id);

export function readImage(dataset: Dataset, view: View): Image {
  const { data } = average(readSquare(dataset, rgbFile(dataset, view), RGB), dataset.fileSize / dataset.imageSize);
  return { size: dataset.imageSize, channels: 3, data: fill(new Float32Array(data.length), (i) => data[i]! / 255) };
}

/** A PNG file of the data set's own size. */
export function readSquare(dataset: Dataset, file: string, form: PngForm): Raster {
  const raster = readPng(file, form);
  const { fileSize } = dataset;
  if (raster.width !== fileSize || raster.height !== fileSize) {
    throw invalid(file, `it has ${raster.width} x ${raster.height} pixels where ${fileSize} x ${fileSize} are due`);
  }
  return raster;
}

/** The first `count` views of a split, or all. Throws BAD_INPUT when there are fewer. */
export function firstViews(dataset: Dataset, split: Split, count?: number): View[] {
  const views = dataset.splits[split];
  if (count === undefined) return views;
  if (count > views.length) throw badInput(`${count} ${split} views of ${dataset.path}: it has ${views.length}`);
  return views.slice(0, count);
}

/** One array a view, one after another; other work gets a turn between the views. */
async function stack(views: View[], load: (view: View) => Float32Array): Promise<Float32Array> {
  let all = new Float32Array();
  for (const [i, view] of views.entries()) {
    const one = load(view);
    if (i === 0) all = new Float32Array(views.length * one.length);
    all.set(one, i * one.length);
    if (i % 64 === 63) await breathe();
  }
  return all;
}
