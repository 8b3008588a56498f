import neo4j, { type Node, type Relationship } from "neo4j-driver";

/** A value of a result as JSON can hold it; without Neo4j's internal ids, which mean nothing later. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? Number(value) : value;
  if (neo4j.isNode(value as object)) {
    const { labels, properties } = value as Node;
    return { labels, properties: plainValue(properties) };
  }
  if (neo4j.isRelationship(value as object)) {
    const { type, properties } = value as Relationship;
    return { type, properties: plainValue(properties) };
  }
  if (neo4j.isPath(value)) {
    return [
      plainValue(value.start),
      ...value.segments.flatMap(({ relationship, end }) => [relationship, end].map(plainValue)),
    ];
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainValue(item)]));
}
