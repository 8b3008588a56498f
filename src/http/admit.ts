import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { checkCost } from "./cost.ts";
import { PARSE_OPTIONS } from "./limits.ts";
import { sizeRule } from "./size-rule.ts";

/** What every operation must keep to beyond GraphQL's own rules. */
export const ownRules = (introspection: boolean): ValidationRule[] =>
  introspection ? [sizeRule] : [sizeRule, NoSchemaIntrospectionCustomRule];

interface Request {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
}

/** Parses an operation and holds it to the rules and limits, as Apollo does for HTTP; else what is wrong with it. */
export function admit(schema: GraphQLSchema, introspection: boolean, request: Request): DocumentNode | GraphQLError[] {
  try {
    const document = parse(request.query, PARSE_OPTIONS);
    const errors = validate(schema, document, [...specifiedRules, ...ownRules(introspection)]);
    if (errors.length > 0) return [...errors];
    checkCost(schema, { document, variables: request.variables, operationName: request.operationName });
    return document;
  } catch (error) {
    return [refusal(error)];
  }
}

/** An error of ours as one of GraphQL: over HTTP of status 400. */
export function refusal(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error as Error;
  return new GraphQLError(originalError.message, { originalError, extensions: { http: { status: 400 } } });
}
