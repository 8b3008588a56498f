import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atExpiry } from "../../src/http/access/expiry.ts";

const DAY_MS = 24 * 3600 * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([1, 24, 25, 100])("a credential of %d days is let go when it expires, and not before", (days) => {
  const expired = vi.fn();
  atExpiry(new Date(Date.now() + days * DAY_MS), new AbortController().signal, expired);
  vi.advanceTimersByTime(days * DAY_MS - 1);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(expired).toHaveBeenCalledOnce();
});

test("nothing is waited for once the caller is gone, nor for a credential that does not expire", () => {
  const gone = new AbortController();
  atExpiry(new Date(Date.now() + 100 * DAY_MS), gone.signal, expect.unreachable);
  atExpiry(null, gone.signal, expect.unreachable);
  vi.advanceTimersByTime(50 * DAY_MS);
  gone.abort();
  expect(vi.getTimerCount()).toBe(0);
});
