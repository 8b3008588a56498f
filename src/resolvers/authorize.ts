import { defaultFieldResolver, type GraphQLSchema } from "graphql";
import { TaskonomyError } from "../domain/errors.ts";
import type { Context } from "./context.ts";
import { LEAST_ROLES, mayAct } from "./roles.ts";

/**
 * Every mutation of the schema, and every query in the table of roles, asks for its role first, whichever transport brought it: FORBIDDEN.
 * Throws where a mutation has no line in the table.
 */
export function authorize(schema: GraphQLSchema): GraphQLSchema {
  const mutations = schema.getMutationType()!.getFields();
  for (const [name, field] of Object.entries({ ...schema.getQueryType()!.getFields(), ...mutations })) {
    const needed = LEAST_ROLES[name];
    if (needed === undefined) {
      if (name in mutations) throw new Error(`roles.ts does not say who may call ${name}`);
      continue;
    }
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context: Context, info) => {
      const { name: caller, role } = context.caller;
      if (!mayAct(role, needed)) {
        throw new TaskonomyError("FORBIDDEN", `${name} needs the role ${needed}: ${caller} has the role ${role}`);
      }
      return resolve(source, args, context, info);
    };
  }
  return schema;
}
