import { GraphQLError, type SelectionSetNode, type ValidationContext, type ValidationRule } from "graphql";
import { badInput } from "../domain/errors.ts";
import { SIZE } from "./limits.ts";

type Size = typeof SIZE;

/** Refuses operations above the limits; the introspection fields count as leaves, their depth is limited by graphql-js. */
export const sizeRule: ValidationRule = (context) => {
  const measure = measuring(context);
  return {
    OperationDefinition(operation) {
      const size = measure(operation.selectionSet);
      for (const what of Object.keys(SIZE) as (keyof Size)[]) {
        if (size[what] <= SIZE[what]) continue;
        const refusal = badInput(`the operation has ${what} ${size[what]}: allowed are ${SIZE[what]}`);
        context.reportError(new GraphQLError(refusal.message, { nodes: operation, originalError: refusal }));
      }
    },
  };
};

function measuring(context: ValidationContext): (selections: SelectionSetNode) => Size {
  // A fragment in the course of being measured counts nothing: cycles are refused by another rule.
  const fragments = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const known = fragments.get(name);
    if (known) return known;
    fragments.set(name, NOTHING);
    const definition = context.getFragment(name);
    const size = definition ? measure(definition.selectionSet) : NOTHING;
    fragments.set(name, size);
    return size;
  }

  function measure({ selections }: SelectionSetNode): Size {
    const total = { ...NOTHING };
    for (const selection of selections) {
      let size = NOTHING;
      if (selection.kind === "FragmentSpread") size = ofFragment(selection.name.value);
      else if (selection.kind === "InlineFragment") size = measure(selection.selectionSet);
      else {
        const leaf = !selection.selectionSet || selection.name.value.startsWith("__");
        const inner = leaf ? NOTHING : measure(selection.selectionSet!);
        const aliases = inner.aliases + (selection.alias ? 1 : 0);
        size = { ...inner, depth: inner.depth + 1, fields: inner.fields + 1, aliases };
      }
      total.depth = Math.max(total.depth, size.depth);
      total.fields += size.fields;
      total.aliases += size.aliases;
      total.directives += size.directives + (selection.directives?.length ?? 0);
    }
    return total;
  }
  return measure;
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0, directives: 0 };
