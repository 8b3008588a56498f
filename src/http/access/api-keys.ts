import { createHash, timingSafeEqual } from "node:crypto";
import { badInput } from "../../domain/errors.ts";
import { type Caller, ROLES, type Role } from "../../resolvers/roles.ts";

export interface ApiKey {
  role: Role;
  /** SHA-256: keys are long and random, so nothing slower is needed. */
  hash: Buffer;
  name: string;
}

const LINE = /^(\S+)\s+([0-9a-f]{64})\s+(\S.*)$/i;

/** Lines `role sha256-of-key name`; empty ones and those that begin with # are left out. BAD_INPUT names file and line, not what it holds. */
export function parseApiKeys(text: string, file: string): ApiKey[] {
  const keys = text.split("\n").flatMap((line, i) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [, role, hash, name] = LINE.exec(line.trim()) ?? [];
    const known = ROLES.find((each) => each === role);
    if (known === undefined || hash === undefined || name === undefined) {
      const form = `role (${ROLES.join(", ")}), SHA-256 of the key in hexadecimal, name`;
      throw badInput(`${file}, line ${i + 1}: a line must be ${form}`);
    }
    return [{ role: known, hash: Buffer.from(hash, "hex"), name }];
  });
  if (keys.length === 0) throw badInput(`${file} holds no API key`);
  return keys;
}

/** Compares with every key in constant time. */
export function callerOfKey(keys: readonly ApiKey[], key: string): Caller | null {
  const hash = createHash("sha256").update(key).digest();
  const [found] = keys.filter((each) => timingSafeEqual(each.hash, hash));
  return found ? { name: found.name, role: found.role, expires: null } : null;
}
