import { expect, test } from "vitest";
import { initialPassword } from "../../src/services/neo4j-password.ts";

test("the initial password is written as Neo4j writes it", () => {
  // From `neo4j-admin dbms set-initial-password secretsecret` of Neo4j 5.26.30, whose random salt is taken over.
  const salt = Buffer.from("c2a8711cd9a2b794cf042be79fd6488319b91626cbb0a40ef8b988895969b446", "hex");
  expect(initialPassword("neo4j", "secretsecret", salt)).toBe(
    "neo4j:SHA-256,4d910dd469939ae79f1de08f197362b7d6c40af2f150f3702a388b54115e7c67," +
      "c2a8711cd9a2b794cf042be79fd6488319b91626cbb0a40ef8b988895969b446,1024:",
  );
});
