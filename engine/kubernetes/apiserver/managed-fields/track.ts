import type { KubernetesObject, ManagedFieldsEntry } from '../../object.ts';
import { sameJson } from '../equality.ts';
import { apiVersionOf, type Kind } from '../kind.ts';
import { isJsonObject } from '../patch/json-object.ts';
import { type Comparison, compare } from './compare.ts';
import { emptyObject } from './empty-object.ts';
import { difference, EMPTY, type FieldSet, isEmpty, recursiveDifference, union } from './field-set.ts';
import {
  capUpdaters,
  dropIdle,
  identifierOf,
  type Manager,
  readManagers,
  writeManagers,
} from './managers.ts';
import { ItemError } from './path-element.ts';
import { shapeOf } from './shape.ts';

/** Who writes, through what. */
export interface Writer {
  readonly manager: string;
  /** Undefined: the object itself. */
  readonly subresource: string | undefined;
  /** RFC 3339; undefined: the entry gets none. */
  readonly time: string | undefined;
}

/** What nobody manages (stripMetaManager). */
const UNMANAGED: FieldSet = {
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': {
    '.': {},
    'f:creationTimestamp': {},
    'f:generation': {},
    'f:managedFields': {},
    'f:name': {},
    'f:namespace': {},
    'f:resourceVersion': {},
    'f:selfLink': {},
    'f:uid': {},
  },
};

export function stripUnmanaged(fields: FieldSet): FieldSet {
  return difference(fields, UNMANAGED);
}

/** What a write through a subresource leaves as it is (the strategy's GetResetFields). */
export function resetFieldsOf(kind: Kind, subresource: string | undefined): FieldSet {
  if (subresource === 'status') return kind.statusResetFields ?? SPEC;
  return subresource === undefined && kind.hasStatus ? STATUS : EMPTY;
}

const SPEC: FieldSet = { 'f:spec': {} };
const STATUS: FieldSet = { 'f:status': {} };

export function withoutReset(comparison: Comparison, reset: FieldSet): Comparison {
  if (isEmpty(reset)) return comparison;
  return {
    added: recursiveDifference(comparison.added, reset),
    modified: recursiveDifference(comparison.modified, reset),
    removed: recursiveDifference(comparison.removed, reset),
  };
}

/** The managers a write starts from: those of the request where it has any that make sense, or the stored ones. */
function managersBefore(
  next: KubernetesObject,
  old: KubernetesObject | undefined,
  { subresource }: Writer,
): Map<string, Manager> {
  const stored = old?.metadata.managedFields;
  const given = next.metadata.managedFields;
  if (subresource === undefined && given !== undefined && given !== stored) {
    if (isReset(given)) return new Map();
    const managers = readManagers(given);
    if (managers !== undefined && managers.size > 0) return managers;
  }
  return readManagers(stored ?? []) ?? new Map();
}

/** `managedFields: []`, or `[{}]`, is how clients ask to forget them all. */
function isReset([first, ...more]: readonly ManagedFieldsEntry[]): boolean {
  return first === undefined || (more.length === 0 && Object.keys(first).length === 0);
}

/**
 * Sets metadata.managedFields of an object that is about to be written: the writer takes what it changed from
 * all others (managedfields.FieldManager.Update). An object without managers stays without, until it is applied.
 */
export function trackUpdate(
  kind: Kind,
  next: KubernetesObject,
  old: KubernetesObject | undefined,
  writer: Writer,
): void {
  const stored = old?.metadata.managedFields;
  const managers = managersBefore(next, old, writer);
  delete next.metadata.managedFields;
  if (managers.size === 0 && old !== undefined) return;
  const entries = takenOver(kind, next, old, writer, managers);
  if (entries === undefined) return;
  next.metadata.managedFields = stored !== undefined && sameJson(entries, stored) ? stored : entries;
}

/** An object with a list whose items can't be told apart is written all the same, without managers, as upstream does. */
function takenOver(
  kind: Kind,
  next: KubernetesObject,
  old: KubernetesObject | undefined,
  writer: Writer,
  managers: Map<string, Manager>,
): readonly ManagedFieldsEntry[] | undefined {
  try {
    takeOver(kind, next, old ?? emptyObject(kind.definition), writer, managers);
    return writeManagers(managers);
  } catch (error) {
    if (error instanceof ItemError) return undefined;
    throw error;
  }
}

/** Gives what differs between two states to the writer of the later one. @param managers changed in place */
export function takeOver(
  kind: Kind,
  next: object,
  old: object,
  { manager, subresource, time }: Writer,
  managers: Map<string, Manager>,
): void {
  const apiVersion = apiVersionOf(kind);
  const found = compare(shapeOf(kind.definition), withoutManagedFields(old), next);
  if (found !== undefined) {
    const { added, modified, removed } = withoutReset(found, resetFieldsOf(kind, subresource));
    const taken = union(added, modified);
    leave(managers, union(taken, removed));
    const own = stripUnmanaged(taken);
    if (!isEmpty(own)) {
      const self = { name: manager || 'unknown', operation: 'Update', apiVersion, subresource } as const;
      const identifier = identifierOf(self);
      const fields = union(own, managers.get(identifier)?.fields ?? EMPTY);
      managers.set(identifier, { ...self, time, fields });
    }
  }
  dropOtherVersions(kind, managers);
  dropIdle(managers);
  capUpdaters(managers);
}

/** Forgets who wrote in versions that aren't served any more, as upstream does. */
export function dropOtherVersions(kind: Kind, managers: Map<string, Manager>): void {
  const apiVersion = apiVersionOf(kind);
  for (const [identifier, one] of managers) if (one.apiVersion !== apiVersion) managers.delete(identifier);
}

/** An object as it is compared: who manages it is not part of what they manage. */
export function withoutManagedFields(object: object): object {
  if (!('metadata' in object) || !isJsonObject(object.metadata)) return object;
  const { managedFields: _managed, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** Takes fields from every manager but one. */
export function leave(managers: Map<string, Manager>, fields: FieldSet, except?: string): void {
  if (isEmpty(fields)) return;
  for (const [identifier, manager] of managers) {
    if (identifier === except) continue;
    const rest = difference(manager.fields, fields);
    if (rest !== manager.fields) managers.set(identifier, { ...manager, fields: rest });
  }
}
