import { solveTaxonomy } from "../solver/taxonomy.ts";
import { databaseId, encodeCursor, latestEvent } from "../store/events.ts";
import { askedProgram, type TaxonomyArgs, type TaxonomyRecord } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { patiently } from "./patience.ts";

/** The best taxonomy of all edges up to an event. */
export interface Solved {
  taxonomy: TaxonomyRecord;
  cursor: string;
}

/**
 * Solves now and again after each event of the experiment, until the signal; events that come during a solve are answered together by
 * the next one. Waits for an experiment's first edge.
 */
export async function* solveAtEvents(
  context: Context,
  args: TaxonomyArgs,
  signal: AbortSignal,
): AsyncGenerator<Solved, void> {
  const { graph, tail } = context;
  let solvedAt = -1;
  let end = 0;
  while (!signal.aborted) {
    // The event before the edges: they are those of this event, or later ones.
    const event = await patiently(signal, () => latestEvent(graph, args.experiment));
    if (event === null) return;
    if (event.seq > solvedAt) {
      const asked = await patiently(signal, () => askedProgram(context, args));
      if (asked === null) return;
      if (asked.question.edges.length > 0) {
        const taxonomy = asked.taxonomy(await solveTaxonomy(asked.question, { signal }));
        yield { taxonomy, cursor: encodeCursor(await databaseId(graph), event) };
      }
      solvedAt = event.seq;
    }
    end = await tail.beyond(end, signal);
  }
}
