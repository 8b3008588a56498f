import type { TaskRecord } from "../domain/task.ts";
import type { Baseline, Transfer } from "../domain/transfer.ts";
import { SCRATCH_GAIN } from "./table.ts";

/** Attributes of an edge, with their GraphML types. */
const EDGE = {
  order: "int",
  status: "string",
  affinity: "double",
  rank: "int",
  gain: "double",
  quality: "double",
  meanLoss: "double",
  self: "boolean",
  control: "boolean",
} as const;

/** Attributes of a node: `label` is Task, SourceSet or Baseline. */
const NODE = ["label", "kind"];

/** The node of the scratch baselines, `BASELINE` edges from which go to their targets. */
const PIXELS = "set:pixels";

/**
 * Tasks and source sets as nodes; transfers, and the memberships of source sets (`INCLUDES`), as edges. Ids of source sets begin
 * with `set:`, which no task's name does. `graphmlRows` reads the same back.
 */
export function formatGraphml(tasks: TaskRecord[], baselines: Baseline[], transfers: Transfer[]): string {
  const sets = new Map(transfers.filter(({ order }) => order > 1).map(({ sources }) => [sources.join("+"), sources]));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...NODE.map((name) => `<key id="node.${name}" for="node" attr.name="${name}" attr.type="string"/>`),
    '<key id="edge.type" for="edge" attr.name="type" attr.type="string"/>',
    ...Object.entries(EDGE).map(
      ([name, type]) => `<key id="edge.${name}" for="edge" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '<graph edgedefault="directed">',
    ...tasks.map(({ name, kind }) => node(name, { label: "Task", kind })),
    ...[...sets.keys()].map((key) => node(`set:${key}`, { label: "SourceSet" })),
    ...(baselines.length > 0 ? [node(PIXELS, { label: "Baseline" })] : []),
    ...[...sets].flatMap(([key, members]) => members.map((task) => edge(`set:${key}`, task, { type: "INCLUDES" }))),
    ...transfers.map((transfer) => {
      const attributes = Object.fromEntries(Object.keys(EDGE).map((name) => [name, transfer[name as keyof Transfer]]));
      return edge(sourceId(transfer), transfer.target, { type: "TRANSFERS_TO", ...attributes }, transfer.key);
    }),
    ...baselines.map(({ target, meanLoss, quality }) =>
      edge(PIXELS, target, { type: "BASELINE", gain: SCRATCH_GAIN, quality, meanLoss }),
    ),
    "</graph>",
    "</graphml>",
  ];
  return `${lines.join("\n")}\n`;
}

const sourceId = ({ order, sources }: Transfer): string => (order > 1 ? `set:${sources.join("+")}` : sources[0]!);

type Attributes = Record<string, unknown>;

const node = (id: string, attributes: Attributes): string =>
  `<node id="${escaped(id)}">${data("node", attributes)}</node>`;

const edge = (source: string, target: string, attributes: Attributes, id?: string): string =>
  `<edge${id === undefined ? "" : ` id="${escaped(id)}"`} source="${escaped(source)}" target="${escaped(target)}">${data("edge", attributes)}</edge>`;

const data = (of: "node" | "edge", attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<data key="${of}.${name}">${escaped(String(value))}</data>`)
    .join("");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
