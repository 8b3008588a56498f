import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A failure that a person can mend: printed as one line, without a stack. */
export class SetupError extends Error {}

const DOCKER_WAY = "or run everything in containers: docker compose up";

/** The path of a program on the PATH, or null. */
export function findProgram(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
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
  new SetupError(`${what} is missing: install it, for example with "${command}", ${DOCKER_WAY}`);

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
    const end = () => {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {}
    };
    const timer = setTimeout(end, seconds * 1000);
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    const settle = (error) => {
      clearTimeout(timer);
      process.removeListener("SIGINT", interrupted);
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
