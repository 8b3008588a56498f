import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A line on standard error; plain text is in `msg`. */
interface LogLine {
  time: number;
  msg: string;
  job?: string;
  [field: string]: unknown;
}

export interface Entry {
  process: ChildProcess;
  lines: LogLine[];
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Starts an entry of the program (`src/<name>.ts`) as a process of its own and reads its log. */
export function startEntry(name: string, env: Record<string, string>): Entry {
  const child = spawn(process.execPath, ["--import", "tsx", `src/${name}.ts`], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  const lines: LogLine[] = [];
  createInterface({ input: child.stderr! }).on("line", (text) => {
    lines.push(text.startsWith("{") ? JSON.parse(text) : { time: Date.now(), msg: text });
  });
  const ended = once(child, "exit");
  return {
    process: child,
    lines,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
