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

test.each([
  ["a list", "RETURN range(1, 5000000)"],
  ["lists in a list", "RETURN [i IN range(1, 50) | range(100000, 200000)]"],
  ["a long text", "RETURN reduce(text = 'x', i IN range(1, 25) | text + text)"],
])("one long value, %s, ends its statement and nothing else", async (_what, statement) => {
  const [{ errors }, other] = await Promise.all([ask(statement), api.query("{ __typename }")]);
  expect(errors![0]).toMatchObject({
    extensions: { code: "BAD_INPUT" },
    message: expect.stringContaining("more than 16 MB"),
  });
  expect(other.data).toEqual({ __typename: "Query" });
  expect((await ask("RETURN 1 AS one")).data.cypher.rows).toEqual([[1]]);
});

test("a client that leaves ends its statement", async () => {
  const running = async () => {
    const list = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $mark RETURN count(*) AS count";
    const { records } = await api.graph.driver.executeQuery(list, { mark: id });
    return records[0]!.get("count");
  };
  const statement = `UNWIND range(1, 1000000000) AS i WITH i WHERE i % 7 = 8 RETURN count(i) AS \`${id}\``;
  const leaving = new AbortController();
  const body = JSON.stringify({
    query: "query ($statement: String!) { cypher(statement: $statement) { rows } }",
    variables: { statement },
  });
  const headers = { "content-type": "application/json" };
  const asked = fetch(api.url, { method: "POST", headers, body, signal: leaving.signal });
  await expect.poll(running, { timeout: 20_000 }).toBe(1);
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await expect.poll(running, { timeout: 10_000 }).toBe(0);
});

test("whole numbers are integers and others floats, in maps and lists too", async () => {
  const statement = "RETURN [x IN [$a, $map.b, $map.list[0].c, $d] | valueType(x)] AS types";
  const { data } = await ask(statement, { a: 1, map: { b: 2, list: [{ c: 3 }] }, d: 0.5 });
  expect(data.cypher.rows).toEqual([[["INTEGER NOT NULL", "INTEGER NOT NULL", "INTEGER NOT NULL", "FLOAT NOT NULL"]]]);
});

test("what writes is refused with the rule", async () => {
  const { errors } = await ask("MATCH (t:Task) SET t.kind = 'x'");
  expect(errors![0]).toMatchObject({
    extensions: { code: "BAD_INPUT" },
    message: expect.stringContaining("only reading"),
  });
});
