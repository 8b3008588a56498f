import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** Installs the locked npm packages, unless exactly they are installed. */
export async function setUpPackages() {
  const lock = join(root, "package-lock.json");
  if (!existsSync(lock) || isInstalled(packagesOf(lock))) return;
  await step("npm packages", () => run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], { cwd: root }));
}

function isInstalled(locked) {
  const installedLock = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installedLock)) return false;
  const installed = packagesOf(installedLock);
  return Object.entries(locked).every(([path, { version, optional }]) => {
    const present = installed[path]?.version;
    return path === "" || present === version || (optional && present === undefined);
  });
}

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
