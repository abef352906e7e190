import type { Cluster } from '../cluster.ts';
import { type Kind, resourceOf } from './kind.ts';
import { type Selection, selects } from './list.ts';
import { type ApiError, expired, type Status, tooLargeResourceVersion } from './status.ts';
import type { Change, Entry, ObjectStore } from './store.ts';

export interface WatchOptions {
  /** 0: wherever the server likes to begin. */
  readonly resourceVersion: number;
  readonly allowWatchBookmarks: boolean;
  /**
   * True: the state first, then a bookmark that says it was all (WatchList). False: only what changes.
   * Undefined: the state first if there is no resourceVersion to go on from.
   */
  readonly sendInitialEvents: boolean | undefined;
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly entry: Entry }
  | { readonly type: 'BOOKMARK'; readonly revision: number; readonly initialEventsEnd: boolean }
  | { readonly type: 'ERROR'; readonly status: Status }
  /** The server lets go: the client may come back. */
  | { readonly type: 'END' };

export type WatchSink = (event: WatchEvent) => void;

interface Watcher {
  readonly receive: (change: Change) => void;
  readonly end: () => void;
}

/** Who is watching what: committed changes are handed to each of them, in order. */
export class Watchers {
  readonly #byResource = new Map<string, Set<Watcher>>();

  get count(): number {
    let count = 0;
    for (const watchers of this.#byResource.values()) count += watchers.size;
    return count;
  }

  add(resource: string, watcher: Watcher): () => void {
    const watchers = this.#byResource.get(resource) ?? new Set();
    this.#byResource.set(resource, watchers.add(watcher));
    return () => watchers.delete(watcher);
  }

  /** Ends every watch, as a server does that shuts down. */
  end(): void {
    for (const watchers of this.#byResource.values()) for (const { end } of watchers) end();
    this.#byResource.clear();
  }

  publish(changes: readonly Change[]): void {
    for (const change of changes) {
      for (const { receive } of this.#byResource.get(change.resource) ?? []) receive(change);
    }
  }
}

/** What a change is to somebody who sees only the selected objects: one that leaves the selection is deleted. */
function eventFor(kind: Kind, selection: Selection, change: Change): WatchEvent | undefined {
  const { namespace } = selection;
  if (namespace !== undefined && change.entry.object.metadata.namespace !== namespace) return undefined;
  const is = change.event !== 'DELETED' && selects(kind, selection, change.entry.object);
  const was = change.old !== undefined && selects(kind, selection, change.old.object);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', entry: change.entry };
  if (!was) return undefined;
  return { type: 'DELETED', entry: change.event === 'DELETED' ? change.entry : left(change) };
}

/** An object that left the selection is shown as it last was in it, at the revision at which it left. */
function left({ entry, old }: Change): Entry {
  if (old === undefined) return entry;
  const metadata = { ...old.object.metadata, resourceVersion: String(entry.revision) };
  const object = { ...old.object, metadata };
  return { object, text: JSON.stringify(object), revision: entry.revision };
}

/**
 * Sends what happened since a revision, then everything as it is committed, until the returned function is
 * called. Without a revision (or with 0) the present state comes first.
 */
export function watch(
  cluster: Cluster,
  kind: Kind,
  selection: Selection,
  options: WatchOptions,
  sink: WatchSink,
): () => void {
  const { store, watchers } = cluster;
  const resource = resourceOf(kind);
  const { resourceVersion, sendInitialEvents } = options;
  const wantsState = sendInitialEvents ?? resourceVersion === 0;
  const refusal = refusalOf(store, resourceVersion, wantsState);
  if (refusal !== undefined) {
    sink({ type: 'ERROR', status: refusal.status });
    return () => {};
  }
  const since = wantsState || resourceVersion === 0 ? store.revision : resourceVersion;
  if (wantsState) {
    for (const entry of store.entries(resource, selection.namespace)) {
      if (selects(kind, selection, entry.object)) sink({ type: 'ADDED', entry });
    }
    if (sendInitialEvents === true && options.allowWatchBookmarks) {
      sink({ type: 'BOOKMARK', revision: store.revision, initialEventsEnd: true });
    }
  } else if (since < store.revision) {
    for (const change of store.changesAfter(since, resource)) forward(change);
  }
  function forward(change: Change): void {
    const event = eventFor(kind, selection, change);
    if (event !== undefined && change.id > since) sink(event);
  }
  return watchers.add(resource, { receive: forward, end: () => sink({ type: 'END' }) });
}

/** Why a watch can't begin where it is wanted, if it can't: once a stream has begun, that is an event. */
function refusalOf(store: ObjectStore, resourceVersion: number, wantsState: boolean): ApiError | undefined {
  // The state is at least as new as any revision that has been; a watch without it may wait for one to come.
  if (wantsState && resourceVersion > store.revision) {
    return tooLargeResourceVersion(String(resourceVersion), store.revision);
  }
  if (wantsState || resourceVersion === 0 || resourceVersion >= store.compacted) return undefined;
  return expired(`too old resource version: ${resourceVersion} (${store.compacted})`);
}
