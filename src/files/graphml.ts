import { XMLParser, XMLValidator } from "fast-xml-parser";
import { badInput } from "../domain/errors.ts";
import type { Row } from "./rows.ts";
import { TABLE_COLUMNS } from "./table.ts";

const MANY = ["key", "node", "edge", "data"];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && MANY.includes(name),
});

interface Graphml {
  key?: { id: string; "attr.name": string }[];
  graph?: { edge?: Edge[] };
}

interface Edge {
  source: string;
  target: string;
  data?: { key: string; "#text"?: string }[];
}

/**
 * The transfers and baselines of a GraphML graph as `formatGraphml` writes it (other programs may have renamed its keys), as rows of a
 * table: edges of type TRANSFERS_TO and BASELINE; those of type INCLUDES say which tasks a source set has. Errors: BAD_INPUT.
 */
export function graphmlRows(text: string, file: string): Row[] {
  const { key: keys = [], graph } = parseXml(text, file);
  const names = new Map(keys.map((key) => [key.id, key["attr.name"]]));
  const edges = (graph?.edge ?? []).map(({ source, target, data = [] }) => {
    const attributes = data.map(({ key, "#text": value = "" }) => [names.get(key) ?? key, value]);
    return { source, target, attributes: Object.fromEntries(attributes) as Record<string, string> };
  });
  const members = new Map<string, string[]>();
  for (const { source, target, attributes } of edges) {
    if (attributes.type === "INCLUDES") members.set(source, [...(members.get(source) ?? []), target]);
  }
  const rows = edges.flatMap(({ source, target, attributes }, i): Row[] => {
    const { type, self, affinity, gain, quality } = attributes;
    if (type !== "TRANSFERS_TO" && type !== "BASELINE") return [];
    const sources = type === "BASELINE" ? ["pixels"] : self === "true" ? ["self"] : (members.get(source) ?? [source]);
    const numbers = [affinity, gain, quality].map((value) => value ?? "");
    return [
      { cells: [target, sources.join("+"), String(sources.length), ...numbers], place: `${file}: edge ${i + 1}` },
    ];
  });
  return [{ cells: [...TABLE_COLUMNS], place: file }, ...rows];
}

function parseXml(text: string, file: string): Graphml {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw badInput(`${file}:${valid.err.line}: is no XML: ${valid.err.msg}`);
  const { graphml } = parser.parse(text);
  if (typeof graphml !== "object") throw badInput(`${file}: is no GraphML: allowed is an element graphml`);
  return graphml;
}
