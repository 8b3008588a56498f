import { expect, test } from "vitest";
import { exchange } from "../../src/services/exchange.ts";
import { sharedServices } from "../helpers/services.ts";

test("the Redis of a test run answers its password and nobody without it", async () => {
  const { port, password } = new URL(sharedServices().redis.url);
  expect(String(await exchange(Number(port), "PING\r\n"))).toContain("NOAUTH");
  expect(String(await exchange(Number(port), `AUTH ${password}\r\nPING\r\n`))).toContain("+OK");
});
