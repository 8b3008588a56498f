import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Api, importPublished, openApi } from "./api.ts";
import { bySocket } from "./by-socket.ts";

let api: Api;
let id: string;

beforeAll(async () => {
  api = await openApi({ config: { introspection: false } });
  id = await importPublished(api.graph);
});
afterAll(() => api.close());

const transports: [string, (query: string, variables?: Record<string, unknown>) => Promise<Answer>][] = [
  ["HTTP", (query, variables) => api.query(query, variables)],
  ["WebSocket", (query, variables) => bySocket(api.url, query, {}, variables)],
];
const HIDDEN = "the operation or its variables do not fit the schema, which this server does not show";

describe.each(transports)("without introspection, over %s,", (_transport, ask) => {
  test.each([
    ["introspection", getIntrospectionQuery(), {}],
    ["a type by its name", `{ __type(name: "Query") { name } }`, {}],
    ["a field that nearly exists", "{ task_ }", {}],
    ["a field without its selection", "{ tasks }", {}],
    ["an argument that nearly exists", `{ task(nam: "x") { name } }`, {}],
    ["an argument that is missing", "{ task { name } }", {}],
    ["a type that nearly exists", "query ($i: TaxonomyInpu) { __typename }", {}],
    ["a value that nearly exists", `{ transfers(experiment: "x", orderBy: GAI) { pageInfo { hasNextPage } } }`, {}],
    [
      "a field of a variable that nearly exists",
      `query ($i: TaxonomyInput) { taxonomy(experiment: "x", budget: 1, input: $i) { value } }`,
      { i: { objectiv: "gain" } },
    ],
  ])("%s shows nothing", async (_what, query, variables) => {
    const { errors } = await ask(query, variables);
    expect(new Set(errors!.map(({ message }) => message))).toEqual(new Set([HIDDEN]));
    expect(errors![0]!.extensions).toEqual({ code: "BAD_INPUT" });
    expect(errors![0]).not.toHaveProperty("locations");
  });

  test("queries, syntax errors, limits and the names of tasks are as everywhere", async () => {
    expect((await ask("{ __typename }")).data).toEqual({ __typename: "Query" });
    expect((await ask("{ tasks")).errors![0]!.message).toContain("Syntax");
    const aliases = Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(" ");
    expect((await ask(`{ ${aliases} }`)).errors![0]!.message).toContain("aliases");
    const mistyped = await ask(`{ affinities(experiment: "${id}", target: "reshad") { affinity } }`);
    expect(mistyped.errors![0]!.message).toContain("reshade");
  });
});
