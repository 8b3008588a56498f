import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cookbook, OF_WHOLE_GRAPH, RECIPES } from "../../scripts/cookbook.ts";
import { importPublished } from "../../src/commands/import.ts";
import { useGraph } from "../helpers/graph.ts";

const ROOT = join(import.meta.dirname, "../..");
const graph = useGraph();

test("every analysis is in the cookbook", () => {
  const files = readdirSync(join(ROOT, "cypher/analysis")).map((file) => file.replace(".cypher", ""));
  expect(Object.keys(RECIPES).sort()).toEqual(files);
});

test("docs/cookbook.md is what the statements give; `npm run cookbook` writes it anew", async () => {
  await importPublished(graph());
  const [written, made] = [readFileSync(join(ROOT, "docs/cookbook.md"), "utf8"), await cookbook(graph())].map(sections);
  expect(Object.keys(written!)).toEqual(Object.keys(made!));
  for (const [title, text] of Object.entries(made!)) {
    // Other tests fill this graph too.
    const shown = (page: string) => (OF_WHOLE_GRAPH.includes(title) ? page.slice(0, page.indexOf("$ npx")) : page);
    expect(shown(written![title]!)).toBe(shown(text));
  }
});

const sections = (page: string): Record<string, string> =>
  Object.fromEntries(page.split(/^## /m).map((section) => [section.split("\n")[0]!, section]));
