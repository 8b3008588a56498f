import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../cypher");
const texts = new Map<string, string>();

/** The text of `cypher/<name>.cypher` without its heading comment, read once. */
export function statement(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = withoutComments(readFileSync(join(FOLDER, `${name}.cypher`), "utf8"));
    texts.set(name, text);
  }
  return text;
}

/** Drops lines that are comments. */
export const withoutComments = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("//"))
    .join("\n")
    .trim();
