/** Times of requests, in milliseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  count: number;
}

export function percentiles(milliseconds: number[]): Percentiles {
  const sorted = Float64Array.from(milliseconds).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length };
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
