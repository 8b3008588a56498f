import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import type { TaskKind as Kind, TaskRecord } from "../domain/task.ts";
import type { Connection } from "../schema/connection.ts";
import { TaskConnection } from "../schema/connections.ts";
import { TaskKind } from "../schema/enums.ts";
import { Task } from "../schema/task.ts";
import { findTasks, listTasks } from "../store/tasks.ts";
import type { Context } from "./context.ts";
import { checkFirst, connection } from "./page.ts";

@ArgsType()
class TasksArgs {
  @Field(() => TaskKind, { nullable: true, description: "Only those of this kind." })
  kind!: Kind | null;

  @Field(() => Int, { nullable: true, defaultValue: 50, description: "Length of the page, 1 to 500." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the last item before the page." })
  after!: string | null;
}

@Resolver(() => Task)
export class TaskResolver {
  @Query(() => TaskConnection, { description: "Tasks by name." })
  async tasks(
    @Ctx() { graph }: Context,
    @Args(() => TasksArgs) { kind = null, first, after = null }: TasksArgs,
  ): Promise<Connection<TaskRecord>> {
    return connection(await listTasks(graph, { kind, first: checkFirst(first), after }), after);
  }

  @Query(() => Task, { nullable: true, description: "One task, or null where there is none of this name." })
  async task(
    @Ctx() { graph }: Context,
    @Arg("name", () => ID, { description: "Its name." }) name: string,
  ): Promise<TaskRecord | null> {
    return (await findTasks(graph, [name]))[0] ?? null;
  }
}
