import { badInput, type TaskonomyError } from "../domain/errors.ts";

/** Neo4j's refusal of a statement (`Expected parameter(s): a, b`), with what the statement wants and what was given. */
export function missingParameters(message: string, text: string, given: string[]): TaskonomyError {
  const missing = /: (.*)$/m.exec(message)?.[1]?.split(", ") ?? [];
  const wanted = new Set([...text.matchAll(/\$`?(\w+)/g)].map(([, name]) => name));
  const used = given.filter((name) => wanted.has(name));
  return badInput(
    `the statement wants the parameters ${named([...missing, ...used])}: ` +
      `${named(missing)} ${missing.length === 1 ? "is" : "are"} not given, ${given.length === 0 ? "none is" : `given: ${named(given)}`}`,
  );
}

const named = (names: string[]): string =>
  names
    .toSorted()
    .map((name) => `$${name}`)
    .join(", ");
