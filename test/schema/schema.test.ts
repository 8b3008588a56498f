import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  print,
} from "graphql";
import { astFromValue } from "graphql/utilities/astFromValue.js";
import { describe, expect, test } from "vitest";
import { clientTypes, schemaText } from "../../src/resolvers/print.ts";
import { buildApi } from "../../src/resolvers/schema.ts";

const schema = buildApi();

test("schema.graphql is that of the code; `npm run schema` writes it anew", () => {
  expect(readFileSync(join(import.meta.dirname, "../../schema.graphql"), "utf8")).toBe(schemaText());
});

test("the client's types are those of the code; `npm run schema` writes them anew", () => {
  // Their difference would be long lines.
  expect(readFileSync(join(import.meta.dirname, "../../client/schema.ts"), "utf8") === clientTypes()).toBe(true);
});

describe("the core that users rely on is there", () => {
  const contract = parse(readFileSync(join(import.meta.dirname, "contract.graphql"), "utf8"));
  for (const definition of contract.definitions) {
    if (!("name" in definition) || !definition.name) continue;
    const name = definition.name.value;
    test(name, () => {
      const type = schema.getType(name);
      if (definition.kind === "EnumTypeDefinition" && isEnumType(type)) {
        expect(type.getValues().map((value) => value.name)).toEqual(
          expect.arrayContaining(definition.values!.map((value) => value.name.value)),
        );
        return;
      }
      if (definition.kind === "InputObjectTypeDefinition" && isInputObjectType(type)) {
        for (const field of definition.fields!)
          expect(type.getFields()[field.name.value]?.type.toString()).toBe(print(field.type));
        return;
      }
      if (definition.kind !== "ObjectTypeDefinition" || !isObjectType(type)) throw new Error(`${name} is missing`);
      for (const field of definition.fields!) expectField(type.getFields()[field.name.value], field);
    });
  }
});

function expectField(found: GraphQLField<unknown, unknown> | undefined, wanted: FieldDefinitionNode): void {
  expect(found?.type.toString(), wanted.name.value).toBe(print(wanted.type));
  for (const argument of wanted.arguments ?? []) {
    expect(argumentText(found!.args.find(({ name }) => name === argument.name.value)!)).toBe(wantedText(argument));
  }
  // Arguments added later must be optional.
  for (const { name, type } of found!.args) {
    if (!wanted.arguments?.some((argument) => argument.name.value === name)) expect(type.toString()).not.toMatch(/!$/);
  }
}

const wantedText = ({ name, type, defaultValue }: InputValueDefinitionNode): string =>
  `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ""}`;

function argumentText({ name, type, defaultValue }: GraphQLArgument): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return `${name}: ${type}${value ? ` = ${print(value)}` : ""}`;
}

test("every type, field, argument and value is described", () => {
  const missing: string[] = [];
  const check = (path: string, { description }: { description?: string | null | undefined }): void => {
    if (!description) missing.push(path);
  };
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.startsWith("__") || ["Query", "Mutation", "Subscription"].includes(name)) continue;
    check(name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${name}.${value.name}`, value);
  }
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.startsWith("__") || !(isObjectType(type) || isInputObjectType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${name}.${field.name}`, field);
      if ("args" in field)
        for (const argument of field.args) check(`${name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(missing).toEqual([]);
});
