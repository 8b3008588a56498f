#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

// The TypeScript sources run as they are, from any working directory; processes started from here find the same file.
const tsconfig = fileURLToPath(new URL("../tsconfig.json", import.meta.url));
process.env.TSX_TSCONFIG_PATH = tsconfig;
register({ tsconfig });

// GraphQL's library otherwise looks, at every value that it checks, whether it was loaded twice.
process.env.NODE_ENV ??= "production";

await import("../src/cli.ts");
