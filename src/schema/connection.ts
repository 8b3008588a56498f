import { type ClassType, Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Where a page of a list lies." })
class PageInfo {
  @Field(() => Boolean, { description: "Whether more follow; ask for them with `after: endCursor`." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether the page was asked for with `after`." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first item; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last item; null on an empty page." })
  endCursor!: string | null;
}

export interface Connection<T> {
  edges: { node: T; cursor: string }[];
  pageInfo: PageInfo;
}

/** The Relay connection `<name>Connection` of a list of `Node`. */
export function connectionOf(Node: ClassType, name: string): ClassType<Connection<unknown>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in the list.` })
  class Edge {
    @Field(() => Node, { description: "The item." })
    node!: object;

    @Field(() => String, { description: "Opaque; `after` it, the list continues." })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class NodeConnection {
    @Field(() => [Edge], { description: "The items of the page." })
    edges!: Edge[];

    @Field(() => PageInfo, { description: "Where the page lies in the list." })
    pageInfo!: PageInfo;
  }
  return NodeConnection;
}
