/** The longest that a timer of Node can wait: 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** Milliseconds until a credential expires, as a timer takes them. */
export const timeLeft = (expires: Date): number => Math.min(Math.max(expires.getTime() - Date.now(), 0), LONGEST_MS);
