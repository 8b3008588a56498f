import { expect, test } from "vitest";
import { openTogether } from "../src/open-together.ts";

test("closes everything in the opposite order, even where one fails, and throws the first failure", async () => {
  const closed: string[] = [];
  const closing = (name: string, failure?: Error) => async () => {
    closed.push(name);
    if (failure) throw failure;
  };
  const { value, close } = await openTogether(async (onClose) => {
    onClose(closing("services"));
    onClose(closing("graph", new Error("graph")));
    onClose(closing("server", new Error("server")));
    return { value: 1 };
  });
  expect(value).toBe(1);
  await expect(close()).rejects.toThrow("server");
  expect(closed).toEqual(["server", "graph", "services"]);
  await close();
  expect(closed).toHaveLength(3);
});

test("what was opened before a failure is closed, and the failure thrown", async () => {
  const closed: string[] = [];
  const opening = openTogether(async (onClose) => {
    onClose(async () => void closed.push("services"));
    onClose(() => Promise.reject(new Error("close")));
    throw new Error("port in use");
  });
  await expect(opening).rejects.toThrow("port in use");
  expect(closed).toEqual(["services"]);
});
