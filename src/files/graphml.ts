import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { shaped } from "./document.ts";
import type { Row } from "./rows.ts";
import { sourcesCell, TABLE_COLUMNS } from "./table.ts";

const MANY = ["key", "graph", "node", "edge", "data"];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  // Names hold nothing that would need one, and a file could define its own.
  processEntities: false,
  isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && MANY.includes(name),
});

const data = z.object({ key: z.string(), "#text": z.string().default("") });
const edge = z.object({ source: z.string(), target: z.string(), data: z.array(data).default([]) });
const graphml = z.object({
  key: z.array(z.object({ id: z.string(), "attr.name": z.string().optional() })).default([]),
  graph: z.array(z.object({ edge: z.array(edge).default([]) })),
});

/**
 * The transfers and baselines of a GraphML graph as `formatGraphml` writes it (other programs may have renamed its keys), as rows of a
 * table: edges of type TRANSFERS_TO and BASELINE; those of type INCLUDES say which tasks a source set has. Errors: BAD_INPUT.
 */
export function graphmlRows(text: string, file: string): Row[] {
  const { key: keys, graph } = shaped(graphml, parseXml(text, file), file);
  const names = new Map(keys.map((key) => [key.id, key["attr.name"] ?? key.id]));
  const edges = graph
    .flatMap(({ edge }) => edge)
    .map(({ source, target, data }, i) => {
      const place = `${file}: edge ${i + 1}`;
      return { source, target, place, attributes: attributesOf(data, names, place) };
    });
  const members = new Map<string, string[]>();
  for (const { source, target, attributes } of edges) {
    if (attributes.get("type") === "INCLUDES") members.set(source, [...(members.get(source) ?? []), target]);
  }
  const rows = edges.flatMap(({ source, target, attributes, place }): Row[] => {
    const [affinity, gain, quality] = ["affinity", "gain", "quality"].map((name) => attributes.get(name) ?? "");
    const numbers = [affinity!, gain!, quality!];
    const type = attributes.get("type");
    if (type === "BASELINE") return [{ cells: [target, "pixels", "1", ...numbers], place }];
    if (type !== "TRANSFERS_TO") return [];
    const sources = members.get(source) ?? [source];
    const self = isTrue(attributes.get("self"), place);
    const order = attributes.get("order") ?? String(sources.length);
    return [{ cells: [target, sourcesCell({ target, sources, self }, place), order, ...numbers], place }];
  });
  return [{ cells: [...TABLE_COLUMNS], place: file }, ...rows];
}

function attributesOf(data: { key: string; "#text": string }[], names: Map<string, string>, place: string) {
  const attributes = new Map<string, string>();
  for (const { key, "#text": value } of data) {
    const name = names.get(key) ?? key;
    if (attributes.has(name)) throw badInput(`${place}: ${name} is there twice`);
    attributes.set(name, value);
  }
  return attributes;
}

/** As programs of several languages write it. */
function isTrue(text: string | undefined, place: string): boolean {
  if (text === undefined || /^(false|0)$/i.test(text)) return false;
  if (/^(true|1)$/i.test(text)) return true;
  throw badInput(`${place}: self ${JSON.stringify(text)}: allowed is true or false`);
}

function parseXml(text: string, file: string): unknown {
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true) throw badInput(`${file}:${valid.err.line}: is no well-formed XML`);
    const { graphml } = parser.parse(text) as { graphml?: unknown };
    if (typeof graphml !== "object") throw badInput(`${file}: is no GraphML: allowed is an element graphml`);
    return graphml;
  } catch (error) {
    if (error instanceof TaskonomyError) throw error;
    throw badInput(`${file}: its XML cannot be read: ${(error as Error).message.split("\n")[0]}`);
  }
}
