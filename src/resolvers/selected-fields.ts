import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/** Names of the fields asked for in what a resolver gives, or, by their names, in a field of it and so on; fragments spread out. */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): Set<string> {
  const below = (nodes: readonly FieldNode[]): FieldNode[] =>
    nodes.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet) : []));
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]!;
      return fieldsOf(fragment.selectionSet);
    });
  const nodes = path.reduce((nodes, step) => below(nodes).filter(({ name }) => name.value === step), [...fieldNodes]);
  return new Set(below(nodes).map(({ name }) => name.value));
}

/** Whether nothing but this field of an object is asked for: who has it need not look the object up. */
export function asksOnly(info: GraphQLResolveInfo, name: string): boolean {
  let fields = known.get(info.fieldNodes);
  if (fields === undefined) {
    fields = [...selectedFields(info)].filter((field) => field !== "__typename");
    known.set(info.fieldNodes, fields);
  }
  return fields.every((field) => field === name);
}

/** By what GraphQL has collected of an operation: the same array for every item of a list. */
const known = new WeakMap<readonly FieldNode[], string[]>();
