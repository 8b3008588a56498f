import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver, Root, Subscription } from "type-graphql";
import { TransferEvent } from "../schema/transfer-event.ts";
import { latestCursor, resumeAfter } from "../store/events.ts";
import { abortable } from "./abortable.ts";
import type { Context } from "./context.ts";
import { checkFilter, readEvents } from "./events.ts";
import { transferFeed } from "./follow-events.ts";
import { checkFirst } from "./page.ts";

@ArgsType()
class FilterArgs {
  @Field(() => ID, { nullable: true, description: "Only transfers of this experiment." })
  experiment!: string | null;

  @Field(() => ID, { nullable: true, description: "Only transfers to this task." })
  target!: string | null;

  @Field(() => ID, { nullable: true, description: "Only transfers with this task among their sources." })
  source!: string | null;
}

@ArgsType()
class EventsArgs extends FilterArgs {
  @Field(() => String, { nullable: true, defaultValue: "0", description: 'Cursor of an event; `"0"`: from the start.' })
  after!: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 100, description: "At most so many, 1 to 500." })
  first!: number;
}

@ArgsType()
class FeedArgs extends FilterArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last event that was seen; `"0"`: from the start; left out: only what is yet to come.',
  })
  after!: string | null;
}

@Resolver(() => TransferEvent)
export class EventResolver {
  @Query(() => [TransferEvent], { description: "Events in their order: the feed of `transferComputed`, to be paged." })
  async transferEvents(
    @Ctx() { graph }: Context,
    @Args(() => EventsArgs) { after, first, ...filter }: EventsArgs,
  ): Promise<TransferEvent[]> {
    checkFirst(first);
    await checkFilter(graph, filter);
    const events: TransferEvent[] = [];
    let next: number | null = await resumeAfter(graph, after ?? "0");
    while (next !== null && events.length < first) {
      const page = await readEvents(graph, { ...filter, seq: next, first });
      events.push(...page.events);
      next = page.next;
    }
    return events.slice(0, first);
  }

  @Query(() => String, {
    description:
      "Cursor of the latest event: a feed `after` it gives what is yet to come. Asked for before the state that is shown, none is missed.",
  })
  latestCursor(@Ctx() { graph }: Context): Promise<string> {
    return latestCursor(graph);
  }

  @Subscription(() => TransferEvent, {
    subscribe: async ({ context, args }) => abortable(await transferFeed(context as Context, args as FeedArgs)),
    description:
      "Transfers as they enter the graph: ordered, each at least once, and resumable from the cursor of any event.",
  })
  transferComputed(@Root() event: TransferEvent, @Args(() => FeedArgs) _: FeedArgs): TransferEvent {
    return event;
  }
}
