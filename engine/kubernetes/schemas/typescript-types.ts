import type { Definition, Schema } from './definitions.ts';
import { FIELDS_V1, INT_OR_STRING, PATCH, RAW_EXTENSION } from './special-types.ts';

/** What a definition without properties is on the wire. */
function scalar(name: string, definition: Definition): string {
  if (name === INT_OR_STRING) return 'number | string';
  if (name === FIELDS_V1 || name === PATCH || name === RAW_EXTENSION) return 'Record<string, unknown>';
  if (definition.type === undefined) return 'unknown';
  return definition.type === 'object' ? 'Record<string, never>' : definition.type;
}

function typeOf(schema: Schema, names: ReadonlyMap<string, string>): string {
  if (schema.ref !== undefined) return names.get(schema.ref) ?? 'unknown';
  if (schema.items !== undefined) return `Array<${typeOf(schema.items, names)}>`;
  if (schema.additionalProperties !== undefined) {
    return `Record<string, ${typeOf(schema.additionalProperties, names)}>`;
  }
  if (schema.type === undefined || schema.type === 'array' || schema.type === 'object') return 'unknown';
  return schema.type === 'integer' ? 'number' : schema.type;
}

function declarationOf(name: string, definition: Definition, names: ReadonlyMap<string, string>): string {
  const typeName = names.get(name);
  if (definition.properties === undefined) return `export type ${typeName} = ${scalar(name, definition)};\n`;
  const required = new Set(definition.required);
  const lines = Object.entries(definition.properties).map(
    ([field, schema]) =>
      `  ${/^\w+$/.test(field) ? field : JSON.stringify(field)}${required.has(field) ? '' : '?'}: ${typeOf(schema, names)};\n`,
  );
  return `export interface ${typeName} {\n${lines.join('')}}\n`;
}

/** TypeScript declarations of the wire form of all definitions, and a table of those with fields by name. */
export function typescriptTypes(
  definitions: Readonly<Record<string, Definition>>,
  names: ReadonlyMap<string, string>,
): string {
  const entries = Object.entries(definitions);
  const declarations = entries.map(([name, definition]) => declarationOf(name, definition, names));
  const structs = entries.filter(([, definition]) => definition.properties !== undefined);
  const rows = structs.map(([name]) => `  '${name}': ${names.get(name)};\n`);
  return `${declarations.join('\n')}\nexport interface DefinitionTypes {\n${rows.join('')}}\n`;
}
