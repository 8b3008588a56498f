import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../helpers/eventually.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Answer, type Api, importText, openApi, TABLE_HEADER } from "./api.ts";

const SOURCES = ["edge2d", "edge3d", "keypoint2d", "reshade", "rgb2depth"];

let api: Api;
let id: string;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  id = uniqueName("stream");
  await store();
});

const store = () =>
  importText(api.graph, [TABLE_HEADER, ...SOURCES.map((source) => `denoise,${source},1,0.2,0.5,0.1`)].join("\n"), id);

interface Streamed {
  id: string;
  data: { cursor: string; affinity: number; transfer: { key: string } };
}

/** The first `count` events of a stream; heartbeats are left out. */
async function take(query: Record<string, string>, count: number, headers = {}): Promise<Streamed[]> {
  const gone = new AbortController();
  const response = await get(query, headers, gone.signal);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const events: Streamed[] = [];
  let text = "";
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const [, cursor, data] = /^id: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (data !== undefined) events.push({ id: cursor!, data: JSON.parse(data) });
    }
    if (events.length >= count) break;
  }
  gone.abort();
  return events.slice(0, count);
}

const get = (query: Record<string, string>, headers = {}, signal: AbortSignal | null = null): Promise<Response> =>
  fetch(new URL(`/events?${new URLSearchParams(query)}`, api.url), { headers, signal });

describe("GET /events", () => {
  test("gives every event in order, and goes on after Last-Event-ID, whatever `after` says", async () => {
    const events = await take({ experiment: id, after: "0" }, SOURCES.length);
    expect(events.map(({ data }) => data.transfer.key)).toEqual(SOURCES.map((source) => `${id}/${source}/denoise`));
    for (const event of events) expect(event.id).toBe(event.data.cursor);
    const rest = await take({ experiment: id, after: "0" }, 2, { "Last-Event-ID": events[1]!.id });
    expect(rest).toEqual(events.slice(2, 4));
  });

  test("filters by target and source, and gives events that come later", async () => {
    const later = take({ experiment: id, target: "denoise", source: "reshade", after: "0" }, 2);
    await store();
    // The second import replaced the first one's transfer by one of the same key.
    expect((await later).map(({ data }) => data.transfer.key)).toEqual(Array(2).fill(`${id}/reshade/denoise`));
  });

  test.each([
    [{ experiment: "nothing-of-this-name" }, 404, "NOT_FOUND"],
    [{ after: "nonsense" }, 400, "BAD_INPUT"],
    [{ of: "x" }, 400, "BAD_INPUT"],
    [{ after: Buffer.from("00000000-0000-4000-8000-000000000000:7").toString("base64url") }, 409, "CURSOR_FOREIGN"],
  ])("refuses %j before the stream begins", async (query, status, code) => {
    const response = await get(query as Record<string, string>);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Answer).errors![0]!.extensions.code).toBe(code);
  });

  test("is refused to a caller who has 100 open, until one of them ends", async () => {
    const gone = new AbortController();
    const open = await Promise.all(Array.from({ length: 100 }, () => get({ experiment: id }, {}, gone.signal)));
    expect(open.filter(({ status }) => status === 200)).toHaveLength(100);
    const refused = await get({ experiment: id });
    expect(refused.status).toBe(429);
    expect(((await refused.json()) as Answer).errors![0]!.extensions.code).toBe("RATE_LIMITED");
    gone.abort();
    const last = new AbortController();
    await eventually(async () => (await get({ experiment: id }, {}, last.signal)).status === 200);
    last.abort();
  });

  test("ends when its server does", async () => {
    const other = await openApi();
    const response = await fetch(new URL("/events", other.url));
    const text = response.text();
    await other.close();
    expect(await text).toBe("");
  });
});
