import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheHome } from "../scripts/setup/cache.mjs";
import { freePort } from "../src/services/port.ts";
import type { Addresses } from "../src/services/services.ts";
import { eventually } from "./eventually.ts";
import type { ServiceName } from "./site.ts";

const VERSION = "2.5.0";

/** A network that can be spoilt between a Neo4j and a Redis and their clients: https://github.com/Shopify/toxiproxy, built by Go. */
export interface Network {
  /** The services as seen through it. */
  services: Addresses;
  /** Spoils what a service answers: a toxic of that project's list, until `heal`. */
  spoil(name: ServiceName, type: string, attributes: Record<string, number>): Promise<void>;
  /** Closes all connections to a service, and allows none until `heal`. */
  cut(name: ServiceName): Promise<void>;
  heal(name: ServiceName): Promise<void>;
  close(): void;
}

export async function openNetwork({ neo4j, redis }: Addresses): Promise<Network> {
  const port = await freePort();
  const server = spawn(program(), ["-host", "127.0.0.1", "-port", String(port)], {
    stdio: "ignore",
    env: { ...process.env, LOG_LEVEL: "fatal" },
  });
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: JSON.stringify(body) ?? null });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  const proxied = async (name: ServiceName, url: string): Promise<string> => {
    const upstream = new URL(url);
    const proxy = { name, upstream: upstream.host, listen: `127.0.0.1:${await freePort()}`, enabled: true };
    await call("POST", "/proxies", proxy);
    upstream.host = proxy.listen;
    return upstream.href;
  };
  await eventually(() => call("GET", "/proxies").then(Boolean, () => false), 30);
  return {
    services: {
      neo4j: { ...neo4j, uri: await proxied("neo4j", neo4j.uri) },
      redis: { url: await proxied("redis", redis.url) },
    },
    async spoil(name, type, attributes) {
      await call("POST", `/proxies/${name}/toxics`, { name: type, type, stream: "downstream", attributes });
    },
    async cut(name) {
      await call("POST", `/proxies/${name}`, { enabled: false });
    },
    async heal(name) {
      const { toxics } = (await call("GET", `/proxies/${name}`)) as { toxics: { name: string }[] };
      for (const toxic of toxics) await call("DELETE", `/proxies/${name}/toxics/${toxic.name}`);
      await call("POST", `/proxies/${name}`, { enabled: true });
    },
    close() {
      server.kill("SIGKILL");
    },
  };
}

/** Built into the cache where it is not there: needs Go. */
function program(): string {
  const folder = join(cacheHome, `toxiproxy-${VERSION}`);
  const built = join(folder, "server");
  if (existsSync(built)) return built;
  mkdirSync(folder, { recursive: true });
  const source = `github.com/Shopify/toxiproxy/v2/cmd/server@v${VERSION}`;
  execFileSync("go", ["install", source], { env: { ...process.env, GOBIN: folder }, stdio: "inherit" });
  return built;
}
