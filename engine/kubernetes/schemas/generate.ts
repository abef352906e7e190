/**
 * Writes generated/definitions.ts (OpenAPI definitions) and generated/types.ts (TypeScript types)
 * from the installed @kubernetes/client-node. Run by `npm run generate`; does nothing when the
 * files were made by these sources from this version.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { API_GROUPS, type ApiGroup } from './api-groups.ts';
import type { Definition, Schema } from './definitions.ts';
import { FIELD_DESCRIPTIONS } from './field-descriptions.ts';
import { type Attribute, type Model, readModels } from './model-files.ts';
import {
  ANY_FIELDS,
  INT_OR_STRING,
  MICRO_TIME,
  QUANTITY,
  QUANTITY_FIELDS,
  SPECIAL_DEFINITIONS,
  TIME,
} from './special-types.ts';
import { typescriptTypes } from './typescript-types.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUTPUT = join(HERE, 'generated');

const REFERENCE = /\b(?:[A-Z]\w*)?V\d\w*\b/;
const ARRAY = /^Array<(?<of>.*)>$/;
const MAP = /^\{ \[key: string\]: (?<of>.*); \}$/;

interface Claims {
  /** Model name → definition name. */
  readonly definitionNames: ReadonlyMap<string, string>;
  /** Definition name → TypeScript name. */
  readonly typeNames: ReadonlyMap<string, string>;
}

/** The type's name in Go: the model's name without the group and version that make it unique. */
function goName(modelName: string): string {
  return modelName.replace(/^(?:[A-Z][a-z]+)?V\d+(?:(?:alpha|beta)\d+)?/, '');
}

function reachable(group: ApiGroup, models: ReadonlyMap<string, Model>): Set<string> {
  const found = new Set(group.roots.split(' '));
  for (const name of found) {
    const model = models.get(name);
    if (model === undefined) throw new Error(`No model ${name}, wanted by ${group.package}`);
    for (const { type } of model.attributes) {
      const reference = REFERENCE.exec(type)?.[0];
      if (reference !== undefined && models.has(reference)) found.add(reference);
    }
  }
  return found;
}

function claim(models: ReadonlyMap<string, Model>): Claims {
  const definitionNames = new Map<string, string>();
  const typeNames = new Map<string, string>();
  const taken = new Set<string>();
  const add = (definitionName: string, prefix: string) => {
    const short = definitionName.slice(definitionName.lastIndexOf('.') + 1);
    const name = taken.has(short) ? prefix + short : short;
    taken.add(name);
    typeNames.set(definitionName, name);
  };
  for (const special of Object.keys(SPECIAL_DEFINITIONS)) add(special, '');
  for (const group of API_GROUPS) {
    for (const modelName of [...reachable(group, models)].sort()) {
      if (definitionNames.has(modelName)) continue;
      const definitionName = `${group.package}.${goName(modelName)}`;
      definitionNames.set(modelName, definitionName);
      add(definitionName, group.prefix);
    }
  }
  return { definitionNames, typeNames };
}

function scalarSchema(
  field: string,
  { type, format }: Pick<Attribute, 'type' | 'format'>,
  claims: Claims,
): Schema {
  if (type === 'any') return { ref: ANY_FIELDS.get(field) ?? fail(`no type known for ${field}`) };
  if (type === 'Date') return { ref: TIME };
  if (type === 'V1MicroTime') return { ref: MICRO_TIME };
  if (type === 'IntOrString') return { ref: INT_OR_STRING };
  if (type === 'string' && QUANTITY_FIELDS.has(field)) return { ref: QUANTITY };
  if (type === 'string' || type === 'boolean') return format === '' ? { type } : { type, format };
  if (type === 'number')
    return { type: format === 'double' ? 'number' : 'integer', format: format || 'int64' };
  return { ref: claims.definitionNames.get(type) ?? fail(`unknown type ${type} of ${field}`) };
}

function schemaOf(field: string, type: string, format: string, claims: Claims): Schema {
  const items = ARRAY.exec(type)?.groups?.of;
  if (items !== undefined) return { type: 'array', items: schemaOf(field, items, format, claims) };
  const values = MAP.exec(type)?.groups?.of;
  if (values !== undefined) {
    return { type: 'object', additionalProperties: schemaOf(field, values, format, claims) };
  }
  return scalarSchema(field, { type, format }, claims);
}

function definitionOf(model: Model, claims: Claims): Definition {
  const properties: Record<string, Schema> = {};
  for (const { wireName, type, format, description } of model.attributes) {
    const schema = schemaOf(`${goName(model.name)}.${wireName}`, type, format, claims);
    properties[wireName] = description === '' ? schema : { description, ...schema };
  }
  const required = model.attributes.filter((attribute) => attribute.required).map(({ wireName }) => wireName);
  return {
    description: model.description,
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Fills in the descriptions of references, which the client library lacks or takes from their target. */
function describeReferences(definitions: Readonly<Record<string, Definition>>): void {
  for (const { properties } of Object.values(definitions)) {
    for (const [field, schema] of Object.entries(properties ?? {})) {
      const target = schema.ref === undefined ? undefined : definitions[schema.ref]?.description;
      if (target === undefined || (schema.description !== undefined && schema.description !== target))
        continue;
      schema.description = FIELD_DESCRIPTIONS.get(field) ?? /^.*?\.(?= |$)/s.exec(target)?.[0] ?? target;
    }
  }
}

function fail(message: string): never {
  throw new Error(message);
}

/** Changes whenever the output would: the library's version and the sources of this generator. */
function fingerprint(version: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(HERE).sort()) {
    if (file.endsWith('.ts')) hash.update(readFileSync(join(HERE, file)));
  }
  return `// Generated from @kubernetes/client-node ${version} (${hash.digest('hex').slice(0, 16)}).\n`;
}

function isCurrent(header: string): boolean {
  return ['definitions.ts', 'types.ts'].every((file) => {
    const path = join(OUTPUT, file);
    return existsSync(path) && readFileSync(path, 'utf8').startsWith(header);
  });
}

/** Renamed into place, so that a reader never sees half a file. */
function write(file: string, text: string): void {
  const temporary = join(OUTPUT, `.${file}.${process.pid}`);
  writeFileSync(temporary, text);
  renameSync(temporary, join(OUTPUT, file));
}

/** Undefined where development dependencies aren't installed: then what was generated before is used. */
function packageFolder(): string | undefined {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve('@kubernetes/client-node'))));
  } catch {
    return undefined;
  }
}

function main(): void {
  const folder = packageFolder();
  if (folder === undefined) {
    if (isCurrent('')) return;
    fail('The Kubernetes schemas are generated from @kubernetes/client-node, which is not installed.');
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const header = fingerprint(version);
  if (isCurrent(header)) return;
  const models = readModels(join(folder, 'dist/gen/models'));
  const claims = claim(models);
  const definitions: Record<string, Definition> = { ...SPECIAL_DEFINITIONS };
  for (const [modelName, definitionName] of claims.definitionNames) {
    definitions[definitionName] = definitionOf(models.get(modelName) ?? fail(modelName), claims);
  }
  describeReferences(definitions);
  const json = JSON.stringify(definitions).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  mkdirSync(OUTPUT, { recursive: true });
  write(
    'definitions.ts',
    `${header}import type { Definition } from '../definitions.ts';\n\n` +
      `export const definitions: Record<string, Definition> = JSON.parse(\n  '${json}',\n);\n`,
  );
  write('types.ts', `${header}\n${typescriptTypes(definitions, claims.typeNames)}`);
}

main();
