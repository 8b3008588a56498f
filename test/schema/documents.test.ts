import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { buildApi } from "../../src/resolvers/schema.ts";

const ROOT = join(import.meta.dirname, "../..");
const pages = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)];
const schema = buildApi();

describe("queries in the documents fit the schema", () => {
  for (const page of pages.filter((name) => name.endsWith(".md") && existsSync(join(ROOT, name)))) {
    const blocks = [...readFileSync(join(ROOT, page), "utf8").matchAll(/```graphql\n([\s\S]*?)```/g)];
    for (const [i, [, query]] of blocks.entries()) {
      test(`${page}, query ${i + 1}`, () => {
        expect(validate(schema, parse(query!))).toEqual([]);
      });
    }
  }
});
