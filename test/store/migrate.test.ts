import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "../../src/store/migrate.ts";
import { useGraph } from "../helpers/graph.ts";
import "../helpers/services.ts";

const graph = useGraph();

test("a second start, and several starts side by side, change nothing", async () => {
  const names = async (): Promise<string[]> => {
    const { records } = await graph().driver.executeQuery("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name");
    return records.map((record) => record.get("name"));
  };
  const before = await names();
  await Promise.all([1, 2, 3].map(() => migrate(graph())));
  expect(await names()).toEqual(before);
  expect(before).toContain("transfers_to_key");
});

test("a migration that was changed after it had been applied is refused by name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(import.meta.dirname, "../../cypher/migrations"), folder, { recursive: true });
  await writeFile(join(folder, "002_indexes.cypher"), "RETURN 1;\n");
  await expect(migrate(graph(), folder)).rejects.toMatchObject({
    code: "SET_UP",
    message: expect.stringContaining("002_indexes.cypher was changed"),
  });
});
