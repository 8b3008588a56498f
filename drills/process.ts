import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.ts";

/** A line on standard error; plain text is in `msg`. */
interface LogLine {
  time: number;
  msg: string;
  job?: string;
  [field: string]: unknown;
}

export interface Running {
  process: ChildProcess;
  lines: LogLine[];
  /** The exit status, null where a signal ended it. */
  ended: Promise<number | null>;
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
  /** The first line on standard error that matches, once it is there. */
  line(pattern: RegExp): Promise<string>;
}

const BIN = fileURLToPath(new URL("../bin/taskonomy.mjs", import.meta.url));

/**
 * Starts `taskonomy` as a process of its own and reads its standard error; a free port where it serves. `within`: a command that
 * runs another one, under which it is started.
 */
export function taskonomy(args: string[], env: Record<string, string>, within: string[] = []): Running {
  const [program, ...rest] = [...within, process.execPath, BIN, ...args];
  const child = spawn(program!, rest, {
    env: { ...process.env, PORT: "0", ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const lines: LogLine[] = [];
  createInterface({ input: child.stderr! }).on("line", (text) => {
    lines.push(text.startsWith("{") ? JSON.parse(text) : { time: Date.now(), msg: text });
  });
  const ended = once(child, "close").then(([status]) => status as number | null);
  return {
    process: child,
    lines,
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
    async line(pattern) {
      const found = (): string | undefined => lines.find(({ msg }) => pattern.test(msg))?.msg;
      await eventually(() => found() !== undefined || child.exitCode !== null);
      const line = found();
      if (line === undefined) throw new Error(`taskonomy ${args[0]} ended: ${lines.map(({ msg }) => msg).join("\n")}`);
      return line;
    },
  };
}

/** Of a server, once it serves. */
export const urlOf = async (server: Running): Promise<string> =>
  (await server.line(/^GraphQL at/)).slice("GraphQL at ".length);

/** The processes that work for a home, whoever started them. */
export function processesOf(home: string): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const own = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`TASKONOMY_HOME=${home}`);
        return own ? [{ pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, "utf8") }] : [];
      } catch {
        return []; // ended, or another user's
      }
    });
}

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {} // it has ended
}
