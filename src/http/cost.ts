import { type DocumentNode, type GraphQLSchema, getOperationAST } from "graphql";
// Its ES modules would load graphql a second time.
import { type ComplexityEstimator, getComplexity } from "graphql-query-complexity/cjs";
import { badInput } from "../domain/errors.ts";
import { MAX_COST, SOLVING_COST } from "./limits.ts";

/** Fields that solve the program or resample, once or many times over, or run a statement of the client's. */
const SOLVING = new Set([
  "taxonomy",
  "budgetCurve",
  "why",
  "leaveOneOut",
  "alternatives",
  "significance",
  "novelTargets",
  "novelTask",
  "comparison",
  "similarity",
  "confidence",
  "selection",
  "otherObjective",
  "taxonomyChanged",
  "taxonomyProgress",
  "cypher",
]);

const cost: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const items = typeof args.first === "number" ? Math.max(args.first, 1) : 1;
  return (SOLVING.has(field.name) ? SOLVING_COST : 1) + items * childComplexity;
};

export interface Operation {
  document: DocumentNode;
  variables: Record<string, unknown> | null | undefined;
  operationName: string | null | undefined;
}

/** BAD_INPUT where a valid operation asks for too much at once; a GraphQLError where its variables do not fit. */
export function checkCost(schema: GraphQLSchema, { document, variables, operationName }: Operation): void {
  if (getOperationAST(document, operationName) == null) throw badInput("operationName must name one of the operations");
  const asked = getComplexity({
    schema,
    query: document,
    variables: variables ?? {},
    ...(operationName != null && { operationName }),
    estimators: [cost],
  });
  if (asked <= MAX_COST) return;
  throw badInput(
    `the operation costs ${asked}: allowed are ${MAX_COST}; ask for fewer items (first) or fewer analyses`,
  );
}
