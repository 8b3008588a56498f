import type { DocumentNode } from "graphql";
import type { Json } from "./graphql.ts";

/** A document that carries the types of its result and its variables: of `graphql`, or any other TypedDocumentNode. */
export type Document<Result, Variables> = DocumentNode & { __apiType?: (variables: Variables) => Result };

/** A document whose fields the schema has. */
export type Checked<Result, Variables> = Document<Result, Variables> &
  (true extends HasUnknown<Result[keyof Result]> ? FieldNotInSchema : unknown);

/** What a document with a wrong field would have to be: `tsc` names it, and it never is. */
interface FieldNotInSchema {
  fieldNotInSchema: never;
}

/** A field that is not in the schema is of type unknown, at any depth; a scalar of JSON ends the search. */
type HasUnknown<T> = unknown extends T
  ? true
  : T extends readonly (infer Item)[]
    ? Json extends Item
      ? false
      : HasUnknown<Item>
    : T extends object
      ? string extends keyof T
        ? false
        : HasUnknown<T[keyof T]>
      : false;
