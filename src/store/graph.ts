import neo4j, {
  type Driver,
  type EagerResult,
  type ManagedTransaction,
  type RecordShape,
  routing,
  session as sessionModes,
} from "neo4j-driver";
import { TaskonomyError } from "../domain/errors.ts";
import { inSpan } from "../traces/span.ts";
import { statement } from "./statements.ts";
import { explainFailure } from "./unavailable.ts";

/** A Neo4j database; made by `connectGraph`. */
export interface Graph {
  readonly address: GraphAddress;
  readonly driver: Driver;
  readonly database: string;
  close(): Promise<void>;
}

export interface GraphAddress {
  uri: string;
  user: string;
  password: string;
  database?: string;
}

const READY_ATTEMPTS = 60;
const READY_PAUSE_MS = 1000;

/** The database at an address, connected to when it is first asked. */
export function graphAt(address: GraphAddress): Graph {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    disableLosslessIntegers: true,
    connectionTimeout: 5_000,
    connectionAcquisitionTimeout: 15_000,
    maxTransactionRetryTime: 15_000,
  });
  return { address, driver, database: address.database ?? "neo4j", close: () => driver.close() };
}

/** Connects and waits until the database answers, at most about a minute. GRAPH_UNAVAILABLE. */
export async function connectGraph(address: GraphAddress): Promise<Graph> {
  const graph = graphAt(address);
  for (let attempt = 1; ; attempt++) {
    try {
      await graph.driver.verifyConnectivity({ database: graph.database });
      return graph;
    } catch (error) {
      const failure = explainFailure(error);
      const lasting = !(failure instanceof TaskonomyError) || isRefusal(error);
      if (lasting || attempt === READY_ATTEMPTS) {
        await graph.close();
        throw failure;
      }
      await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
    }
  }
}

/** A wrong password does not become right by waiting. */
const isRefusal = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith("Neo.ClientError.Security");

type Parameters = Record<string, unknown>;

/**
 * Runs `cypher/<name>.cypher` in a read transaction of its own and returns its rows: with one round trip to Neo4j where all is well, else
 * once more with the driver's patience.
 */
export const read = <T extends RecordShape>(graph: Graph, name: string, parameters: Parameters = {}): Promise<T[]> =>
  traced(graph, name, async () => {
    const session = graph.driver.session({ database: graph.database, defaultAccessMode: sessionModes.READ });
    try {
      const { records } = await session.run<T>(statement(name), parameters);
      return records.map((record) => record.toObject() as T);
    } catch (error) {
      if (!neo4j.isRetryableError(error as Error)) throw explainFailure(error);
      return await execute<T>(graph, statement(name), parameters, routing.READ);
    } finally {
      await session.close();
    }
  });

/** Runs `cypher/<name>.cypher` in a write transaction of its own and returns its rows. */
export const write = <T extends RecordShape>(graph: Graph, name: string, parameters: Parameters = {}): Promise<T[]> =>
  traced(graph, name, () => execute<T>(graph, statement(name), parameters, routing.WRITE));

/** Runs a statement that is no file of its own: one of a migration. */
export const runText = (graph: Graph, text: string): Promise<unknown> => execute(graph, text, {}, routing.WRITE);

async function execute<T extends RecordShape>(
  graph: Graph,
  text: string,
  parameters: Parameters,
  mode: typeof routing.READ | typeof routing.WRITE,
): Promise<T[]> {
  try {
    const result = await graph.driver.executeQuery<EagerResult<T>>(text, parameters, {
      database: graph.database,
      routing: mode,
      // One server: what is committed is visible to whoever asks next, without bookmarks.
      bookmarkManager: null,
    });
    return result.records.map((record) => record.toObject() as T);
  } catch (error) {
    throw explainFailure(error);
  }
}

/** Runs a named statement within a transaction. */
export type Run = <T extends RecordShape>(name: string, parameters?: Parameters) => Promise<T[]>;

/** One write transaction of several statements. `work` is run again after a transient failure, so it must be safe to repeat. */
export async function transact<T>(graph: Graph, work: (run: Run) => Promise<T>): Promise<T> {
  const session = graph.driver.session({ database: graph.database });
  try {
    return await session.executeWrite((transaction) => work(runIn(graph, transaction)));
  } catch (error) {
    throw explainFailure(error);
  } finally {
    await session.close();
  }
}

const runIn =
  (graph: Graph, transaction: ManagedTransaction): Run =>
  <T extends RecordShape>(name: string, parameters: Parameters = {}): Promise<T[]> =>
    traced(graph, name, async () => {
      const { records } = await transaction.run<T>(statement(name), parameters);
      return records.map((record) => record.toObject() as T);
    });

/** A statement is a span by its name, without its parameters. */
export const traced = <T>({ database }: Graph, name: string, work: () => Promise<T>): Promise<T> => {
  const attributes = { "db.system.name": "neo4j", "db.namespace": database, "db.query.summary": name };
  return inSpan({ name, kind: "CLIENT", attributes }, work);
};
