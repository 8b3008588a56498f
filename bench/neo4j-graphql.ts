/**
 * A server of @neo4j/graphql on the project's graph, for bench/neighborhood.ts: reads {folder, uri, user, password} from its input, where
 * the folder holds its packages, answers with {url}, and ends with its input.
 */
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin });
const { folder, uri, user, password } = JSON.parse((await once(lines, "line"))[0]);

/** Only what the queries of the bench ask for. */
const typeDefs = `
  type Task @node {
    name: ID!
    kind: String!
    fromTasks: [Task!]! @relationship(type: "TRANSFERS_TO", direction: IN, properties: "Transfer")
    fromSets: [SourceSet!]! @relationship(type: "TRANSFERS_TO", direction: IN, properties: "Transfer")
  }
  type SourceSet @node {
    key: ID!
    members: [Task!]! @relationship(type: "INCLUDES", direction: OUT)
  }
  type Transfer @relationshipProperties {
    key: ID!
    experiment: ID!
    order: Int!
    self: Boolean!
    control: Boolean!
    affinity: Float
    rank: Int
    gain: Float
    quality: Float
  }
`;

const load = createRequire(join(folder, "package.json"));
const { Neo4jGraphQL } = load("@neo4j/graphql");
const { ApolloServer } = load("@apollo/server");
const { startStandaloneServer } = load("@apollo/server/standalone");
const neo4j = load("neo4j-driver");

const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
  listen: { port: 0, host: "127.0.0.1" },
  context: async () => ({ sessionConfig: { database: "neo4j" } }),
});
console.log(JSON.stringify({ url }));
lines.once("close", () => process.exit());
