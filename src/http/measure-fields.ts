import { defaultFieldResolver, type GraphQLSchema } from "graphql";
import { TaskonomyError } from "../domain/errors.ts";
import { inSpan } from "../traces/span.ts";
import type { Metrics } from "./metrics.ts";

/** Every query and mutation of the schema tells how long it took and how it ended, and is a span, whichever transport brought it. */
export function measureFields(schema: GraphQLSchema, tell: Metrics["field"]): void {
  for (const type of [schema.getQueryType()!, schema.getMutationType()!]) {
    for (const [name, field] of Object.entries(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = async (...call) => {
        const begun = performance.now();
        let code = "OK";
        try {
          return await inSpan({ name: `${type.name}.${name}`, kind: "INTERNAL" }, async () => resolve(...call));
        } catch (error) {
          code = error instanceof TaskonomyError ? error.code : "INTERNAL";
          throw error;
        } finally {
          tell(name, code, (performance.now() - begun) / 1000);
        }
      };
    }
  }
}
