import { connect } from "node:net";

/**
 * Sends `request` to a loopback port and returns the first bytes that come back, null when nothing does within a
 * second: enough to see whether a service answers in its own protocol.
 */
export function exchange(port: number, request: Uint8Array | string): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    const settle = (answer: Buffer | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => settle(null));
    socket.once("data", settle);
    socket.once("error", () => settle(null));
    socket.once("end", () => settle(null));
  });
}
