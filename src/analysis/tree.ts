import { agnes, type Cluster } from "ml-hclust";
import { byCodePoint } from "../domain/names.ts";

interface Leaf {
  name: string;
}

/** Two clusters that were merged. */
export interface Merge {
  /** Ward's distance at which they were. */
  height: number;
  /** Names of the leaves below, sorted. */
  members: string[];
  /** The first has the leaf that is first by name. */
  children: [Tree, Tree];
}

export type Tree = Leaf | Merge;

/** Ward's clustering (the variant of squared Euclidean distances, as in scipy's `ward` and R's `ward.D2`) of rows of equal length. */
export function wardTree(names: string[], rows: number[][]): Tree {
  return treeOf(agnes(rows, { method: "ward2" }), names);
}

export const membersOf = (tree: Tree): string[] => ("name" in tree ? [tree.name] : tree.members);

/** The merges of a tree, lowest first. */
export function mergesOf(tree: Tree): Merge[] {
  if ("name" in tree) return [];
  return [...tree.children.flatMap(mergesOf), tree].sort((a, b) => a.height - b.height);
}

/** The `count` clusters that are left when the highest merges are undone. */
export function cutTree(tree: Tree, count: number): string[][] {
  const parts: Tree[] = [tree];
  while (parts.length < count) {
    parts.sort((a, b) => heightOf(b) - heightOf(a));
    const [highest] = parts;
    if (highest === undefined || "name" in highest) break;
    parts.splice(0, 1, ...highest.children);
  }
  return parts.map(membersOf);
}

const heightOf = (tree: Tree): number => ("name" in tree ? -1 : tree.height);

/** The height at which two leaves come together, for each pair of names (i < j, row by row). */
export function copheneticDistances(tree: Tree, names: string[]): Float64Array {
  const n = names.length;
  const indexOf = new Map(names.map((name, i) => [name, i]));
  const distances = new Float64Array((n * (n - 1)) / 2);
  for (const { height, children } of mergesOf(tree)) {
    const [left, right] = children.map((child) => membersOf(child).map((name) => indexOf.get(name)!));
    for (const a of left!) {
      for (const b of right!) {
        const [i, j] = a < b ? [a, b] : [b, a];
        distances[i * n - (i * (i + 1)) / 2 + j - i - 1] = height;
      }
    }
  }
  return distances;
}

/** Newick: branch lengths are differences of heights; `label` names inner nodes (programs read a number there as support). */
export function newick(tree: Tree, label: (merge: Merge) => string): string {
  const text = (node: Tree, above: number): string => {
    const height = "name" in node ? 0 : node.height;
    const inner =
      "name" in node ? quoted(node.name) : `(${node.children.map((c) => text(c, height)).join(",")})${label(node)}`;
    return `${inner}:${above - height}`;
  };
  const root =
    "name" in tree ? quoted(tree.name) : `(${tree.children.map((c) => text(c, tree.height)).join(",")})${label(tree)}`;
  return `${root};`;
}

/** An underscore without quotes would be read as a blank. */
const quoted = (name: string): string => (/^[A-Za-z0-9.-]+$/.test(name) ? name : `'${name}'`);

function treeOf(cluster: Cluster, names: string[]): Tree {
  if (cluster.isLeaf) return { name: names[cluster.index]! };
  const [a, b] = cluster.children.map((child) => treeOf(child, names)) as [Tree, Tree];
  const children: [Tree, Tree] = byCodePoint(membersOf(a)[0]!, membersOf(b)[0]!) < 0 ? [a, b] : [b, a];
  return { height: cluster.height, members: children.flatMap(membersOf).sort(byCodePoint), children };
}
