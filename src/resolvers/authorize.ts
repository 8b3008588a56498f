import { defaultFieldResolver, type GraphQLSchema } from "graphql";
import { TaskonomyError } from "../domain/errors.ts";
import type { Context } from "./context.ts";
import { MUTATION_ROLES, mayAct } from "./roles.ts";

/**
 * Every mutation of the schema asks for its role first, whichever transport brought it: FORBIDDEN. Throws where one has no line in
 * the table of roles.
 */
export function authorizeMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, field] of Object.entries(schema.getMutationType()!.getFields())) {
    const needed = MUTATION_ROLES[name];
    if (needed === undefined) throw new Error(`roles.ts does not say who may call ${name}`);
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
