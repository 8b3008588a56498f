import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, importText, openApi, TABLE_HEADER } from "./api.ts";

let api: Api;
let id: string;
beforeAll(async () => {
  api = await openApi();
  id = await importText(api.graph, `${TABLE_HEADER}\na,self,1,0.6,0.9,0.5\na,b,1,0.4,0.7,0.45\n`);
});
afterAll(() => api.close());

const ask = (statement: string, parameters = {}) =>
  api.query(
    "query ($statement: String!, $parameters: JSONObject) { cypher(statement: $statement, parameters: $parameters) { columns rows truncated } }",
    { statement, parameters },
  );

test("a statement with parameters gives columns and rows, graph values as plain JSON", async () => {
  const statement = `MATCH p = (b:Task {name: $b})-[e:TRANSFERS_TO {experiment: $id}]->(a)
    RETURN b.kind AS kind, e.affinity AS affinity, p, null AS nothing, date('2018-06-18') AS day, {x: [1, 2]} AS map LIMIT $limit`;
  const { data } = await ask(statement, { id, b: "b", limit: 1 });
  const { columns, rows, truncated } = data.cypher;
  expect(columns).toEqual(["kind", "affinity", "p", "nothing", "day", "map"]);
  expect(truncated).toBe(false);
  const [[kind, affinity, path, nothing, day, map]] = rows;
  expect([kind, affinity, nothing, day, map]).toEqual(["OTHER", 0.4, null, "2018-06-18", { x: [1, 2] }]);
  expect(path).toMatchObject([
    { labels: ["Task"], properties: { name: "b" } },
    { type: "TRANSFERS_TO", properties: { affinity: 0.4 } },
    { labels: ["Task"], properties: { name: "a" } },
  ]);
});

test("rows are limited, in number and in length", async () => {
  expect((await ask("UNWIND range(1, 2000) AS i RETURN i")).data.cypher).toMatchObject({ truncated: true });
  const { rows, truncated } = (await ask("UNWIND range(1, 100) AS i RETURN range(1, 100000)")).data.cypher;
  expect(truncated).toBe(true);
  expect(rows.length).toBeLessThan(10);
});

test("what writes is refused with the rule", async () => {
  const { errors } = await ask("MATCH (t:Task) SET t.kind = 'x'");
  expect(errors![0]).toMatchObject({
    extensions: { code: "BAD_INPUT" },
    message: expect.stringContaining("only reading"),
  });
});
