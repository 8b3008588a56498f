import { expect, test } from "vitest";
import { analyse } from "../../src/store/analysis.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

const graph = useGraph();
const run = (text: string, parameters = {}, limits = { rows: 5, seconds: 20 }) =>
  analyse(graph(), text, parameters, limits);

const HOSTILE = [
  "UNWIND [1] AS i CALL { CREATE (:Task) } RETURN i",
  "RETURN 1 AS x UNION CREATE (t:Task) RETURN 1 AS x",
  "MATCH (t:Task) CALL (t) { FOREACH (x IN [1] | CREATE (:Task)) } RETURN t",
  "CALL { MATCH (t:Task) RETURN t UNION MERGE (t:Task {name: 'x'}) RETURN t } RETURN t",
  "// only reading\nMATCH (t:Task) SET t.kind = 'x'",
  "/* MATCH (t) RETURN t */ MATCH (t:Task) /* RETURN t */ DETACH DELETE t",
  "MATCH (t:Task) \\u0053ET t.kind = 'x'",
  "MATCH\u00a0(t:Task)\u2003SET\u00a0t.kind = 'x'",
  "MATCH (t:`Task`) SET t.`kind` = 'x'",
  "CYPHER runtime=slotted MATCH (t:Task) SET t.kind = 'x'",
  "RETURN 1 //; \u2028 MATCH (t:Task) DETACH DELETE t\n; MATCH (t:Task) DETACH DELETE t",
  "USE neo4j MATCH (t:Task) SET t.kind = 'x'",
  "CALL apoc.load.json('http://127.0.0.1:1/') YIELD value RETURN value",
  "CALL `dbms`.`listConfig`() YIELD name RETURN name",
  "RETURN apoc.text.join(['a'], '')",
  "CALL dbms.security.listUsers",
  "CALL db.awaitIndexes(300)",
  "SHOW FUNCTIONS",
  "SHOW DATABASES",
  "SHOW SERVERS",
  "SHOW PRIVILEGES",
  "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message",
  "MATCH (t:Task) WHERE EXISTS { CALL dbms.listConfig() YIELD name RETURN name } RETURN t",
  "MATCH (t:Task) RETURN COUNT { CREATE (:Task) }",
  "INSERT (:Task {name: 'x'})",
  "MATCH (t:Task) SET t.$('kind') = 'x'",
  "CREATE (:Task {name: 'x'})",
  "MERGE (:Task {name: 'x'})",
  "MATCH (t:Task) SET t.kind = 'x'",
  "MATCH (t:Task) SET t:Other",
  "MATCH (t:Task) REMOVE t.kind",
  "MATCH (t:Task) DETACH DELETE t",
  "MATCH ()-[e:TRANSFERS_TO]->() DELETE e",
  "UNWIND [1] AS i CALL (i) { CREATE (:Task) } RETURN i",
  "UNWIND [1] AS i CALL (i) { CREATE (:Task) } IN TRANSACTIONS RETURN i",
  "UNWIND [1] AS i CALL (i) { MATCH (t:Task) RETURN count(t) AS n } IN TRANSACTIONS RETURN i, n",
  "MATCH (t:Task) FOREACH (x IN [1] | SET t.kind = 'x') RETURN t",
  "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
  "LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
  "CREATE INDEX FOR (t:Task) ON (t.kind)",
  "DROP CONSTRAINT task_name",
  "CREATE CONSTRAINT FOR (t:Task) REQUIRE t.kind IS UNIQUE",
  "CREATE DATABASE other",
  "CREATE USER other SET PASSWORD 'secret123'",
  "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'secret123'",
  "DROP USER neo4j",
  "SHOW USERS",
  "SHOW SETTINGS",
  "SHOW TRANSACTIONS",
  "SHOW PROCEDURES",
  "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
  "STOP DATABASE neo4j",
  "CALL dbms.listConfig()",
  "CALL dbms.listConfig() YIELD name RETURN name",
  "CALL dbms.components() YIELD name RETURN name",
  "CALL db.createLabel('x')",
  "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
  "CALL dbms.killConnections(['x'])",
  "CALL db.clearQueryCaches()",
  "MATCH (t:Task) CALL (t) { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
  "USE system SHOW USERS",
  "PROFILE MATCH (t:Task) SET t.kind = 'x'",
  "MATCH (t:Task) RETURN t; MATCH (t:Task) DETACH DELETE t",
  "EXPLAIN MATCH (t:Task) SET t.kind = 'x'",
  "",
  "nonsense",
];

test.each(HOSTILE)("refused: %s", async (text) => {
  await expect(run(text)).rejects.toMatchObject({ code: "BAD_INPUT" });
});

test("none of them changed anything", async () => {
  expect((await run("MATCH (t:Task) WHERE t.kind = 'x' OR t.name = 'x' OR t.name IS NULL RETURN t")).rows).toEqual([]);
});

test("the refusal says which rule", async () => {
  await expect(run("MATCH (t:Task) SET t.kind = 'x'")).rejects.toThrow("the statement writes");
  await expect(run("LOAD CSV FROM 'file:///x' AS line RETURN line")).rejects.toThrow("LOAD CSV is not allowed");
  await expect(run("CALL dbms.components() YIELD name RETURN name")).rejects.toThrow("the procedure dbms.components");
  await expect(run("SHOW SETTINGS")).rejects.toThrow("SHOW and TERMINATE");
  await expect(run("UNWIND [1] AS i CALL (i) { RETURN 1 AS n } IN TRANSACTIONS RETURN n")).rejects.toThrow(
    "IN TRANSACTIONS",
  );
  await expect(run("RETURN $missing")).rejects.toThrow("missing");
});

test("reading is allowed, with parameters, the procedures that describe the graph, and comments", async () => {
  expect(await run("// why\nUNWIND range(1, $n) AS i RETURN i, 'x' AS x LIMIT $n;", { n: 2 })).toEqual({
    columns: ["i", "x"],
    rows: [
      [1, "x"],
      [2, "x"],
    ],
    truncated: false,
  });
  expect((await run("CALL db.labels() YIELD label RETURN label")).rows.length).toBeGreaterThan(0);
});

test("memory is limited", async () => {
  const greedy = "UNWIND range(1, 1000000000) AS i WITH collect(i) AS list RETURN size(list)";
  await expect(run(greedy, {}, { rows: 5, seconds: 60 })).rejects.toMatchObject({
    code: "BAD_INPUT",
    message: expect.stringContaining("memory"),
  });
});

test("paths without an end are ended by the limit on time or, in a large graph, on memory", async () => {
  const endless = "UNWIND range(1, 100) AS i MATCH p = (a)-[*]-(b) WHERE length(p) > 1000 RETURN count(p)";
  await importPublishedTable(graph(), "taskonomy2018");
  await expect(run(endless, {}, { rows: 5, seconds: 1 })).rejects.toMatchObject({
    message: expect.stringMatching(/longer than 1 s|needs more memory/),
  });
});

test("rows and time are limited", async () => {
  expect(await run("UNWIND range(1, 100) AS i RETURN i")).toMatchObject({
    rows: [[1], [2], [3], [4], [5]],
    truncated: true,
  });
  const endless = "UNWIND range(1, 1000000000) AS i WITH i WHERE i % 7 = 8 RETURN count(i) AS n";
  await expect(run(endless, {}, { rows: 5, seconds: 1 })).rejects.toMatchObject({
    code: "TIME_LIMIT",
    message: expect.stringContaining("longer than 1 s"),
  });
});
