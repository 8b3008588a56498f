export class TimeIsUp extends Error {}

/** A look at the clock: throws TimeIsUp once so many seconds have passed; null: never. */
export function deadlineIn(seconds: number | null): () => void {
  const end = seconds === null ? Number.POSITIVE_INFINITY : performance.now() + 1000 * seconds;
  return () => {
    if (performance.now() > end) throw new TimeIsUp();
  };
}
