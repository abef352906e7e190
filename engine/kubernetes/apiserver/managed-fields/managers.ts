import type { ManagedFieldsEntry } from '../../object.ts';
import { isJsonObject } from '../patch/json-object.ts';
import { type FieldSet, isEmpty, readFieldSet, union } from './field-set.ts';

/** What one manager has, and since when. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string | undefined;
  /** RFC 3339; absent where nothing was ever changed. */
  readonly time: string | undefined;
  readonly fields: FieldSet;
  /** What it was read from, where it is still as it was. */
  readonly entry?: ManagedFieldsEntry;
}

/** The managers of an object by their identifiers. */
export type Managers = ReadonlyMap<string, Manager>;

/** So many managers with the operation Update are told apart (managedfields.DefaultMaxUpdateManagers). */
const UPDATE_MANAGERS_MAX = 10;
const OLD_UPDATES = 'ancient-changes';

/** An applier is the same whatever version it applies in (BuildManagerIdentifier). */
export function identifierOf({
  name,
  operation,
  apiVersion,
  subresource,
}: Pick<Manager, 'name' | 'operation' | 'apiVersion' | 'subresource'>): string {
  const version = operation === 'Apply' ? {} : { apiVersion };
  return JSON.stringify({ manager: name, operation, ...version, subresource });
}

/** Reads metadata.managedFields; undefined where a client wrote something else into it. */
export function readManagers(entries: readonly ManagedFieldsEntry[]): Map<string, Manager> | undefined {
  const managers = new Map<string, Manager>();
  for (const entry of entries) {
    const manager = readEntry(entry);
    if (manager === undefined) return undefined;
    managers.set(identifierOf(manager), manager);
  }
  return managers;
}

function readEntry(entry: ManagedFieldsEntry): Manager | undefined {
  const { manager = '', operation, apiVersion = '', time, fieldsType, fieldsV1 = {}, subresource } = entry;
  if ((operation !== 'Apply' && operation !== 'Update') || apiVersion === '') return undefined;
  const fields = fieldsType === 'FieldsV1' ? setOf(fieldsV1) : undefined;
  if (fields === undefined) return undefined;
  return { name: manager, operation, apiVersion, subresource, time, fields, entry };
}

/** What was read once, and what was made here, by what stands in the entries. */
const known = new WeakMap<object, FieldSet>();

function setOf(value: unknown): FieldSet | undefined {
  if (!isJsonObject(value)) return undefined;
  const before = known.get(value);
  if (before !== undefined) return before;
  const read = readFieldSet(value);
  if (read === undefined) return undefined;
  const set = isAlike(value, read) ? value : read;
  known.set(value, set);
  return set;
}

/** True where a set was written as it is written here, which all stored ones were. */
function isAlike(value: object, set: FieldSet): value is FieldSet {
  return JSON.stringify(value) === JSON.stringify(set);
}

/** As metadata.managedFields has them, in upstream's order; undefined for none. */
export function writeManagers(managers: Managers): ManagedFieldsEntry[] | undefined {
  const sorted = [...managers.values()].sort(
    (a, b) =>
      order(a.operation, b.operation) ||
      order(a.time ?? '', b.time ?? '') ||
      order(a.name, b.name) ||
      order(a.apiVersion, b.apiVersion) ||
      order(a.subresource ?? '', b.subresource ?? ''),
  );
  return sorted.length === 0 ? undefined : sorted.map(writeEntry);
}

function writeEntry(manager: Manager): ManagedFieldsEntry {
  const { name, operation, apiVersion, time, fields, subresource, entry } = manager;
  if (entry !== undefined && entry.fieldsV1 === fields && entry.time === time) return entry;
  known.set(fields, fields);
  return {
    ...(name === '' ? {} : { manager: name }),
    operation,
    apiVersion,
    ...(time === undefined ? {} : { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Gathers the oldest updaters under one name per version once there are too many (capManagersManager). */
export function capUpdaters(managers: Map<string, Manager>): void {
  const updaters = [...managers].filter(([, { operation }]) => operation === 'Update');
  if (updaters.length <= UPDATE_MANAGERS_MAX) return;
  updaters.sort(([a, left], [b, right]) => order(left.time ?? '', right.time ?? '') || order(a, b));
  let count = updaters.length;
  const firsts = new Map<string, string>();
  for (const [identifier, manager] of updaters) {
    if (count <= UPDATE_MANAGERS_MAX) return;
    const { apiVersion } = manager;
    const first = firsts.get(apiVersion);
    if (first === undefined) {
      firsts.set(apiVersion, identifier);
      continue;
    }
    const bucket = { name: OLD_UPDATES, operation: 'Update', apiVersion, subresource: undefined } as const;
    const key = identifierOf(bucket);
    const before = managers.get(key) ?? managers.get(first);
    if (!managers.has(key)) managers.delete(first);
    managers.delete(identifier);
    managers.set(key, {
      ...bucket,
      time: manager.time,
      fields: union(manager.fields, before?.fields ?? {}),
    });
    count--;
  }
}

/** Drops the managers that have nothing. */
export function dropIdle(managers: Map<string, Manager>): void {
  for (const [identifier, { fields }] of managers) if (isEmpty(fields)) managers.delete(identifier);
}
