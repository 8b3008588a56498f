import type { z } from "zod";
import { badInput } from "../domain/errors.ts";

const ALLOWED: Record<string, string> = {
  array: "a list",
  boolean: "true or false",
  number: "a finite number",
  object: "an object",
  string: "a text",
};

/** What a JSON text holds. Errors: BAD_INPUT. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput(`${file}: is no JSON`);
  }
}

/** A document that must have a shape. Errors: BAD_INPUT with the place within the document and what is allowed there. */
export function shaped<T>(shape: z.ZodType<T>, document: unknown, file: string): T {
  const parsed = shape.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const allowed = issue.code === "invalid_type" ? ALLOWED[issue.expected] : undefined;
  throw badInput(`${file}: ${issue.path.join(".") || "its contents"}: allowed is ${allowed ?? "another value"}`);
}
