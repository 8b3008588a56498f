// A thread inherits no TypeScript loader under a test runner, so this one brings its own.
import { register } from "tsx/esm/api";

register();
await import("./analysis-worker.ts");
