import { writeFileSync } from "node:fs";
import { minifyIntrospection, preprocessIntrospection } from "gql.tada/internal";
import { introspectionFromSchema, printSchema } from "graphql";
import { ERROR_CODES } from "../domain/errors.ts";
import { buildApi } from "./schema.ts";

/** `npm run schema`: writes schema.graphql, and the types that the client reads from it. */
export const schemaText = (): string => `${printSchema(buildApi())}\n`;

export function clientTypes(): string {
  const schema = preprocessIntrospection(minifyIntrospection(introspectionFromSchema(buildApi())));
  const codes = Object.keys(ERROR_CODES).map((code) => `"${code}"`);
  return `// Written by \`npm run schema\`.\nexport type Schema = ${schema};\nexport type ErrorCode = ${codes.join(" | ")};\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync("schema.graphql", schemaText());
  writeFileSync("client/schema.ts", clientTypes());
}
