import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((file) => /\.(cypher|ts)$/.test(file));

const statements = filesOf("cypher");
const used = ["src/store", "test/cypher"]
  .flatMap((folder) => filesOf(folder).map((file) => readFileSync(join(root, folder, file), "utf8")))
  .join("\n");

test.each(statements)(
  "%s is headed by purpose, parameters and columns, and names each parameter that it uses",
  (file) => {
    const lines = readFileSync(join(root, "cypher", file), "utf8").split("\n");
    const header = lines
      .slice(
        0,
        lines.findIndex((line) => !line.startsWith("//")),
      )
      .join("\n");
    expect(header).toMatch(/^\/\/ [^\n]+[\s\S]*\n\/\/ Parameters: [\s\S]+\n\/\/ Columns: /);
    const body = lines.filter((line) => !line.startsWith("//")).join("\n");
    const parameters = new Set([...body.matchAll(/\$(\w+)/g)].map(([, name]) => name));
    for (const name of parameters) expect(header).toMatch(new RegExp(`\\$${name}\\b`));
  },
);

test.each(statements.filter((file) => !file.startsWith("migrations")))(
  "%s is run by the program or, an analysis, by a test",
  (file) => {
    const name = file.startsWith("analysis") ? file.slice("analysis/".length) : file;
    expect(used).toContain(`"${name.replace(/\.cypher$/, "")}"`);
  },
);
