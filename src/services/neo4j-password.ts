import { createHash, randomBytes } from "node:crypto";

const ITERATIONS = 1024;

/**
 * The line of data/dbms/auth.ini from which Neo4j 5 takes the password of its first user when it creates its system
 * database: what `neo4j-admin dbms set-initial-password` writes, which would show the password on a command line.
 * Digest: SHA-256 of salt and password, then of the digest itself, 1,024 times in all.
 */
export function initialPassword(user: string, password: string, salt: Buffer = randomBytes(32)): string {
  let digest = createHash("sha256").update(salt).update(password).digest();
  for (let round = 1; round < ITERATIONS; round++) digest = createHash("sha256").update(digest).digest();
  return `${user}:SHA-256,${digest.toString("hex")},${salt.toString("hex")},${ITERATIONS}:`;
}
