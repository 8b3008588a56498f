import { expect, test } from "vitest";
import {
  databaseId,
  decodeCursor,
  encodeCursor,
  eventsAfter,
  latestCursor,
  latestSeq,
  resumeAfter,
} from "../../src/store/events.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

const graph = useGraph();

test("pages of a filtered feed are in order and hold every event once", async () => {
  const experiment = await importPublishedTable(graph(), "taskonomy2018");
  const filter = { experiment, target: "reshade", source: "rgb2depth" };
  const whole = await eventsAfter(graph(), { ...filter, seq: 0, first: 1000 });
  expect(whole.length).toBeGreaterThan(1);
  expect(whole.every(({ target, sources }) => target === "reshade" && sources.includes("rgb2depth"))).toBe(true);
  const paged = [];
  for (let seq = 0; ; seq = paged.at(-1)!.seq) {
    const page = await eventsAfter(graph(), { ...filter, seq, first: 2 });
    if (page.length === 0) break;
    paged.push(...page);
  }
  expect(paged).toEqual(whole);
});

test("a cursor is read back, and refused by another database or one that has not come so far", async () => {
  const database = await databaseId(graph());
  const seq = await latestSeq(graph());
  const [event] = await eventsAfter(graph(), { seq: seq - 1, first: 1 });
  const cursor = encodeCursor(database, event!);
  expect(decodeCursor(database, cursor)).toEqual({ seq, commit: event!.commit });
  expect(await resumeAfter(graph(), cursor)).toBe(seq);
  expect(await latestCursor(graph())).toBe(cursor);
  expect(await resumeAfter(graph(), "0")).toBe(0);

  const foreign = encodeCursor("00000000-0000-0000-0000-000000000000", event!);
  expect(() => decodeCursor(database, foreign)).toThrow(expect.objectContaining({ code: "CURSOR_FOREIGN" }));
  const ahead = encodeCursor(database, { ...event!, seq: seq + 1_000_000 });
  // A database that went on from a restored backup has other events of the same numbers.
  const undone = encodeCursor(database, { seq, commit: "00000000" });
  for (const gone of [ahead, undone]) {
    await expect(resumeAfter(graph(), gone)).rejects.toMatchObject({ code: "CURSOR_FOREIGN" });
  }
  for (const nonsense of ["", "1", "x", cursor.slice(4)]) {
    expect(() => decodeCursor(database, nonsense)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
  }
});
