import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { cached } from "../scripts/setup/cache.mjs";

const PACKAGES = {
  numpy: ["numpy==2.4.6", "scipy==1.17.1", "highspy==1.16.0"],
  torch: ["torch==2.5.1", "numpy==2.2.6"],
  keras: ["tensorflow-cpu==2.15.1"],
};

/** A Python with packages that benches compare with, made once under the cache folder. Needs python3 with venv. */
export async function python(packages: keyof typeof PACKAGES): Promise<string> {
  const run = promisify(execFile);
  const folder = await cached(`bench-python-${packages}`, async (draft) => {
    await run("python3", ["-m", "venv", draft]);
    await run(join(draft, "bin", "python"), ["-m", "pip", "install", "--quiet", ...PACKAGES[packages]]);
  });
  return join(folder, "bin", "python");
}

export interface Rival {
  /** Sends a line and resolves with the JSON line that answers it. */
  ask<T>(line: string): Promise<T>;
  close(): void;
}

/** A Python script of this folder that answers each line of its input with one line of JSON. */
export async function startRival(
  script: string,
  args: string[] = [],
  packages: keyof typeof PACKAGES = "numpy",
): Promise<Rival> {
  return startProgram(await python(packages), ["-u", join(import.meta.dirname, script), ...args]);
}

/** The same of any program. */
export function startProgram(program: string, args: string[]): Rival {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(line: string) {
      child.stdin.write(`${line}\n`);
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`${program} ${args.join(" ")} ended`);
        // Libraries print banners.
        if (value.startsWith("{")) return JSON.parse(value) as T;
      }
    },
    close: () => child.stdin.end(),
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
