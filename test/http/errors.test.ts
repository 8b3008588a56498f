import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Graph } from "../../src/store/graph.ts";
import { type Api, importPublished, openApi } from "./api.ts";
import { bySocket } from "./by-socket.ts";

let api: Api;
let broken: Api;
let id: string;
/** Lines of the log of `broken`. */
const logged: string[] = [];

beforeAll(async () => {
  api = await openApi();
  id = await importPublished(api.graph);
  // A defect, as far as the server can tell: its text must not reach a client.
  const session = () => {
    throw new Error("secret of /etc/passwd");
  };
  const log = pino({ level: "error" }, { write: (line: string) => void logged.push(line) });
  broken = await openApi({ graph: { ...api.graph, driver: { session } } as unknown as Graph, log });
});
afterAll(async () => {
  await broken.close();
  await api.close();
});

test.each([
  ["an unknown experiment", `{ transfers(experiment: "nope") { edges { node { key } } } }`, "NOT_FOUND", "nope"],
  ["a mistyped task", `{ affinities(experiment: "ID", target: "reshad") { affinity } }`, "NOT_FOUND", "reshade"],
  [
    "a mistyped target",
    `{ taxonomy(experiment: "ID", budget: 2, input: { targets: ["reshad"] }) { value } }`,
    "NOT_FOUND",
    "reshade",
  ],
  [
    "a mistyped cost",
    `{ taxonomy(experiment: "ID", budget: 2, input: { labelCosts: [{ task: "reshad", value: 1 }] }) { value } }`,
    "NOT_FOUND",
    "reshade",
  ],
  ["a mistyped experiment", `{ taxonomy(experiment: "IDx", budget: 2) { value } }`, "NOT_FOUND", "did you mean ID?"],
  [
    "a mistyped experiment of a neighborhood",
    `{ neighborhood(task: "reshade", experiment: "IDx") { truncated } }`,
    "NOT_FOUND",
    "did you mean ID?",
  ],
  [
    "a mistyped task of a neighborhood",
    `{ neighborhood(task: "reshad", experiment: "ID") { truncated } }`,
    "NOT_FOUND",
    "did you mean reshade?",
  ],
  [
    "a mistyped target of a bootstrap",
    `{ confidence(experiment: "ID", target: "reshad") { images } }`,
    "NOT_FOUND",
    "did you mean reshade?",
  ],
  [
    "a cost twice",
    `{ taxonomy(experiment: "ID", budget: 2, input: { labelCosts: [{ task: "reshade", value: 1 }, { task: "reshade", value: 2 }] }) { value } }`,
    "BAD_INPUT",
    "reshade is there twice",
  ],
  [
    "an enormous cost",
    `{ taxonomy(experiment: "ID", budget: 2, input: { labelCosts: [{ task: "reshade", value: 1e13 }] }) { value } }`,
    "BAD_INPUT",
    "1e12 at most",
  ],
  [
    "a negative importance",
    `{ taxonomy(experiment: "ID", budget: 2, input: { importance: [{ task: "reshade", value: -1 }] }) { value } }`,
    "BAD_INPUT",
    "non-negative",
  ],
  [
    "forces that contradict",
    `{ taxonomy(experiment: "ID", budget: 2, input: { force: ["reshade"], forbid: ["reshade"] }) { value } }`,
    "BAD_INPUT",
    "forced source reshade is forbidden",
  ],
  [
    "a mistyped force",
    `{ taxonomy(experiment: "ID", budget: 2, input: { force: ["reshad>edge3d"] }) { value } }`,
    "NOT_FOUND",
    "did you mean reshade>edge3d?",
  ],
  [
    "a name of a hundred thousand letters",
    `{ affinities(experiment: "ID", target: "${"x".repeat(100_000)}") { affinity } }`,
    "NOT_FOUND",
    "there is no task",
  ],
  ["budgets out of order", `{ budgetCurve(experiment: "ID", budgets: [2, 2]) { value } }`, "BAD_INPUT", "ascending"],
  [
    "negative time",
    `{ taxonomy(experiment: "ID", budget: 1, input: { timeLimit: -1 }) { value } }`,
    "BAD_INPUT",
    "a positive number of seconds, 300 at most",
  ],
  ["a number that is none", `{ taxonomy(experiment: "ID", budget: NaN) { value } }`, "BAD_INPUT", "Float"],
  ["too long a page", `{ transfers(experiment: "ID", first: 501) { edges { node { key } } } }`, "BAD_INPUT", "500"],
  ["an empty page", `{ transferEvents(first: 0) { seq } }`, "BAD_INPUT", "500"],
  ["events of no experiment", `{ transferEvents(experiment: "nothing") { seq } }`, "NOT_FOUND", "nothing"],
  ["events of a mistyped task", `{ transferEvents(target: "reshad") { seq } }`, "NOT_FOUND", "reshade"],
  ["too many hops", `{ neighborhood(task: "reshade", experiment: "ID", hops: 4) { truncated } }`, "BAD_INPUT", "3"],
  ["a negative budget", `{ taxonomy(experiment: "ID", budget: -1) { value } }`, "BAD_INPUT", "non-negative"],
  [
    "too long a time limit",
    `{ taxonomy(experiment: "ID", budget: 1, input: { timeLimit: 1e6 }) { value } }`,
    "BAD_INPUT",
    "300",
  ],
  ["a broken cursor", `{ transfers(experiment: "ID", after: "x") { edges { node { key } } } }`, "BAD_INPUT", "cursor"],
  [
    "another database's cursor",
    `{ transferEvents(after: "${foreignCursor()}") { seq } }`,
    "CURSOR_FOREIGN",
    "another database",
  ],
  [
    "an unknown preset",
    `mutation { createExperiment(input: { id: "x", preset: "huge" }) { id } }`,
    "BAD_INPUT",
    "demo",
  ],
  [
    "an id with spaces",
    `mutation { createExperiment(input: { id: "a b", preset: "demo" }) { id } }`,
    "BAD_INPUT",
    "characters",
  ],
  [
    "an untrainable task",
    `mutation { createExperiment(input: { id: "x", preset: "demo", tasks: [{ task: "reshad" }] }) { id } }`,
    "NOT_FOUND",
    "reshade",
  ],
  [
    "training without losses",
    `mutation { trainTransfer(experiment: "ID", sources: ["reshade"], target: "edge3d") { id } }`,
    "NO_LOSSES",
    "imported",
  ],
  ["starting an import", `mutation { startExperiment(id: "ID") { id } }`, "NO_LOSSES", "imported"],
  ["cancelling an import", `mutation { cancelExperiment(id: "ID") { id } }`, "WRONG_STATE", "IMPORTED"],
  ["a syntax error", "{ tasks", "BAD_INPUT", "Syntax"],
  ["an unknown field", "{ nothing }", "BAD_INPUT", "nothing"],
  ["a wrong type", `{ taxonomy(experiment: "ID", budget: "two") { value } }`, "BAD_INPUT", "Float"],
])("%s is refused with its code and what is allowed", async (_what, query, code, hint) => {
  for (const answer of [
    await api.query(query.replaceAll("ID", id)),
    await bySocket(api.url, query.replaceAll("ID", id)),
  ]) {
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors![0]!.extensions).toEqual({ code });
    expect(answer.errors![0]!.message).toContain(hint.replace("ID", id));
  }
});

describe("a defect", () => {
  test.each([
    ["HTTP", (query: string) => broken.query(query)],
    ["WebSocket", (query: string) => bySocket(broken.url, query)],
  ])("shows nothing of itself over %s", async (_transport, ask) => {
    const { errors } = await ask(`{ task(name: "x") { name } }`);
    expect(JSON.stringify(errors)).not.toContain("secret");
    expect(logged.splice(0).join()).toContain("secret of /etc/passwd");
    expect(errors).toMatchObject([{ path: ["task"], extensions: { code: "INTERNAL" } }]);
  });
});

function foreignCursor(): string {
  return Buffer.from("00000000-0000-4000-8000-000000000000:7").toString("base64url");
}
