/** The questions of bench/neighborhood.ts, and who answers them. */
import type { Graph } from "../src/store/graph.ts";
import type { GraphqlClient } from "./graphql-client.ts";

interface Case {
  label: string;
  hops: 1 | 2;
  maxOrder: number;
  /** Only the best so many of each target. */
  maxRank: number;
  /** At most so many transfers; not reached with two hops. */
  first: number;
}

const ANY_RANK = 1_000_000;

/** `ranks`: so many of each target's best that a few are from single tasks. */
export const casesOf = (ranks: number): Case[] => [
  { label: "1 hop, order 1", hops: 1, maxOrder: 1, maxRank: ANY_RANK, first: 50 },
  { label: "1 hop, orders to 4", hops: 1, maxOrder: 4, maxRank: ANY_RANK, first: 100 },
  { label: "2 hops, order 1", hops: 2, maxOrder: 1, maxRank: ranks, first: 500 },
  { label: "2 hops, orders to 4", hops: 2, maxOrder: 4, maxRank: 10, first: 500 },
];

type Question = Case & { task: string; experiment: string };

export interface Contestant {
  name: string;
  /** The keys of the transfers found, once they are plain objects of the client. */
  ask(question: Question): Promise<string[]>;
}

interface Found {
  key: string;
  rank: number;
}

const keysOf = (found: Found[]): string[] => found.map(({ key }) => key);

export const ours = (client: GraphqlClient): Contestant => ({
  name: "ours",
  async ask({ label: _, ...variables }) {
    const { neighborhood } = await client.ask<{ neighborhood: { transfers: Found[] } }>(OURS, variables);
    return keysOf(neighborhood.transfers);
  },
});

const OURS = `query ($task: ID!, $experiment: ID!, $hops: Int!, $maxOrder: Int!, $maxRank: Int!, $first: Int!) {
  neighborhood(task: $task, experiment: $experiment, hops: $hops, maxOrder: $maxOrder, maxRank: $maxRank, first: $first) {
    transfers { key order affinity rank gain quality sources { name } target { name } }
  }
}`;

/** What HTTP, the gates and GraphQL take of any answer: the least that ours can take. */
export const floor = (client: GraphqlClient): Contestant => ({
  name: "{ __typename }",
  async ask() {
    await client.ask("{ __typename }", {});
    return [];
  },
});

type RunStatement = (statement: string, parameters: object) => Promise<{ records: { toObject(): object }[] }>;

/** A statement for each question, as one writes it who knows what will be asked. */
const byHand = (name: string, run: RunStatement): Contestant => ({
  name,
  async ask({ label: _, hops, ...parameters }) {
    const statement = BY_HAND[hops][parameters.maxOrder === 1 ? "single" : "sets"];
    const { records } = await run(statement, parameters);
    return keysOf(records.map((record) => record.toObject() as Found));
  },
});

/** The driver's `executeQuery`, which its manual recommends: a transaction, of several messages, with retries. */
export const driverAlone = ({ driver, database }: Graph): Contestant =>
  byHand("driver alone", (statement, parameters) =>
    driver.executeQuery(statement, parameters, { database, routing: "READ" }),
  );

/** The same in one message to Neo4j, as our reads are sent. */
export const driverAtOnce = ({ driver, database }: Graph): Contestant =>
  byHand("driver, one message", async (statement, parameters) => {
    const session = driver.session({ database, defaultAccessMode: "READ" });
    try {
      return await session.run(statement, parameters);
    } finally {
      await session.close();
    }
  });

const allowed = (edge: string): string =>
  `${edge}.experiment = $experiment AND ${edge}.order <= $maxOrder AND ${edge}.rank <= $maxRank AND NOT ${edge}.self AND NOT ${edge}.control`;

/** As who knows the graph would say: left to itself, Neo4j may begin with all edges of the experiment. */
const FROM_TASK = "USING INDEX t:Task(name)";

const oneHop = (source: string, sources: string): string => `
  MATCH (t:Task {name: $task})<-[e:TRANSFERS_TO]-(s:${source})
  ${FROM_TASK}
  WHERE ${allowed("e")}
  WITH t, e, s ORDER BY e.rank LIMIT toInteger($first)
  RETURN e.key AS key, e.order AS order, e.affinity AS affinity, e.rank AS rank, e.gain AS gain, e.quality AS quality,
    ${sources} AS sources, t.name AS target`;

const twoHops = (source: string, members: string, sources: string): string => `
  MATCH (t:Task {name: $task})<-[e:TRANSFERS_TO]-(s:${source})
  ${FROM_TASK}
  WHERE ${allowed("e")}
  WITH t, collect(e) AS near, collect(s) AS from
  UNWIND from AS s
  ${members}
  WITH DISTINCT t, near, m WHERE m <> t
  OPTIONAL MATCH (m)<-[e:TRANSFERS_TO]-(:${source})
  WHERE ${allowed("e")}
  WITH near, collect(e) AS far
  UNWIND near + far AS e
  WITH DISTINCT e LIMIT toInteger($first)
  WITH e, startNode(e) AS s, endNode(e) AS t
  RETURN e.key AS key, e.order AS order, e.affinity AS affinity, e.rank AS rank, e.gain AS gain, e.quality AS quality,
    ${sources} AS sources, t.name AS target`;

const MEMBERS = "CASE WHEN s:Task THEN [s.name] ELSE [(s)-[:INCLUDES]->(m:Task) | m.name] END";
const BY_HAND = {
  1: { single: oneHop("Task", "[s.name]"), sets: oneHop("Task|SourceSet", MEMBERS) },
  2: {
    single: twoHops("Task", "WITH t, near, s AS m", "[s.name]"),
    sets: twoHops(
      "Task|SourceSet",
      "OPTIONAL MATCH (s)-[:INCLUDES]->(i:Task) WITH t, near, coalesce(i, s) AS m",
      MEMBERS,
    ),
  },
};

interface TheirTask {
  name: string;
  fromTasksConnection?: { edges: { properties: Found; node: TheirTask }[] };
  fromSetsConnection?: { edges: { properties: Found; node: { members: TheirTask[] } }[] };
}

export const neo4jGraphql = (client: GraphqlClient): Contestant => ({
  name: "@neo4j/graphql",
  async ask({ label: _, hops, ...variables }) {
    const { tasks } = await client.ask<{ tasks: TheirTask[] }>(
      THEIRS[hops][variables.maxOrder === 1 ? "single" : "sets"],
      variables,
    );
    const found = new Map(tasks.flatMap(edgesAround).map((edge) => [edge.key, edge]));
    // It limits each list by itself.
    return keysOf([...found.values()].sort((a, b) => a.rank - b.rank).slice(0, variables.first));
  },
});

const edgesAround = ({ fromTasksConnection, fromSetsConnection }: TheirTask): Found[] => [
  ...(fromTasksConnection?.edges ?? []).flatMap(({ properties, node }) => [properties, ...edgesAround(node)]),
  ...(fromSetsConnection?.edges ?? []).flatMap(({ properties, node }) => [
    properties,
    ...node.members.flatMap(edgesAround),
  ]),
];

const theirHop = (sets: boolean, around: string): string => {
  const args = `(
    where: { edge: {
      experiment: { eq: $experiment }, order: { lte: $maxOrder }, rank: { lte: $maxRank }, self: { eq: false }, control: { eq: false }
    } }
    sort: [{ edge: { rank: ASC } }]
    first: $first
  )`;
  const properties = "properties { key order affinity rank gain quality }";
  return `
    fromTasksConnection${args} { edges { ${properties} node { name ${around} } } }
    ${sets ? `fromSetsConnection${args} { edges { ${properties} node { members { name ${around} } } } }` : ""}`;
};

const theirQuery = (body: string): string => `
  query ($task: ID!, $experiment: ID!, $maxOrder: Int!, $maxRank: Int!, $first: Int!) {
    tasks(where: { name: { eq: $task } }) { name ${body} }
  }`;

const THEIRS = {
  1: { single: theirQuery(theirHop(false, "")), sets: theirQuery(theirHop(true, "")) },
  2: {
    single: theirQuery(theirHop(false, theirHop(false, ""))),
    sets: theirQuery(theirHop(true, theirHop(true, ""))),
  },
};
