import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

test("an empty environment means the embedded services, loopback and a home in the working directory", () => {
  expect(readConfig({})).toEqual({
    neo4j: null,
    redisUrl: null,
    host: "127.0.0.1",
    port: 4000,
    callers: { apiKeysFile: null, jwt: null },
    rateLimit: 0,
    introspection: null,
    corsOrigins: [],
    home: resolve(".taskonomy"),
    traces: false,
    logLevel: null,
  });
});

test("given services win", () => {
  const config = readConfig({
    NEO4J_URI: "neo4j+s://graph.example:7687",
    NEO4J_USER: "reader",
    NEO4J_PASSWORD: "",
    NEO4J_DATABASE: "tasks",
    REDIS_URL: "rediss://:secret@queue.example:6380/1",
    PORT: "0",
  });
  expect(config.neo4j).toEqual({
    uri: "neo4j+s://graph.example:7687",
    user: "reader",
    password: "",
    database: "tasks",
  });
  expect(config.redisUrl).toBe("rediss://:secret@queue.example:6380/1");
  expect(config.port).toBe(0);
});

test("tokens are signed with a secret, or with the keys of an issuer for this audience", () => {
  const secret = "x".repeat(32);
  expect(readConfig({ JWT_SECRET: secret }).callers.jwt).toEqual({ secret, issuer: null, audience: null });
  const issuer = {
    JWT_JWKS_URL: "https://id.example/keys",
    JWT_ISSUER: "https://id.example",
    JWT_AUDIENCE: "taskonomy",
  };
  expect(readConfig(issuer).callers.jwt).toEqual({
    keysUrl: "https://id.example/keys",
    issuer: "https://id.example",
    audience: "taskonomy",
  });
});

test("known callers are limited unless something else is said", () => {
  expect(readConfig({ API_KEYS_FILE: "keys" }).rateLimit).toBe(600);
  expect(readConfig({ API_KEYS_FILE: "keys", RATE_LIMIT: "0" }).rateLimit).toBe(0);
  expect(readConfig({ RATE_LIMIT: "60" }).rateLimit).toBe(60);
});

test("other sites and introspection are as given", () => {
  const config = readConfig({ CORS_ORIGINS: "https://a.example,http://localhost:3000", INTROSPECTION: "off" });
  expect(config).toMatchObject({ corsOrigins: ["https://a.example", "http://localhost:3000"], introspection: false });
});

test("traces are sent where OpenTelemetry's variables name a collector", () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = "http://collector.example:4318";
  expect(readConfig({}).traces).toBe(false);
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT }).traces).toBe(true);
  expect(readConfig({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces` }).traces).toBe(
    true,
  );
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: "true" }).traces).toBe(false);
  expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: "" }).traces).toBe(false);
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, /OTEL_EXPORTER_OTLP_ENDPOINT must be a URL/],
  [{ CORS_ORIGINS: "*" }, /CORS_ORIGINS must be origins/],
  [{ CORS_ORIGINS: "https://a.example/" }, /CORS_ORIGINS must be origins/],
  [{ INTROSPECTION: "yes" }, /INTROSPECTION must be on or off/],
  [{ RATE_LIMIT: "-1" }, /RATE_LIMIT must be a whole number/],
  [{ JWT_SECRET: "a short secret" }, /JWT_SECRET must have 32 characters/],
  [{ JWT_SECRET: "", API_KEYS_FILE: "keys" }, /JWT_SECRET must have 32 characters/],
  [{ JWT_JWKS_URL: "https://id.example/keys", JWT_ISSUER: "secret" }, /JWT_AUDIENCE must be set with JWT_JWKS_URL/],
  [{ JWT_JWKS_URL: "https://id.example/keys", JWT_SECRET: "secret".repeat(6) }, /exclude each other/],
  [{ API_KEYS_FILE: "" }, /API_KEYS_FILE must not be empty/],
  [{ PORT: "70000" }, /PORT .*whole number from 0 to 65535/],
  [{ PORT: "4e3" }, /PORT/],
  [{ REDIS_URL: "localhost:6379" }, /REDIS_URL .*redis:\/\//],
  [{ NEO4J_URI: "http://:secret@localhost:7474", NEO4J_PASSWORD: "secret" }, /NEO4J_URI .*bolt:\/\//],
  [{ NEO4J_URI: "bolt://localhost:7687" }, /NEO4J_PASSWORD must be set/],
  [{ LOG_LEVEL: "loud, secret" }, /LOG_LEVEL must be one of trace, debug, .*silent/],
  [{ TASKONOMY_HOME: "" }, /TASKONOMY_HOME must not be empty/],
])("%j is refused by the name of the variable, without its value", (env, message) => {
  expect(() => readConfig(env)).toThrow(
    expect.objectContaining({ code: "BAD_INPUT", message: expect.stringMatching(message) }),
  );
  expect(() => readConfig(env)).not.toThrow(/secret/);
});
