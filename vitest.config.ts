import { defineConfig } from "vitest/config";

export default defineConfig({
  // graphql must be loaded once, as ESM and CommonJS importers alike ask for it.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/helpers/global-services.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One file at a time: files share a graph, and a worker takes up every experiment that it finds running there.
    fileParallelism: false,
  },
});
