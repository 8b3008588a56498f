import { execFile, spawn } from "node:child_process";
import { link, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { eventually } from "../helpers/eventually.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";
import { importText, openApi, TABLE_HEADER } from "../http/api.ts";

const PROGRAM = join(import.meta.dirname, "../../client/follow_transfers.py");
const graph = useGraph();
const id = uniqueName("python");

/** Two transfers enter the graph, again. */
const commit = () => importText(graph(), `${TABLE_HEADER}\na,b,1,0.4,0.7,0.45\na,c,1,0.6,0.9,0.5\n`, id);

test("the Python example says in a line what the server refuses, or that there is none", async () => {
  const api = await openApi();
  const { origin } = new URL(api.url);
  const failure = (server: string, experiment: string) =>
    new Promise<{ status: number | null; said: string }>((resolve) => {
      const program = execFile("python3", [PROGRAM, server, experiment, "none.txt"], (_, __, said) =>
        resolve({ status: program.exitCode, said }),
      );
    });
  expect(await failure(origin, "nothing-of-this-name")).toEqual({
    status: 1,
    said: expect.stringMatching(/^NOT_FOUND: there is no experiment "nothing-of-this-name".*\n$/),
  });
  await api.close();
  expect(await failure(origin, id)).toEqual({
    status: 1,
    said: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ cannot be reached: .*\n$/),
  });
});

test("the Python example prints each event once, over a restart of its own and one of the server", async () => {
  const folder = await mkdtemp(join(tmpdir(), "python-"));
  const cursor = join(folder, "cursor.txt");
  let api = await openApi();
  const port = Number(new URL(api.url).port);
  const run = (): AsyncIterableIterator<string> & { kill(): void } => {
    const program = spawn("python3", [PROGRAM, new URL(api.url).origin, id, cursor], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
    return Object.assign(lines as AsyncIterableIterator<string>, { kill: () => program.kill() });
  };
  const take = async (lines: AsyncIterableIterator<string>, count: number): Promise<string[]> => {
    const taken: string[] = [];
    while (taken.length < count) taken.push((await lines.next()).value);
    return taken;
  };
  const best = "best with two labels: ['c']";
  const pair = [`${id}/b/a 0.4`, `${id}/c/a 0.6`];

  await commit();
  // An empty file counts as none.
  await writeFile(cursor, "");
  const first = run();
  expect(await take(first, 3)).toEqual([best, ...pair]);
  first.kill();
  await commit();
  const before = await readFile(cursor, "utf8");
  await link(cursor, join(folder, "kept.txt"));
  const second = run();
  expect((await take(second, 3)).slice(1)).toEqual(pair);
  await eventually(async () => (await readFile(cursor, "utf8")) !== before);
  // The file was replaced and never emptied.
  expect(await readFile(join(folder, "kept.txt"), "utf8")).toBe(before);
  await api.close();
  await commit();
  api = await openApi({ config: { port } });
  expect(await take(second, 2)).toEqual(pair);
  second.kill();

  await api.close();
  await rm(folder, { recursive: true });
});
