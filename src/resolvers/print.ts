import { writeFileSync } from "node:fs";
import { printSchema } from "graphql";
import { buildApi } from "./schema.ts";

/** `npm run schema`: writes schema.graphql. */
export const schemaText = (): string => `${printSchema(buildApi())}\n`;

if (process.argv[1] === import.meta.filename) writeFileSync("schema.graphql", schemaText());
