import { initGraphQLTada } from "gql.tada";
import type { Schema } from "./schema.ts";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A document of this schema, whose result and variables have types; fragments follow as a list. Text that is no GraphQL throws. */
export const graphql = initGraphQLTada<{
  introspection: Schema;
  disableMasking: true;
  scalars: { DateTime: string; JSON: Json; JSONObject: { [name: string]: Json } };
}>();
