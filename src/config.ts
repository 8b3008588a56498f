import { resolve } from "node:path";
import { z } from "zod";
import { badInput } from "./domain/errors.ts";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Requests a minute where nothing else is said. */
const RATE_OF_KNOWN_CALLERS = 600;

/** The environment, checked. */
export interface Config {
  /** Null: the embedded Neo4j of `home`. */
  neo4j: { uri: string; user: string; password: string; database: string } | null;
  /** Null: the embedded Redis of `home`. */
  redisUrl: string | null;
  host: string;
  port: number;
  /** Absolute; holds all local state. */
  home: string;
  callers: Callers;
  /** Requests of one caller in a minute; 0: any number. */
  rateLimit: number;
  /** Whether clients may read the schema; null: on a loopback address only. */
  introspection: boolean | null;
  /** Of other sites whose pages may call the server. */
  corsOrigins: string[];
  /** Whether a collector of traces is named. OpenTelemetry's packages read the rest of their variables themselves. */
  traces: boolean;
  /** Null: what is usual for the process. */
  logLevel: (typeof LOG_LEVELS)[number] | null;
}

/** How the server knows its callers; both null: it does not, which only a loopback address allows. */
interface Callers {
  /** A file of lines `role sha256-of-key name`. */
  apiKeysFile: string | null;
  jwt: Jwt | null;
}

/** What a token must be signed with, and whom it must come from and be meant for where that is given. */
type Jwt = ({ secret: string } | { keysUrl: string }) & { issuer: string | null; audience: string | null };

const url = (schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}`,
  });

/** OpenTelemetry takes a variable that is empty for one that is not set. */
const unlessEmpty = <T extends z.ZodType>(type: T) => z.preprocess((text) => text || undefined, type.optional());

const environment = z.object({
  NEO4J_URI: url(["bolt:", "bolt+s:", "bolt+ssc:", "neo4j:", "neo4j+s:", "neo4j+ssc:"]).optional(),
  NEO4J_USER: z.string().min(1).default("neo4j"),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().min(1).default("neo4j"),
  REDIS_URL: url(["redis:", "rediss:"]).optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z
    .string()
    .default("4000")
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, "must be a whole number from 0 to 65535"),
  API_KEYS_FILE: z.string().min(1).optional(),
  JWT_SECRET: z.string().min(32, "must have 32 characters or more").optional(),
  JWT_JWKS_URL: url(["https:", "http:"]).optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  RATE_LIMIT: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number, 0 for none")
    .optional(),
  INTROSPECTION: z.enum(["on", "off"], "must be on or off").optional(),
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((origin) => origin !== ""))
    .refine((origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
      message: "must be origins as browsers send them (https://site.example), separated by commas",
    }),
  OTEL_EXPORTER_OTLP_ENDPOINT: unlessEmpty(url(["http:", "https:"])),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: unlessEmpty(url(["http:", "https:"])),
  OTEL_SDK_DISABLED: z.string().optional(),
  TASKONOMY_HOME: z.string().min(1).default(".taskonomy"),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).optional(),
});

/** Reads the configuration out of environment variables. BAD_INPUT names the variable that is wrong, never its value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw badInput(`The environment variable ${issue.path.join(".")} ${wording(issue)}`);
  }
  const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database } = parsed.data;
  if (uri !== undefined && password === undefined) {
    throw badInput(
      "The environment variable NEO4J_PASSWORD must be set with NEO4J_URI, empty where no password is asked",
    );
  }
  const callers = { apiKeysFile: parsed.data.API_KEYS_FILE ?? null, jwt: jwtOf(parsed.data) };
  const known = callers.apiKeysFile !== null || callers.jwt !== null;
  const { RATE_LIMIT = known ? RATE_OF_KNOWN_CALLERS : 0, INTROSPECTION: introspection } = parsed.data;
  return {
    neo4j: uri === undefined ? null : { uri, user, password: password ?? "", database },
    redisUrl: parsed.data.REDIS_URL ?? null,
    host: parsed.data.HOST,
    port: Number(parsed.data.PORT),
    callers,
    rateLimit: Number(RATE_LIMIT),
    introspection: introspection === undefined ? null : introspection === "on",
    corsOrigins: parsed.data.CORS_ORIGINS,
    home: resolve(parsed.data.TASKONOMY_HOME),
    traces: tracesOf(parsed.data),
    logLevel: parsed.data.LOG_LEVEL ?? null,
  };
}

const tracesOf = (env: z.infer<typeof environment>): boolean =>
  (env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined &&
  env.OTEL_SDK_DISABLED?.toLowerCase() !== "true";

function jwtOf(env: z.infer<typeof environment>): Jwt | null {
  const { JWT_SECRET: secret, JWT_JWKS_URL: keysUrl, JWT_ISSUER: issuer = null, JWT_AUDIENCE: audience = null } = env;
  if (secret !== undefined && keysUrl !== undefined) {
    throw badInput("The environment variables JWT_SECRET and JWT_JWKS_URL exclude each other");
  }
  if (keysUrl !== undefined && (issuer === null || audience === null)) {
    // Its issuer signs tokens for other services too.
    throw badInput("The environment variables JWT_ISSUER and JWT_AUDIENCE must be set with JWT_JWKS_URL");
  }
  if (secret !== undefined) return { secret, issuer, audience };
  return keysUrl === undefined ? null : { keysUrl, issuer, audience };
}

const wording = ({ code, message, ...issue }: z.core.$ZodIssue): string =>
  code === "too_small" && "minimum" in issue && issue.minimum === 1 ? "must not be empty" : message;
