import type { Revision } from '../../../db/sandbox/changes.ts';
import type { SandboxDatabase } from '../../../db/sandbox/database.ts';
import { OBJECT_BYTES_MAX } from '../../limits.ts';
import type { KubernetesObject } from '../object.ts';
import { type Kind, resourceOf } from './kind.ts';
import { tooLarge } from './status.ts';

/** An object as it stands at a revision, with the JSON it is stored and sent as. */
export interface Entry {
  readonly object: KubernetesObject;
  readonly text: string;
  readonly revision: number;
}

/** A change that is committed (to watchers) or about to be (to controllers). */
export interface Change {
  readonly id: number;
  readonly event: Revision['event'];
  readonly resource: string;
  /** After the change; of a deletion, the last state. */
  readonly entry: Entry;
  /** Before the change. */
  readonly old: Entry | undefined;
}

/** Who changes something: it is written into the log. */
export interface Author {
  readonly user: string;
  readonly verb: string;
  readonly manager: string;
}

/** The objects of a resource in one namespace; cluster-scoped ones are in the namespace ''. */
interface Shelf {
  readonly entries: Map<string, Entry>;
  /** Names in etcd's order, or undefined after one came or went. */
  sorted: string[] | undefined;
}

/** Namespace and name in one key that sorts as etcd's paths do. */
function storeKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/**
 * The objects of a cluster: the current ones parsed in memory (the watch cache), every change appended to
 * the revision log. Writes gather until `takeUncommitted` hands them to the transaction that commits them.
 */
export class ObjectStore {
  readonly #db: SandboxDatabase;
  /** By resource, then by namespace: to look one up takes no new string. */
  readonly #resources = new Map<string, Map<string, Shelf>>();
  #revision = 0;
  #compacted = 0;
  #compactTo: number | undefined;
  #pending: Revision[] = [];
  #uncommitted: Change[] = [];
  readonly #observers: ((change: Change) => void)[] = [];

  constructor(db: SandboxDatabase) {
    this.#db = db;
  }

  /**
   * Calls back at each write, before its commit. To derive an index, observe before `load`, which tells of
   * every stored object as ADDED.
   */
  observe(observer: (change: Change) => void): void {
    this.#observers.push(observer);
  }

  load(rows: readonly Revision[], position: { revision: number; compacted: number }): void {
    this.#revision = position.revision;
    this.#compacted = position.compacted;
    for (const row of rows) {
      const entry = entryOf(row);
      this.#keep(row.resource, row.namespace, row.name, entry);
      this.#tell({ id: row.id, event: 'ADDED', resource: row.resource, entry, old: undefined });
    }
  }

  /** The log's last position. */
  get revision(): number {
    return this.#revision;
  }

  /** Revisions up to here may be gone. */
  get compacted(): number {
    return this.#compacted;
  }

  entry(resource: string, namespace: string, name: string): Entry | undefined {
    return this.#resources.get(resource)?.get(namespace)?.entries.get(name);
  }

  get<T extends KubernetesObject>(kind: Kind<T>, namespace: string, name: string): T | undefined {
    return typed<T>(this.entry(resourceOf(kind), namespace, name)?.object);
  }

  /** All of a resource, or of one namespace, in etcd's order: by namespace, then by name. */
  entries(resource: string, namespace?: string): Entry[] {
    const shelves = this.#resources.get(resource);
    if (shelves === undefined) return [];
    const namespaces = namespace === undefined ? [...shelves.keys()] : [namespace];
    const found: Entry[] = [];
    for (const each of namespaces.sort((a, b) => byCodeUnit(storeKey(a, ''), storeKey(b, '')))) {
      const shelf = shelves.get(each);
      if (shelf === undefined) continue;
      shelf.sorted ??= [...shelf.entries.keys()].sort(byCodeUnit);
      for (const name of shelf.sorted) {
        const entry = shelf.entries.get(name);
        if (entry !== undefined) found.push(entry);
      }
    }
    return found;
  }

  list<T extends KubernetesObject>(kind: Kind<T>, namespace?: string): T[] {
    return this.entries(resourceOf(kind), namespace).map((entry) => trusted<T>(entry.object));
  }

  count(resource: string): number {
    let count = 0;
    for (const { entries } of this.#resources.get(resource)?.values() ?? []) count += entries.size;
    return count;
  }

  /**
   * Writes the object under its kind, namespace and name, at the next revision. The object is the store's
   * from here on. @param at ms of virtual time
   */
  put(kind: Kind, object: KubernetesObject, author: Author, at: number): Entry {
    const resource = resourceOf(kind);
    const old = this.entry(resource, object.metadata.namespace ?? '', object.metadata.name);
    return this.#append(resource, old === undefined ? 'ADDED' : 'MODIFIED', object, old, author, at);
  }

  /** Removes the object; its last state is logged with the revision of the removal. */
  remove(kind: Kind, object: KubernetesObject, author: Author, at: number): Entry {
    const resource = resourceOf(kind);
    const old = this.entry(resource, object.metadata.namespace ?? '', object.metadata.name);
    const last = { ...object, metadata: { ...object.metadata } };
    return this.#append(resource, 'DELETED', last, old, author, at);
  }

  /** The changes since the last call, for the commit, and for the watchers once it is done. */
  takeUncommitted(): { revisions: Revision[]; changes: Change[]; compactTo: number | undefined } {
    const taken = { revisions: this.#pending, changes: this.#uncommitted, compactTo: this.#compactTo };
    this.#compactTo = undefined;
    this.#pending = [];
    this.#uncommitted = [];
    return taken;
  }

  /** Committed changes after a revision, for a watch that resumes or a restart. Oldest first. */
  changesAfter(revision: number, resource?: string): Change[] {
    const rows = this.#db.revisionsAfter(revision, resource);
    const replaced = rows.flatMap((row) => (row.previous === null ? [] : [row.previous]));
    const previous = this.#db.revisionsById(replaced);
    return rows.map((row) => ({
      id: row.id,
      event: row.event,
      resource: row.resource,
      entry: entryOf(row),
      old: row.previous === null ? undefined : mapDefined(previous.get(row.previous), entryOf),
    }));
  }

  /** A resource as it was at an earlier revision that isn't compacted, in etcd's order. */
  entriesAt(revision: number, resource: string, namespace?: string): Entry[] {
    const entries = new Map(
      this.entries(resource, namespace).map((entry) => [
        storeKey(entry.object.metadata.namespace ?? '', entry.object.metadata.name),
        entry,
      ]),
    );
    const undone = new Set<string>();
    for (const change of this.changesAfter(revision, resource)) {
      const { namespace: of, name } = change.entry.object.metadata;
      const key = storeKey(of ?? '', name);
      if (undone.has(key) || (namespace !== undefined && of !== namespace)) continue;
      undone.add(key);
      if (change.old === undefined) entries.delete(key);
      else entries.set(key, change.old);
    }
    return [...entries].sort(([a], [b]) => byCodeUnit(a, b)).map(([, entry]) => entry);
  }

  /** Forgets, with the next commit, the states that were replaced before a moment of virtual time. */
  compactBefore(at: number): void {
    const revision = this.#revisionAt(at);
    if (revision <= this.#compacted) return;
    this.#compacted = revision;
    this.#compactTo = revision;
  }

  /** The newest revision at or before a moment: one that waits for the commit, or one that is stored. */
  #revisionAt(at: number): number {
    const pending = this.#pending.findLast((revision) => revision.at <= at);
    if (pending !== undefined) return pending.id;
    // A newborn's log holds nothing yet: it need not be asked.
    const stored = this.#revision - this.#pending.length;
    return stored <= this.#compacted ? 0 : this.#db.revisionAt(at);
  }

  #append(
    resource: string,
    event: Revision['event'],
    object: KubernetesObject,
    old: Entry | undefined,
    author: Author,
    at: number,
  ): Entry {
    const id = this.#revision + 1;
    object.metadata.resourceVersion = String(id);
    const text = JSON.stringify(object);
    if (isTooLarge(text)) throw tooLarge(`Request entity too large: limit is ${OBJECT_BYTES_MAX}`);
    this.#revision = id;
    const entry = { object, text, revision: id };
    const { namespace = '', name } = object.metadata;
    this.#keep(resource, namespace, name, event === 'DELETED' ? undefined : entry);
    const previous = old?.revision ?? null;
    this.#pending.push({ id, at, event, resource, namespace, name, previous, object: text, ...author });
    const change = { id, event, resource, entry, old };
    this.#uncommitted.push(change);
    this.#tell(change);
    return entry;
  }

  #tell(change: Change): void {
    for (const observer of this.#observers) observer(change);
  }

  #keep(resource: string, namespace: string, name: string, entry: Entry | undefined): void {
    const shelf = this.#shelf(resource, namespace);
    const known = shelf.entries.size;
    if (entry === undefined) shelf.entries.delete(name);
    else shelf.entries.set(name, entry);
    if (shelf.entries.size !== known) shelf.sorted = undefined;
    if (shelf.entries.size === 0) this.#resources.get(resource)?.delete(namespace);
  }

  #shelf(resource: string, namespace: string): Shelf {
    let shelves = this.#resources.get(resource);
    if (shelves === undefined) {
      shelves = new Map();
      this.#resources.set(resource, shelves);
    }
    let shelf = shelves.get(namespace);
    if (shelf === undefined) {
      shelf = { entries: new Map(), sorted: undefined };
      shelves.set(namespace, shelf);
    }
    return shelf;
  }
}

/** A character takes at most three bytes: only what could be too large is measured. */
function isTooLarge(text: string): boolean {
  return text.length > OBJECT_BYTES_MAX / 3 && new TextEncoder().encode(text).byteLength > OBJECT_BYTES_MAX;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mapDefined<A, B>(value: A | undefined, map: (value: A) => B): B | undefined {
  return value === undefined ? undefined : map(value);
}

function entryOf(row: Revision): Entry {
  return { object: parseStored(row.object), text: row.object, revision: row.id };
}

function parseStored(text: string): KubernetesObject {
  return JSON.parse(text);
}

/** What is stored under a kind was checked against it at the door: the one place where that is relied on. */
function trusted<T extends KubernetesObject>(object: KubernetesObject): T;
function trusted(object: KubernetesObject): KubernetesObject {
  return object;
}

function typed<T extends KubernetesObject>(object: KubernetesObject | undefined): T | undefined {
  return object === undefined ? undefined : trusted<T>(object);
}
