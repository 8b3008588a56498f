import {
  GraphQLError,
  type ParseOptions,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/** Levels of fields, fields after fragments are spread out, aliases among them, and tokens of a request. */
const LIMITS = { depth: 12, fields: 500, aliases: 50 };
export const PARSE_OPTIONS: ParseOptions = { maxTokens: 2000 };

/** Bytes of a request, by HTTP or in a message of a socket. */
export const MAX_BODY = 256 * 1024;

type Size = typeof LIMITS;

/** Refuses operations above the limits; the introspection fields count as leaves, their depth is limited by graphql-js. */
export const sizeRule: ValidationRule = (context) => {
  const measure = measuring(context);
  return {
    OperationDefinition(operation) {
      const size = measure(operation.selectionSet);
      for (const what of Object.keys(LIMITS) as (keyof Size)[]) {
        if (size[what] <= LIMITS[what]) continue;
        const message = `the operation has ${what} ${size[what]}: allowed are ${LIMITS[what]}`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
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
        const { depth, fields, aliases } = leaf ? NOTHING : measure(selection.selectionSet!);
        size = { depth: depth + 1, fields: fields + 1, aliases: aliases + (selection.alias ? 1 : 0) };
      }
      total.depth = Math.max(total.depth, size.depth);
      total.fields += size.fields;
      total.aliases += size.aliases;
    }
    return total;
  }
  return measure;
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0 };
