import type { KubernetesObject, ManagedFieldsEntry } from '../../object.ts';
import { sameJson } from '../equality.ts';
import { apiVersionOf, type Kind } from '../kind.ts';
import { isJsonObject, type JsonObject } from '../patch/json-object.ts';
import { compare } from './compare.ts';
import { applyConflict, type Conflict } from './conflicts.ts';
import { emptyObject } from './empty-object.ts';
import {
  difference,
  EMPTY,
  type FieldSet,
  intersection,
  isEmpty,
  recursiveDifference,
  union,
} from './field-set.ts';
import { allowedByLastApplied } from './last-applied.ts';
import { dropIdle, identifierOf, type Manager, readManagers, writeManagers } from './managers.ts';
import { merge } from './merge.ts';
import { removeItems, withNamedFields } from './remove-items.ts';
import { type Shape, shapeOf } from './shape.ts';
import { toFieldSet } from './to-field-set.ts';
import {
  dropOtherVersions,
  leave,
  resetFieldsOf,
  stripUnmanaged,
  takeOver,
  type Writer,
  withoutManagedFields,
  withoutReset,
} from './track.ts';

/** What an apply makes of an object: the object, not yet read as one of its kind, and who manages it then. */
export interface Applied {
  readonly object: JsonObject;
  readonly managedFields: ManagedFieldsEntry[] | undefined;
}

/** The manager of what was there before anybody applied or was tracked. */
const BEFORE_FIRST_APPLY = 'before-first-apply';
/** kubectl's own manager, which takes over what its client-side apply has left in an annotation. */
const KUBECTL = 'kubectl';

interface Application {
  readonly kind: Kind;
  readonly shape: Shape;
  readonly live: JsonObject;
  readonly configuration: JsonObject;
  readonly writer: Writer;
}

/**
 * Merges a configuration that fits its kind into the live object, and takes away what its manager applied before
 * and doesn't any more (structured-merge-diff's merge.Updater.Apply). @param live undefined: it is to be created
 * @throws ApiError 409 where others manage what it would change, unless forced
 */
export function applyConfiguration(
  kind: Kind,
  live: KubernetesObject | undefined,
  configuration: JsonObject,
  writer: Writer,
  force: boolean,
): Applied {
  const managers = readManagers(live?.metadata.managedFields ?? []) ?? new Map<string, Manager>();
  dropOtherVersions(kind, managers);
  const empty = emptyObject(kind.definition);
  const bare = live === undefined ? empty : withoutManagedFields(live);
  if (managers.size === 0) {
    takeOver(kind, bare, empty, { ...writer, manager: BEFORE_FIRST_APPLY }, managers);
  }
  const shape = shapeOf(kind.definition);
  const application = { kind, shape, live: isJsonObject(bare) ? bare : {}, configuration, writer };
  const result = attemptApply(application, managers, force);
  if ('object' in result) return result;
  const { conflicts } = result;
  const allowed =
    writer.manager === KUBECTL ? allowedByLastApplied(kind, shape, application.live) : undefined;
  const left = conflicts
    .map(({ manager, fields }) => ({ manager, fields: difference(fields, allowed ?? EMPTY) }))
    .filter(({ fields }) => !isEmpty(fields));
  if (left.length > 0) throw applyConflict(left, writer.subresource);
  const forced = attemptApply(application, managers, true);
  if ('object' in forced) return forced;
  throw applyConflict(forced.conflicts, writer.subresource);
}

function attemptApply(
  { kind, shape, live, configuration, writer }: Application,
  before: ReadonlyMap<string, Manager>,
  force: boolean,
): Applied | { readonly conflicts: readonly Conflict[] } {
  const managers = new Map(before);
  const apiVersion = apiVersionOf(kind);
  const { manager: name, subresource, time } = writer;
  const self = { name, operation: 'Apply', apiVersion, subresource } as const;
  const identifier = identifierOf(self);
  const last = managers.get(identifier);
  const reset = resetFieldsOf(kind, subresource);
  const applied = recursiveDifference(toFieldSet(shape, configuration), reset);
  managers.set(identifier, { ...self, time: last?.time, fields: applied });

  const merged = merge(shape, live, configuration);
  const object = prune(shape, merged, managers, last?.fields ?? EMPTY);
  const found = compare(shape, live, object);
  if (found !== undefined) {
    const { added, modified, removed } = withoutReset(found, reset);
    const conflicts = conflictsOf(managers, union(added, modified), identifier);
    if (conflicts.length > 0 && !force) return { conflicts };
    for (const { manager, fields } of conflicts) leaveOne(managers, manager, fields);
    leave(managers, removed, identifier);
  }
  dropIdle(managers);
  finish(managers, identifier, sameJson(live, object) ? undefined : time);
  return { object: isJsonObject(object) ? object : {}, managedFields: writeManagers(managers) };
}

function conflictsOf(managers: ReadonlyMap<string, Manager>, changed: FieldSet, self: string): Conflict[] {
  return [...managers]
    .filter(([identifier]) => identifier !== self)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, manager]) => ({ manager, fields: intersection(manager.fields, changed) }))
    .filter(({ fields }) => !isEmpty(fields));
}

function leaveOne(managers: Map<string, Manager>, manager: Manager, fields: FieldSet): void {
  managers.set(identifierOf(manager), { ...manager, fields: difference(manager.fields, fields) });
}

/** The applier's own entry: without what nobody manages, and with the time where it changed something. */
function finish(managers: Map<string, Manager>, identifier: string, time: string | undefined): void {
  const own = managers.get(identifier);
  if (own === undefined) return;
  const fields = stripUnmanaged(own.fields);
  if (isEmpty(fields)) managers.delete(identifier);
  else managers.set(identifier, { ...own, fields, time: time ?? own.time });
}

/**
 * Removes what the manager applied last time, not this time, and nobody else manages (merge.Updater.prune).
 * @param managers with the manager's new set already in
 */
function prune(
  shape: Shape,
  merged: unknown,
  managers: ReadonlyMap<string, Manager>,
  last: FieldSet,
): unknown {
  if (isEmpty(last)) return merged;
  const named = (set: FieldSet) => withNamedFields(set, shape);
  const pruned = removeItems(shape, merged, named(last));
  const all = named(toFieldSet(shape, merged));
  let owned: FieldSet = EMPTY;
  for (const { fields } of managers.values()) owned = union(owned, fields);
  const kept = union(named(toFieldSet(shape, pruned)), named(owned));
  const withOwned = removeItems(shape, merged, difference(all, kept));
  // What dangles, owned by nobody or only by updaters, isn't this manager's to remove.
  const left = named(toFieldSet(shape, withOwned));
  return removeItems(shape, merged, intersection(difference(all, left), named(last)));
}
