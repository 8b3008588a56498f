import { readFile } from "node:fs/promises";
import { badInput, TaskonomyError } from "../../domain/errors.ts";
import type { Caller } from "../../resolvers/roles.ts";
import { isLoopback } from "../trust.ts";
import { callerOfKey, parseApiKeys } from "./api-keys.ts";
import { type TokenIssuer, tokenReader } from "./tokens.ts";

/** Who sends this Authorization header. UNAUTHENTICATED where nobody known does. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

export interface AuthenticationOptions {
  host: string;
  corsOrigins: string[];
  callers: { apiKeysFile: string | null; jwt: TokenIssuer | null };
}

const ANYBODY: Caller = { name: "anybody", role: "admin", expires: null };

/** By API keys and tokens where they are set up, else everybody is admin: BAD_INPUT where `host` is open to other machines, or to other sites' pages. */
export async function openAuthentication({ host, corsOrigins, callers }: AuthenticationOptions): Promise<Authenticate> {
  const { apiKeysFile, jwt } = callers;
  if (apiKeysFile === null && jwt === null) {
    const open = isLoopback(host) ? null : `HOST ${host} lets other machines in`;
    const reached = open ?? (corsOrigins.length > 0 ? "CORS_ORIGINS lets pages of other sites in" : null);
    if (reached === null) return async () => ANYBODY;
    throw badInput(`${reached}, so callers must be known: set API_KEYS_FILE, JWT_SECRET or JWT_JWKS_URL`);
  }
  const keys = apiKeysFile === null ? [] : parseApiKeys(await readKeys(apiKeysFile), apiKeysFile);
  const readToken = jwt && tokenReader(jwt);
  return async (authorization) => {
    const [, credential] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (credential === undefined) {
      throw new TaskonomyError("UNAUTHENTICATED", "Authorization must be Bearer and an API key or a token");
    }
    const caller = callerOfKey(keys, credential) ?? (await readToken?.(credential));
    if (!caller) throw new TaskonomyError("UNAUTHENTICATED", "the API key or token is unknown, invalid or expired");
    return caller;
  };
}

const readKeys = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw badInput(`API_KEYS_FILE ${file} cannot be read (${error.code})`);
  });
