import { expect, test } from "vitest";
import { databaseId, decodeCursor, encodeCursor, eventsAfter, latestSeq, resumeAfter } from "../../src/store/events.ts";
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
  const cursor = encodeCursor(database, seq);
  expect(decodeCursor(database, cursor)).toBe(seq);
  expect(await resumeAfter(graph(), cursor)).toBe(seq);
  expect(await resumeAfter(graph(), "0")).toBe(0);

  const foreign = encodeCursor("00000000-0000-0000-0000-000000000000", 1);
  expect(() => decodeCursor(database, foreign)).toThrow(expect.objectContaining({ code: "CURSOR_FOREIGN" }));
  const ahead = encodeCursor(database, seq + 1_000_000);
  await expect(resumeAfter(graph(), ahead)).rejects.toMatchObject({ code: "CURSOR_FOREIGN" });
  for (const nonsense of ["", "1", "x", cursor.slice(4)]) {
    expect(() => decodeCursor(database, nonsense)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
  }
});
