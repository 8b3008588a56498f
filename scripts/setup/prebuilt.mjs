import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cached, cacheHome } from "./cache.mjs";
import { packageFolder } from "./root.mjs";
import { run, SetupError } from "./run.mjs";

/**
 * The path of the binding that the package's own install script downloads, if its server answers within seconds. A
 * failure is remembered in the cache, so that a later set-up needs no network to learn it again.
 */
export async function prebuiltBinding(folder) {
  const { version, binary } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const name = `tfjs-node-${version}-prebuilt-${process.platform}-${process.arch}`;
  const failure = join(cacheHome, `${name}.failed`);
  if (existsSync(failure)) throw new SetupError(`prebuilt binding: ${readFileSync(failure, "utf8")}`);
  try {
    const home = await cached(name, (draft) => install(draft, folder, binary.host));
    return join(home, "lib/napi-v8/tfjs_binding.node");
  } catch (error) {
    await mkdir(cacheHome, { recursive: true });
    await writeFile(failure, `${error.message}\n`);
    throw new SetupError(`prebuilt binding: ${error.message}`);
  }
}

async function install(draft, folder, host) {
  await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(4000) });
  for (const part of ["package.json", "binding.gyp", "binding", "scripts"]) {
    await cp(join(folder, part), join(draft, part), { recursive: true });
  }
  const modules = dirname(packageFolder("node-api-headers"));
  const env = { NODE_PATH: modules, PATH: `${join(modules, ".bin")}:${process.env.PATH}` };
  await run(process.execPath, ["scripts/install.js"], { cwd: draft, env, seconds: 300 });
}
