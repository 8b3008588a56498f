import { once } from "node:events";
import WebSocket from "ws";

export interface Subscriber {
  socket: WebSocket;
  /** Events that came. */
  received(): number;
  close(): void;
}

/** A subscription of its own connection (graphql-ws), begun when this resolves; `onEvent` is called as a message arrives. */
export async function subscribe(
  url: string,
  query: string,
  variables: object,
  onEvent: () => void = () => {},
): Promise<Subscriber> {
  const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws", { perMessageDeflate: false });
  let received = 0;
  const say = (message: object): void => socket.send(JSON.stringify(message));
  await once(socket, "open");
  say({ type: "connection_init" });
  await once(socket, "message");
  const begun = new Promise<void>((resolve, reject) => {
    socket.on("message", (data) => {
      const { id, type, payload } = JSON.parse(String(data));
      if (type === "ping") say({ type: "pong" });
      // Answers to operations of a connection come in the order of asking: the subscription is there once this query is answered.
      else if (id === "begun") resolve();
      else if (type === "error" || payload?.errors) reject(new Error(JSON.stringify(payload)));
      else if (type === "next") {
        received++;
        onEvent();
      }
    });
  });
  say({ id: "feed", type: "subscribe", payload: { query, variables } });
  say({ id: "begun", type: "subscribe", payload: { query: "{ experiments(first: 1) { edges { node { id } } } }" } });
  await begun;
  return { socket, received: () => received, close: () => socket.terminate() };
}
