import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphQLArgument, getNamedType, isLeafType, isRequiredArgument } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../src/resolvers/roles.ts";
import { buildApi } from "../../src/resolvers/schema.ts";
import { type Answer, type Api, openApi, post } from "./api.ts";
import { bySocket } from "./by-socket.ts";

/** What the documents promise; anything else is for every role. */
const TRAINER = ["cypher", "createExperiment", "startExperiment", "cancelExperiment", "trainTransfer"];
const ADMIN = ["deleteExperiment"];

const keys = Object.fromEntries(ROLES.map((role) => [role, randomBytes(32).toString("hex")])) as Record<Role, string>;
let api: Api;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
  const apiKeysFile = join(folder, "api-keys");
  const sha256 = (key: string) => createHash("sha256").update(key).digest("hex");
  await writeFile(apiKeysFile, ROLES.map((role) => `${role} ${sha256(keys[role])} key of a ${role}\n`).join(""));
  api = await openApi({ config: { callers: { apiKeysFile, jwt: null } } });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const schema = buildApi();
/** A value of the right type that names nothing, so that an operation which is allowed changes nothing. */
const VALUES: Record<string, string> = {
  "ID!": '"nothing-of-this-name"',
  "String!": '"nothing-of-this-name"',
  "[ID!]!": '["nothing-of-this-name"]',
  "Float!": "1",
  "[Float!]!": "[1]",
  "CreateExperimentInput!": '{ id: "x", preset: "no-preset" }',
};
const argument = ({ name, type }: GraphQLArgument): string => `${name}: ${VALUES[String(type)]}`;

const operations = [
  ["query", schema.getQueryType()!],
  ["mutation", schema.getMutationType()!],
  ["subscription", schema.getSubscriptionType()!],
] as const;
const fields = operations.flatMap(([kind, type]) =>
  Object.values(type.getFields()).map(({ name, args, type: answer }) => {
    const given = args.filter(isRequiredArgument).map(argument);
    // A feed would wait for its first event: one of no such experiment is refused at once.
    if (name === "transferComputed") given.push('experiment: "nothing-of-this-name"');
    const selection = isLeafType(getNamedType(answer)) ? "" : " { __typename }";
    return [name, `${kind} { ${name}${given.length > 0 ? `(${given.join(", ")})` : ""}${selection} }`] as const;
  }),
);
const transports: [string, (query: string, key: string) => Promise<Answer>][] = [
  ["HTTP", (query, key) => post(api.url, { query }, { authorization: `Bearer ${key}` })],
  ["WebSocket", (query, key) => bySocket(api.url, query, { authorization: `Bearer ${key}` })],
];

describe.each(transports)("over %s", (_transport, ask) => {
  test.each(fields)("%s is for those that its row of the table names", async (name, query) => {
    const allowed = ADMIN.includes(name) ? ["admin"] : TRAINER.includes(name) ? ["trainer", "admin"] : ROLES;
    const refused: Role[] = [];
    for (const role of ROLES) {
      const codes = (await ask(query, keys[role])).errors?.map(({ extensions }) => extensions.code) ?? [];
      if (codes.includes("FORBIDDEN")) refused.push(role);
      else for (const code of codes) expect(["NOT_FOUND", "BAD_INPUT"], query).toContain(code);
    }
    expect(refused).toEqual(ROLES.filter((role) => !allowed.includes(role)));
  });
});
