import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { importText, openApi, TABLE_HEADER } from "./api.ts";

test("the Python of the documents prints every event", async () => {
  const api = await openApi();
  const id = await importText(api.graph, `${TABLE_HEADER}\na,self,1,0.6,0.9,0.5\na,b,1,0.4,0.7,0.45\n`);
  const page = await readFile(join(import.meta.dirname, "../../docs/graphql.md"), "utf8");
  const [, code] = /```python\n([\s\S]*?)```/.exec(page)!;
  const { stdout } = await promisify(execFile)("python3", ["-c", code!, api.url], {
    // Events of all that other tests wrote into the shared graph.
    maxBuffer: 2 ** 28,
  });
  const lines = stdout
    .split("\n")
    .filter((line) => line.startsWith(`${id}/`))
    .sort();
  expect(lines).toEqual([`${id}/b/a 0.4`, `${id}/self/a 0.6`]);
  await api.close();
});
