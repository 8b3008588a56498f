import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  TypeInfo,
  ValidationContext,
} from "graphql";
// Its ES modules would load graphql a second time.
import { type ComplexityEstimator, createComplexityRule } from "graphql-query-complexity/cjs";
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
  const operation = getOperationAST(document, operationName);
  if (operation == null) throw badInput("operationName must name one of the operations");
  const errors: GraphQLError[] = [];
  const context = new ValidationContext(schema, document, new TypeInfo(schema), (error) => errors.push(error));
  // The rule goes through the operation by itself: as a rule of a visit, every node of the document would be visited beside it.
  const rule = createComplexityRule({ maximumComplexity: Infinity, variables: variables ?? {}, estimators: [cost] })(
    context,
  );
  rule.onOperationDefinitionEnter(operation);
  if (errors.length > 0) throw errors.at(-1);
  const asked = rule.complexity;
  if (asked <= MAX_COST) return;
  throw badInput(
    `the operation costs ${asked}: allowed are ${MAX_COST}; ask for fewer items (first) or fewer analyses`,
  );
}
