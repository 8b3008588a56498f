import { setUp } from "./setup.mjs";

await setUp();
process.argv.splice(2, 0, "demo");
await import("../bin/taskonomy.mjs");
