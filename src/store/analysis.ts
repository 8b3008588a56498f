import { int, Neo4jError, type Plan, session as sessionModes } from "neo4j-driver";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import type { Graph } from "./graph.ts";
import { missingParameters } from "./missing-parameters.ts";
import { plainValue } from "./plain-value.ts";
import { explainFailure } from "./unavailable.ts";

export interface Analysis {
  columns: string[];
  rows: unknown[][];
  /** Whether there were more rows than allowed, or longer ones than fit into `MAX_CHARACTERS`. */
  truncated: boolean;
}

/** Of all rows as JSON. */
const MAX_CHARACTERS = 4_000_000;
/** Rows that Neo4j sends before it waits for us to have read them. */
const ROWS_AT_ONCE = 20;

export interface AnalysisLimits {
  rows: number;
  seconds: number;
}

/** Procedures that a reader may call: they describe the graph. */
const PROCEDURES = [
  "db.labels",
  "db.relationshipTypes",
  "db.propertyKeys",
  "db.schema.visualization",
  "db.schema.nodeTypeProperties",
  "db.schema.relTypeProperties",
];

/** Operators that read nothing but the graph are allowed; these begin otherwise. */
const REFUSED = [
  [/^LoadCSV/, "LOAD CSV is not allowed"],
  [/^Transaction/, "CALL IN TRANSACTIONS is not allowed"],
  [/^(Show|Terminate)(?!.*Indexes|.*Constraints)/, "SHOW and TERMINATE are allowed for indexes and constraints only"],
] as const;

/**
 * Runs a statement that may only read the graph: it is planned first, and refused where its plan writes, loads files or calls other
 * procedures than those that describe the graph; then it runs with read access and within limits. BAD_INPUT says which rule refused; TIME_LIMIT.
 */
export async function analyse(
  graph: Graph,
  text: string,
  parameters: Record<string, unknown>,
  limits: AnalysisLimits,
): Promise<Analysis> {
  const statement = text.trim().replace(/;$/, "");
  const values = withIntegers(parameters) as Record<string, unknown>;
  const { driver, database } = graph;
  const session = driver.session({ database, defaultAccessMode: sessionModes.READ, fetchSize: ROWS_AT_ONCE });
  try {
    const { summary } = await session.run(`EXPLAIN ${statement}`, values);
    if (summary.plan !== false) checkPlan(summary.plan);
    if (summary.queryType !== "r") throw badInput("the statement writes: only reading is allowed");
    // Not tried again, as `executeRead` would: out of memory once is enough.
    const transaction = await session.beginTransaction({ timeout: limits.seconds * 1000 });
    return await collect(transaction.run(statement, values), limits.rows);
  } catch (error) {
    if (error instanceof Neo4jError && error.code === "Neo.ClientError.Statement.ParameterMissing") {
      throw missingParameters(error.message, statement, Object.keys(parameters));
    }
    throw explainAnalysis(error, limits);
  } finally {
    await session.close();
  }
}

/** Whole numbers as Cypher integers, in lists and maps too: LIMIT takes no float. */
function withIntegers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIntegers);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withIntegers(item)]));
  }
  return Number.isSafeInteger(value) ? int(value as number) : value;
}

function checkPlan(plan: Pick<Plan, "operatorType" | "arguments" | "children">): void {
  const operator = plan.operatorType;
  const refusal = REFUSED.find(([pattern]) => pattern.test(operator));
  if (refusal) throw badInput(`${refusal[1]} in a statement that reads`);
  if (operator.startsWith("ProcedureCall")) {
    const name = /^([\w.]+)\(/.exec(String(plan.arguments.Details))?.[1] ?? "of this name";
    if (!PROCEDURES.includes(name)) {
      throw badInput(`the procedure ${name} is not allowed: allowed are ${PROCEDURES.join(", ")}`);
    }
  }
  for (const child of plan.children) checkPlan(child);
}

async function collect(result: AsyncIterable<{ keys: PropertyKey[]; get(i: number): unknown }>, limit: number) {
  const rows: unknown[][] = [];
  let columns: string[] = [];
  let characters = 0;
  for await (const record of result) {
    columns = record.keys.map(String);
    if (rows.length === limit) return { columns, rows, truncated: true };
    const row = columns.map((_, i) => plainValue(record.get(i)));
    characters += JSON.stringify(row).length;
    if (characters > MAX_CHARACTERS) return { columns, rows, truncated: true };
    rows.push(row);
  }
  return { columns, rows, truncated: false };
}

function explainAnalysis(error: unknown, { seconds }: AnalysisLimits): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (error.code.includes("TransactionTimedOut")) {
    return new TaskonomyError("TIME_LIMIT", `the statement took longer than ${seconds} s`);
  }
  if (error.code.includes("OutOfMemory")) {
    return badInput("the statement needs more memory than a transaction may have (db.memory.transaction.max)");
  }
  if (/^Neo\.ClientError\.(Statement|Procedure)/.test(error.code)) {
    const [line] = error.message.split("\n");
    return badInput(`Neo4j refuses the statement: ${line}`);
  }
  return explainFailure(error);
}
