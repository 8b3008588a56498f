/** Values kept between the jobs of a worker, the least recently used dropped beyond `limit` bytes in all. */
export interface Shelf {
  get<T>(key: string, load: () => Promise<T>, bytes: (value: T) => number): Promise<T>;
}

export function openShelf(limit: number): Shelf {
  const kept = new Map<string, { value: unknown; bytes: number }>();
  let total = 0;
  return {
    async get<T>(key: string, load: () => Promise<T>, bytes: (value: T) => number): Promise<T> {
      const found = kept.get(key);
      if (found) {
        // Map iterates in the order of insertion: the front is the least recently used.
        kept.delete(key);
        kept.set(key, found);
        return found.value as T;
      }
      const value = await load();
      const entry = { value, bytes: bytes(value) };
      kept.set(key, entry);
      total += entry.bytes;
      for (const [oldest, { bytes: freed }] of kept) {
        if (total <= limit) break;
        kept.delete(oldest);
        total -= freed;
      }
      return value;
    },
  };
}
