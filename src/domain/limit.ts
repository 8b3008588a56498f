/** Runs work, at most so much of it at once; the rest waits in line. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

export function atMost(running: number): Limit {
  let free = running;
  const line: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else free++;
    }
  };
}
