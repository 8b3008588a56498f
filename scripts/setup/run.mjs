import { spawn } from "node:child_process";
import { accessSync, constants as files } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";

/** A failure that a person can mend: printed as one line, without a stack. */
export class SetupError extends Error {}

/** A program that is missing: its one line is all there is to say, whatever else was tried. */
export class MissingProgram extends SetupError {}

const DOCKER_WAY = "or run everything in containers: docker compose up";

/** The path of a program on the PATH, or null. */
export function findProgram(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, files.X_OK);
      return path;
    } catch {}
  }
  return null;
}

/** The path of a program that the set-up cannot do without; else one line with the command that brings it. */
export function requireProgram(name, purpose, command) {
  const path = findProgram(name);
  if (path === null) throw missing(`${name} (${purpose})`, command);
  return path;
}

export const missing = (what, command) =>
  new MissingProgram(`${what} is missing: install it, for example with "${command}", ${DOCKER_WAY}`);

/**
 * Ends a child that has a process group of its own, and what it started, when this process is told to end. Call the result once
 * the child has ended.
 */
export function endWithThisProcess(child) {
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
    const handler = () => {
      killGroup(child);
      setImmediate(() => process.exit(128 + constants.signals[signal])); // after the handlers of other children
    };
    process.once(signal, handler);
    return [signal, handler];
  });
  return () => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler);
  };
}

function killGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {} // it has ended
}

/** Runs a program to its end within `seconds` and returns its output; a failure carries the last lines of it. */
export function run(program, args, { cwd, env, seconds = 1800 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a group of its own, so that a time-out ends what the program started too
    });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const timer = setTimeout(() => killGroup(child), seconds * 1000);
    const release = endWithThisProcess(child);
    const settle = (error) => {
      clearTimeout(timer);
      release();
      if (error === null) resolve(output);
      else reject(error);
    };
    child.once("error", settle);
    child.once("close", (status, signal) => {
      const tail = output.trim().split("\n").slice(-15).join("\n");
      const failed = `${program} ${args.slice(0, 4).join(" ")} ended with ${signal ?? `status ${status}`}`;
      settle(status === 0 ? null : new SetupError(`${failed}\n${tail}`));
    });
  });
}
