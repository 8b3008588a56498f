import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The right to run the embedded services of a home. The system takes it back when the process ends, however it ends. */
export interface Ownership {
  /** Resolves when no other process is using the services. */
  unused(): Promise<void>;
  release(): Promise<void>;
}

/** Another process that owns a home; it counts as a user of the services until `leave`, or until it ends. */
export interface Owner {
  pid: number;
  left: Promise<void>;
  leave(): void;
}

/**
 * Takes the ownership of a home, or returns null when a process has it. It is a listening local socket, which only one
 * process can have; who connects is told the owner's process id.
 */
export async function takeOwnership(home: string): Promise<Ownership | null> {
  const users = new Set<Socket>();
  const server = createServer((user) => {
    users.add(user);
    user.on("close", () => users.delete(user)).on("error", () => user.destroy());
    user.write(`${process.pid}\n`);
  });
  if (!(await listen(server, socketName(home)))) return null;
  return {
    async unused() {
      while (users.size > 0) await once([...users][0] as Socket, "close");
    },
    async release() {
      for (const user of users) user.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** The process that owns a home, or null when there is none. */
export async function findOwner(home: string): Promise<Owner | null> {
  const socket = connect(socketName(home));
  const left = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  const greeting = new Promise<string>((resolve) => {
    socket.once("data", (data) => resolve(String(data)));
    socket.once("error", () => resolve(""));
    socket.once("end", () => resolve(""));
  });
  const pid = Number(await greeting);
  if (pid > 0) return { pid, left, leave: () => socket.destroy() };
  socket.destroy();
  return null;
}

/** On Linux an abstract name, which leaves no file behind; elsewhere a file, whose remains are cleared away. */
function socketName(home: string): string {
  const hash = createHash("sha256").update(realpathSync(home)).digest("hex").slice(0, 24);
  const name = `taskonomy-graph-${process.getuid?.()}-${hash}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), name);
}

async function listen(server: Server, name: string): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    server.listen(name);
    try {
      await once(server, "listening");
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      if (name.startsWith("\0") || attempt > 0 || (await answers(name))) return false;
      rmSync(name, { force: true });
    }
  }
}

const answers = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(name, () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
