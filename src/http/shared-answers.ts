import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from "graphql";

type Answers = AsyncIterableIterator<ExecutionResult>;

/**
 * `subscribe` of GraphQL, with one difference: an event that several subscriptions get is answered once for all of them that were asked
 * in the same words. What it looks up beside the event (a task, a status) is looked up once, for the first who gets it; one with errors
 * is not kept.
 */
export async function subscribeSharing(args: ExecutionArgs): Promise<Answers | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const events = stream[Symbol.asyncIterator]() as AsyncIterator<object, void>;
  const { document, operationName, variableValues } = args;
  const words = JSON.stringify([document.loc!.source.body, operationName, variableValues]);
  const answered: Answers = {
    async next() {
      const { value: event, done } = await events.next();
      return done ? { value: undefined, done: true } : { value: await answerOf(event, words, args), done: false };
    },
    async return() {
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => answered,
  };
  return answered;
}

const answers = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();

function answerOf(event: object, words: string, args: ExecutionArgs): Promise<ExecutionResult> {
  const known = answers.get(event) ?? new Map<string, Promise<ExecutionResult>>();
  answers.set(event, known);
  const answer = known.get(words) ?? Promise.resolve(execute({ ...args, rootValue: event }));
  known.set(words, answer);
  answer.then(
    ({ errors }) => errors && known.delete(words),
    () => known.delete(words),
  );
  return answer;
}
