import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TaskonomyError } from "../../src/domain/errors.ts";
import { endOrphan } from "../../src/services/orphan.ts";
import type { Service } from "../../src/services/service.ts";
import { supervise } from "../../src/services/supervise.ts";
import { eventually } from "../helpers/eventually.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "taskonomy-supervise-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a service that keeps ending is given up with the last lines of its log", async () => {
  const reason = await new Promise<TaskonomyError>((resolve, reject) => {
    supervise(scripted(`console.log("no room"); process.exit(3)`, true), resolve).catch(reject);
  });
  expect(reason).toMatchObject({ code: "SET_UP", message: expect.stringMatching(/keeps ending.*no room/) });
});

test("a service that ends while it starts is an error that shows its log", async () => {
  const start = supervise(scripted(`console.log("port taken"); process.exit(3)`, false), () => {});
  await expect(start).rejects.toMatchObject({ code: "SET_UP", message: expect.stringContaining("port taken") });
});

test("stopping a service ends its process", async () => {
  const supervised = await supervise(scripted("setInterval(() => {}, 1000)", true), () => {});
  await eventually(() => existsSync(join(folder, "service.pid")));
  const pid = Number(await readFile(join(folder, "service.pid"), "utf8"));
  await supervised.stop();
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("a process id on file is trusted only when the process names the service's files", async () => {
  const marker = join(folder, "marker");
  for (const [argument, survives] of [
    ["another", true],
    [marker, false],
  ] as const) {
    const process_ = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", argument]);
    await once(process_, "spawn");
    await writeFile(join(folder, "service.pid"), `${process_.pid}\n`);
    await endOrphan({ folder, marker });
    expect(existsSync(`/proc/${process_.pid}/exe`)).toBe(survives);
    process_.kill("SIGKILL");
  }
});

function scripted(script: string, answers: boolean): Service {
  return {
    name: "Scripted",
    command: [process.execPath, "-e", script, join(folder, "marker")],
    marker: join(folder, "marker"),
    folder,
    log: join(folder, "log"),
    answers: async () => answers,
    patience: 20,
  };
}
