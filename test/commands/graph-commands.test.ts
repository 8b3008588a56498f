import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addCypher } from "../../src/commands/cypher.ts";
import { addDelete } from "../../src/commands/delete.ts";
import type { TaskonomyError } from "../../src/domain/errors.ts";
import { openArtifacts } from "../../src/store/artifacts.ts";
import { changeStatus, createExperiment } from "../../src/store/experiments.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Api, importText, openApi, TABLE_HEADER } from "../http/api.ts";

let api: Api;
let folder: string;
beforeAll(async () => {
  api = await openApi();
  folder = await mkdtemp(join(tmpdir(), "graph-commands-"));
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

async function taskonomy(...words: string[]): Promise<void> {
  const program = new Command().exitOverride();
  const deps = {
    openGraph: async () => ({ ...api.graph, close: async () => {} }),
    artifacts: () => openArtifacts(folder),
    datasets: () => folder,
  };
  for (const add of [addCypher, addDelete]) add(program, deps);
  await program.parseAsync(words, { from: "user" });
}

/** What the command `cypher` and the query of that name refuse a statement with. */
async function refusals(statement: string, parameters: Record<string, string> = {}) {
  const file = join(folder, "statement.cypher");
  await writeFile(file, statement);
  const words = Object.entries(parameters).flatMap(([name, value]) => ["--param", `${name}=${value}`]);
  const command = await taskonomy("cypher", file, ...words).then(
    () => null,
    ({ code, message }: TaskonomyError) => ({ code, message }),
  );
  const { errors } = await api.query(
    "query ($statement: String!, $parameters: JSONObject) { cypher(statement: $statement, parameters: $parameters) { rows } }",
    { statement, parameters },
  );
  return { command, query: { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message } };
}

test.each([
  "MATCH (t:Task) SET t.kind = 'x'",
  "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
  "CALL dbms.listConfig() YIELD name RETURN name",
])("the command and the query refuse alike: %s", async (statement) => {
  const { command, query } = await refusals(statement);
  expect(command).toMatchObject({ code: "BAD_INPUT" });
  expect(query).toEqual(command);
});

test("a parameter that is missing is named, with those that the statement wants and those that were given", async () => {
  const { command, query } = await refusals("RETURN $target, $limit", { targt: "reshade", limit: "5" });
  expect(command!.message).toBe(
    "the statement wants the parameters $limit, $target: $target is not given, given: $limit, $targt",
  );
  expect(query).toEqual(command);
});

test("delete says what went with the experiment, and how to cancel one that is RUNNING", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  const [own, id] = [uniqueName("own"), uniqueName("running")];
  const imported = await importText(api.graph, `${TABLE_HEADER}\nedge2d,${own},1,1,,\n`);
  await taskonomy("delete", "--experiment", imported);
  expect(said.mock.calls.flat()).toEqual([
    `${imported} is deleted, with its 1 transfers`,
    `tasks that nothing else named, deleted too: ${own}`,
  ]);
  said.mockRestore();

  const tasks = [{ task: "edge2d", role: "BOTH" as const, labelCost: 1, importance: 1 }];
  await createExperiment(api.graph, { id, title: null, preset: null, seed: 1, settings: null, tasks });
  await changeStatus(api.graph, id, ["DRAFT"], "RUNNING");
  await expect(taskonomy("delete", "--experiment", id)).rejects.toMatchObject({
    code: "WRONG_STATE",
    message: expect.stringContaining("the mutation cancelExperiment"),
  });
});

test("a task that the experiment does not have is refused with those that it has", async () => {
  const id = await importText(api.graph, `${TABLE_HEADER}\nedge2d,edge3d,1,1,,\n`);
  await importText(api.graph, `${TABLE_HEADER}\nreshade,edge3d,1,1,,\n`);
  for (const field of [
    `neighborhood(task: "reshade", experiment: "${id}") { truncated }`,
    `affinities(target: "reshade", experiment: "${id}") { affinity }`,
    `transfers(source: "reshade", experiment: "${id}") { edges { cursor } }`,
    `estimates(target: "reshade", experiment: "${id}") { value }`,
  ]) {
    const { errors } = await api.query(`{ ${field} }`);
    expect(errors![0]).toMatchObject({
      extensions: { code: "NOT_FOUND" },
      message: `experiment ${id} has no transfers from or into reshade: its tasks are edge2d, edge3d`,
    });
  }
  // One that it has, without such transfers, is an answer.
  expect(
    (await api.query(`{ neighborhood(task: "edge3d", experiment: "${id}") { truncated } }`)).errors,
  ).toBeUndefined();
});
