import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { CUDA_LIBRARIES } from "./cuda.mjs";
import { packageFolder } from "./root.mjs";
import { requireProgram, run, SetupError } from "./run.mjs";
import { unpackWheels } from "./wheel.mjs";

/** Wheels whose C library the bindings are compiled against. The version decides the numbers of every training. */
const WHEELS = {
  "cpu-x64": "tensorflow-cpu==2.15.1",
  "cpu-arm64": "tensorflow-cpu-aws==2.15.1",
  "gpu-x64": "tensorflow==2.20.0",
};
const MACHINES = { x64: "x86_64", arm64: "aarch64" };

/** The path of a binding compiled from the sources of the package in `folder` against TensorFlow's C library. */
export async function compiledBinding(folder, device) {
  const wheel = process.platform === "linux" ? WHEELS[`${device}-${process.arch}`] : undefined;
  if (wheel === undefined) {
    throw new SetupError(
      `No TensorFlow library for ${device} on ${process.platform} ${process.arch}: use Linux on x86-64 or arm64, or docker compose up`,
    );
  }
  const compiler = requireProgram("g++", "compiles the TensorFlow binding", "apt-get install g++");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const name = `${wheel.replace("==", "-")}-tfjs-${version}-${process.arch}`;
  const home = await cached(name, async (draft, home) => {
    await unpackLibrary(draft, wheel, device);
    await run(compiler, [
      ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
      ...["binding/tfjs_backend.cc", "binding/tfjs_binding.cc"].map((source) => join(folder, source)),
      ...[
        "-I",
        join(packageFolder("node-api-headers"), "include"),
        "-I",
        join(draft, "tensorflow/include"),
        "-L",
        join(draft, "tensorflow"),
      ],
      ...["-ltensorflow", "-ltensorflow_framework", `-Wl,-rpath,${join(home, "tensorflow")}`],
      ...["-o", join(draft, "tfjs_binding.node")],
    ]);
  });
  return join(home, "tfjs_binding.node");
}

async function unpackLibrary(draft, wheel, device) {
  const machine = MACHINES[process.arch];
  const platforms = ["manylinux2014", "manylinux_2_17"].flatMap((tag) => ["--platform", `${tag}_${machine}`]);
  const options = ["--python-version", "3.11", ...platforms];
  await unpackWheels(draft, [wheel], { options, pattern: LIBRARY_MEMBERS });
  if (device === "gpu") await unpackWheels(draft, CUDA_LIBRARIES, { options, pattern: "/lib/" });
  // The C functions live in libtensorflow_cc; the sources of the binding link against its older name.
  await symlink("libtensorflow_cc.so.2", join(draft, "tensorflow/libtensorflow.so"));
  await symlink("libtensorflow_framework.so.2", join(draft, "tensorflow/libtensorflow_framework.so"));
}

const LIBRARY_MEMBERS =
  "^tensorflow/(libtensorflow(_cc|_framework)\\.so|include/(tensorflow/(c|core/platform)|xla/tsl|tsl)/.*\\.h$)";
