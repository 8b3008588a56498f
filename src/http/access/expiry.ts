/** The longest that a timer of Node can wait, 24 days; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls back when a credential expires, however far off, unless the caller is gone before. */
export function atExpiry(expires: Date | null, gone: AbortSignal, act: () => void): void {
  if (expires === null || gone.aborted) return;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = expires.getTime() - Date.now();
    timer = setTimeout(left > LONGEST_MS ? wait : act, Math.min(Math.max(left, 0), LONGEST_MS));
  };
  wait();
  gone.addEventListener("abort", () => clearTimeout(timer));
}
