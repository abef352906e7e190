import { parseTime } from '../../simulation/time.ts';
import type { Change, Entry } from '../apiserver/store.ts';
import type { Cluster } from '../cluster.ts';
import type { EventObject } from '../kinds/event.ts';

/** Whose events of which object are looked at together. */
interface Subject {
  readonly component: string;
  /** The node of a kubelet, or the instance of a scheduler. */
  readonly instance: string;
  readonly involvedObject: EventObject['involvedObject'];
}

/** An event, and what it says of when and how often it was written. */
export interface KnownEvent {
  readonly event: EventObject;
  /** NaN where it doesn't say. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly count: number;
}

/** client-go's getSpamKey: source and object. */
function keyOf({ component, instance, involvedObject }: Subject): string {
  const { kind, namespace = '', name, uid, apiVersion } = involvedObject;
  return [component, instance, kind, namespace, name, uid, apiVersion].join('\n');
}

function subjectOf({ source, reportingComponent, reportingInstance, involvedObject }: EventObject): Subject {
  const { component = '', host = '' } = source;
  return component === ''
    ? { component: reportingComponent, instance: reportingInstance, involvedObject }
    : { component, instance: host, involvedObject };
}

function known(event: EventObject): KnownEvent {
  const { firstTimestamp, lastTimestamp, count = 1 } = event;
  return { event, firstMs: parseTime(firstTimestamp), lastMs: parseTime(lastTimestamp), count };
}

function isEvent(object: Entry['object']): object is EventObject {
  return object.kind === 'Event' && 'involvedObject' in object;
}

/**
 * The events in the store by source and object: all that a recorder remembers. It is derived from the
 * store, so that what is recorded next is the same whether or not the server was restarted before.
 */
class KnownEvents {
  readonly #bySubject = new Map<string, Map<string, KnownEvent>>();

  constructor(cluster: Cluster) {
    for (const entry of cluster.store.entries('events')) this.#add(entry);
    cluster.store.observe((change) => this.#follow(change));
  }

  /** A handful, most of the time: the spam filter sees to it. Sorted by name. */
  of(subject: Subject): KnownEvent[] {
    const found = this.#bySubject.get(keyOf(subject));
    if (found === undefined) return [];
    return [...found.values()].sort((a, b) => (a.event.metadata.name < b.event.metadata.name ? -1 : 1));
  }

  #follow({ resource, event, entry, old }: Change): void {
    if (resource !== 'events') return;
    if (old !== undefined) this.#remove(old);
    if (event !== 'DELETED') this.#add(entry);
  }

  #add({ object }: Entry): void {
    if (!isEvent(object)) return;
    const key = keyOf(subjectOf(object));
    const events = this.#bySubject.get(key);
    if (events === undefined) this.#bySubject.set(key, new Map([[object.metadata.name, known(object)]]));
    else events.set(object.metadata.name, known(object));
  }

  #remove({ object }: Entry): void {
    if (!isEvent(object)) return;
    const key = keyOf(subjectOf(object));
    const events = this.#bySubject.get(key);
    events?.delete(object.metadata.name);
    if (events?.size === 0) this.#bySubject.delete(key);
  }
}

const indexes = new WeakMap<Cluster, KnownEvents>();

/** The events of a cluster that is loaded. */
export function knownEvents(cluster: Cluster): KnownEvents {
  let index = indexes.get(cluster);
  if (index === undefined) {
    index = new KnownEvents(cluster);
    indexes.set(cluster, index);
  }
  return index;
}
