import { z } from 'zod';

/** Names of a schema's members in small letters; it follows from the schema. */
const namesOf = new WeakMap<z.ZodObject, ReadonlyMap<string, string>>();

/** Go reads the names of members whatever the case of their letters: gives them that of the schema's. */
export function inSchemaCase(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return inSchemaCase(schema.unwrap(), value);
  }
  if (schema instanceof z.ZodPipe) return inSchemaCase(schema.in, value);
  if (typeof value !== 'object' || value === null) return value;
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => inSchemaCase(schema.element, item));
  }
  if (Array.isArray(value)) return value;
  if (schema instanceof z.ZodRecord) {
    return mapped(value, (key, member) => [key, inSchemaCase(schema.valueType, member)]);
  }
  if (!(schema instanceof z.ZodObject)) return value;
  const names = lowerNames(schema);
  return mapped(value, (key, member) => {
    const name = Object.hasOwn(schema.shape, key) ? key : (names.get(key.toLowerCase()) ?? key);
    return [name, inSchemaCase(schema.shape[name], member)];
  });
}

function mapped(value: object, entry: (key: string, member: unknown) => readonly [string, unknown]): object {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => entry(key, member)));
}

function lowerNames(schema: z.ZodObject): ReadonlyMap<string, string> {
  const known = namesOf.get(schema);
  if (known !== undefined) return known;
  const names = new Map(Object.keys(schema.shape).map((name) => [name.toLowerCase(), name]));
  namesOf.set(schema, names);
  return names;
}
