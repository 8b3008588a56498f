/** Times of requests, in milliseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  count: number;
}

export function percentiles(milliseconds: number[]): Percentiles {
  const at = (percent: number): number => percentile(milliseconds, percent);
  return { p50: at(50), p95: at(95), p99: at(99), count: milliseconds.length };
}

/** The smallest value that at least so many percent of the values do not exceed (nearest rank); NaN of none. */
export function percentile(values: number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1] ?? NaN;
}

/** So many clients, each of which asks again as soon as it is answered, for some seconds; the time of every request. */
export async function load(clients: number, seconds: number, request: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + 1000 * seconds;
  const client = async (): Promise<void> => {
    do {
      const begun = performance.now();
      await request();
      times.push(performance.now() - begun);
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}
