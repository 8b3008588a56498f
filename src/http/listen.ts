import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { TaskonomyError } from "../domain/errors.ts";

/** SET_UP where the address cannot be listened on. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "another process listens there" : `it cannot be listened on (${code})`;
    throw new TaskonomyError("SET_UP", `HOST ${host}, PORT ${port}: ${reason}; set another PORT, 0 for any free one`);
  }
}

/** The same refusal before anything is started that would have to be stopped again. */
export async function requireFree({ host, port }: { host: string; port: number }): Promise<void> {
  const server = createServer();
  await listen(server, port, host);
  server.close();
  await once(server, "close");
}
