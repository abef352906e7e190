import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A model class of the client library, as its files tell it. */
export interface Model {
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  /** As on the wire; the class may spell it otherwise (`_continue`). */
  readonly wireName: string;
  /** A TypeScript type, such as `Array<V1Container>`. */
  readonly type: string;
  readonly format: string;
  readonly required: boolean;
  readonly description: string;
}

const CLASS = /(?:\/\*\*\n\* (?<text>.*)\n\*\/\n)?export declare class /;
const PROPERTY = /(?: {4}\/\*\*\n {4}\* (?<text>.*)\n {4}\*\/\n)? {4}'(?<name>[^']+)'(?<optional>\??): /g;
const TYPE_MAP = /attributeTypeMap = (?<json>\[[\s\S]*?\n?\]);/;

/** All models of a folder of declarations (`.d.ts`) and code (`.js`), by class name. */
export function readModels(folder: string): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.d.ts')) continue;
    const name = file.slice(0, -'.d.ts'.length);
    const typeMap = TYPE_MAP.exec(readFileSync(join(folder, `${name}.js`), 'utf8'))?.groups?.json;
    if (typeMap === undefined) continue;
    models.set(name, parseModel(name, readFileSync(join(folder, file), 'utf8'), typeMap));
  }
  return models;
}

interface TypeMapEntry {
  name: string;
  baseName: string;
  type: string;
  format: string;
}

function parseModel(name: string, declaration: string, typeMap: string): Model {
  const entries: TypeMapEntry[] = JSON.parse(typeMap);
  const declared = new Map<string, { description: string; required: boolean }>();
  for (const { groups } of declaration.matchAll(PROPERTY)) {
    if (groups?.name === undefined) continue;
    declared.set(groups.name, { description: unescapeQuotes(groups.text), required: groups.optional === '' });
  }
  const attributes = entries.map((entry) => {
    const property = declared.get(entry.name);
    if (property === undefined) throw new Error(`${name} declares no property ${entry.name}`);
    return { wireName: entry.baseName, type: entry.type, format: entry.format, ...property };
  });
  return { name, description: unescapeQuotes(CLASS.exec(declaration)?.groups?.text), attributes };
}

function unescapeQuotes(text = ''): string {
  return text.replace(/\\(["'\\])/g, '$1');
}
