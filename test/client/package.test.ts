import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importText, openApi, TABLE_HEADER } from "../http/api.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
const INSTALLED = ["@0no-co/graphql.web", "gql.tada", "graphql", "graphql-ws", "ws"];
const TSCONFIG = {
  // As for a web page: without the types of Node.
  compilerOptions: { strict: true, module: "nodenext", target: "es2022", lib: ["es2023", "dom"], types: [] },
  files: ["main.ts"],
};

let folder: string;

/** It builds the client and checks a program, for which a busy machine needs long. */
const PATIENCE_MS = 300_000;

/** A project that has the packed package installed, and those that it needs. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "client-"));
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "taskonomy-graph"), { recursive: true });
  const { stdout } = await run("npm", ["pack", "--ignore-scripts=false", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
  });
  const unpack = [
    "-xzf",
    stdout.trim().split("\n").at(-1)!,
    "-C",
    "node_modules/taskonomy-graph",
    "--strip-components=1",
  ];
  await run("tar", unpack, { cwd: folder });
  for (const name of INSTALLED) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(ROOT, "node_modules", name), join(modules, name));
  }
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
}, PATIENCE_MS);
afterAll(() => rm(folder, { recursive: true }));

test(
  "the TypeScript of the documents is checked and runs with what `npm install` gives",
  async () => {
    const api = await openApi();
    const id = await importText(api.graph, `${TABLE_HEADER}\na,self,1,0.6,0.9,0.5\na,b,1,0.4,0.7,0.45\n`);
    const page = await readFile(join(ROOT, "docs/client.md"), "utf8");
    const [, code] = /```ts\n([\s\S]*?)```/.exec(page)!;
    const main = code!.replace("http://127.0.0.1:4000/graphql", api.url).replaceAll('"demo"', `"${id}"`);
    await writeFile(join(folder, "main.ts"), main);
    await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder]);

    const expected = ["0.6 [ 'a' ]", `${id}/self/a 0.6`, `${id}/b/a 0.4`];
    expect(await printed("main.js")).toEqual(expected);
    await bundle("main.js");
    expect(await printed("page.js")).toEqual(expected);
    await api.close();
  },
  PATIENCE_MS,
);

/** The first three lines of a program of the folder. */
async function printed(file: string): Promise<string[]> {
  const program = spawn(process.execPath, [join(folder, file)], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: program.stdout })) {
    lines.push(line);
    if (lines.length === 3) program.kill();
  }
  return lines;
}

/** Writes page.js: the program as for a browser, in one file, begun with the WebSocket that browsers have and Node 20 lacks. */
async function bundle(file: string): Promise<void> {
  const lib = { entry: join(folder, file), formats: ["es" as const], fileName: "page" };
  const output = { outDir: folder, emptyOutDir: false, target: "es2022" };
  await build({ root: folder, logLevel: "silent", build: { ...output, lib } });
  const page = await readFile(join(folder, "page.js"), "utf8");
  const socket = 'import { WebSocket } from "ws"; globalThis.WebSocket = WebSocket;\n';
  await writeFile(join(folder, "page.js"), socket + page);
}
