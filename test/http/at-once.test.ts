import { expect, test } from "vitest";
import { atOnce } from "../../src/http/at-once.ts";

test("each caller has a count of its own, and what has gone counts no more", () => {
  const count = atOnce(2, "streams");
  const [first, second] = [new AbortController(), new AbortController()];
  count("a", first.signal);
  count("a", second.signal);
  const third = (): void => count("a", new AbortController().signal);
  expect(third).toThrow(
    expect.objectContaining({
      code: "RATE_LIMITED",
      message: "2 streams of one caller at once are allowed: end one first",
    }),
  );
  count("b", first.signal);
  second.abort();
  third();
  expect(third).toThrow();
  // Gone before it was counted.
  count("b", AbortSignal.abort());
  count("b", new AbortController().signal);
});
