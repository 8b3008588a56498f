/**
 * A share of so many things of each owner, in whole numbers: never more than the share of all of them, as even as that allows, and at
 * least one of each that has any. Pure.
 */
export function shareOut(share: number, counts: ReadonlyMap<string, number>): Map<string, number> {
  let [all, given] = [0, 0];
  return new Map(
    [...counts].map(([owner, count]) => {
      all += count;
      // 0.29 of 100 are 28.999999999999996.
      const part = Math.floor(share * all + 1e-9) - given;
      given += part;
      return [owner, Math.min(count, Math.max(1, part))];
    }),
  );
}
