/** Who may import whom; ARCHITECTURE.md explains why. A folder may always import itself. */
const allowed = {
  domain: [],
  traces: ["domain"],
  solver: ["domain"],
  analysis: ["domain", "solver"],
  estimators: ["domain", "solver", "analysis"],
  report: ["domain", "solver", "analysis"],
  files: ["domain"],
  tasks: ["domain"],
  dataset: ["domain", "tasks"],
  scenes: ["domain", "tasks", "dataset"],
  training: ["domain", "tasks", "dataset"],
  store: ["domain", "traces"],
  services: ["domain"],
  queue: ["domain", "tasks", "scenes", "dataset", "solver", "estimators", "training", "store", "traces"],
  schema: ["domain"],
  resolvers: [
    "domain",
    "schema",
    "store",
    "solver",
    "analysis",
    "tasks",
    "queue/create-experiment.ts",
    "queue/start.ts",
    "queue/enqueue-transfer.ts",
    "queue/queue.ts",
    "queue/progress.ts",
    "queue/hints.ts",
  ],
  http: ["domain", "resolvers", "schema", "store", "traces"],
};

/** Only this folder or file may import this package. */
const owners = {
  "neo4j-driver": "^src/store/",
  bullmq: "^src/queue/",
  highs: "^src/solver/highs\\.ts$",
  "@opentelemetry": "^src/traces/",
  "bullmq-otel": "^src/traces/",
  "ml-hclust": "^src/analysis/tree\\.ts$",
  "ml-matrix": "^src/estimators/",
  "@tensorflow": "^src/training/",
};

module.exports = {
  forbidden: [
    {
      name: "client-stands-alone",
      comment: "It is built by itself, for browsers too.",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^(src|node:)" },
    },
    { name: "no-cycles", severity: "error", from: { path: "^(src|client)/(?!schema/)" }, to: { circular: true } },
    ...Object.entries(allowed).map(([folder, targets]) => ({
      name: `${folder}-imports`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: "^src/", pathNot: [folder, ...targets].map((t) => `^src/${t.replace(".", "\\.")}`) },
    })),
    ...Object.entries(owners).map(([name, owner]) => ({
      name: `only-owner-imports-${name}`,
      severity: "error",
      from: { path: "^src/", pathNot: owner },
      to: { path: `node_modules/${name}/` },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
