import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { connect, graphql } from "../../client/index.ts";

const LATEST = graphql("subscription { transferComputed { cursor } }");
const CONNECTION_LOST = (socket: WebSocket) => socket.terminate();
const REFUSED = (socket: WebSocket, id: string) => {
  const payload = [{ message: "too many", extensions: { code: "RATE_LIMITED" } }];
  socket.send(JSON.stringify({ id, type: "error", payload }));
};

test.each([
  ["begins with the shortest pause after each connection", CONNECTION_LOST, [250, 250, 250]],
  ["waits twice as long each time for a server that refuses", REFUSED, [250, 500, 1000]],
])("a loop without results %s", async (_what, failure, pauses) => {
  let subscriptions = 0;
  const server = new WebSocketServer({ port: 0, handleProtocols: () => "graphql-transport-ws" });
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      const { type, id } = JSON.parse(String(data));
      if (type === "connection_init") socket.send('{"type":"connection_ack"}');
      if (type !== "subscribe") return;
      if (++subscriptions <= pauses.length) failure(socket, id);
      else socket.send(JSON.stringify({ id, type: "complete" }));
    });
  });
  const timers = vi.spyOn(globalThis, "setTimeout");

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  expect(await connect({ url }).subscribe(LATEST).next()).toEqual({ done: true, value: undefined });
  // Others watch over the connection, for 5 seconds and longer.
  const waited = timers.mock.calls.map(([, ms]) => ms!).filter((ms) => ms > 100 && ms < 5000);
  expect(waited).toHaveLength(pauses.length);
  for (const [i, ms] of waited.entries()) {
    expect(ms).toBeGreaterThanOrEqual(pauses[i]! / 2);
    expect(ms).toBeLessThanOrEqual(pauses[i]!);
  }
  timers.mockRestore();
  server.close();
});
