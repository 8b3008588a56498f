import { createServer } from "node:net";
import { expect, test } from "vitest";
import { connectGraph, read } from "../../src/store/graph.ts";
import { sharedServices } from "../helpers/services.ts";

test("a wrong password is refused at once, in words that name the variables", async () => {
  const { uri, user } = sharedServices().neo4j;
  await expect(connectGraph({ uri, user, password: "wrong" })).rejects.toMatchObject({
    code: "GRAPH_UNAVAILABLE",
    message: "Neo4j refuses NEO4J_USER and NEO4J_PASSWORD",
  });
});

test("a database that went away is GRAPH_UNAVAILABLE", async () => {
  const graph = await connectGraph(sharedServices().neo4j);
  await graph.close();
  const server = createServer().listen(0);
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const gone = {
    ...graph,
    driver: (await import("neo4j-driver")).default.driver(`bolt://127.0.0.1:${port}`, undefined, {
      maxTransactionRetryTime: 0,
    }),
  };
  await expect(read(gone, "read/store")).rejects.toMatchObject({ code: "GRAPH_UNAVAILABLE" });
  await gone.driver.close();
});
