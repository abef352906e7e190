/** What a test knows of a ConfigMap. */
export interface ModelObject {
  readonly namespace: string;
  readonly name: string;
  /** The value of its label `tier`, if it has one. */
  readonly tier: string | undefined;
  /** What its data says. */
  readonly value: string | undefined;
  readonly revision: number;
}

/** A change, as its writer was told of it. */
interface ModelChange {
  readonly revision: number;
  /** Undefined: it was made by this change. */
  readonly old: ModelObject | undefined;
  /** After the change; of a deletion, the last state. */
  readonly object: ModelObject;
  readonly deleted: boolean;
}

export interface ModelEvent {
  readonly type: string;
  readonly object: ModelObject;
}

/** The label selectors that the model understands, each said in plain words. */
const LABEL_SELECTORS: Readonly<Record<string, (tier: string | undefined) => boolean>> = {
  '': () => true,
  'tier=a': (tier) => tier === 'a',
  'tier!=a': (tier) => tier !== 'a',
  'tier in (a,b)': (tier) => tier === 'a' || tier === 'b',
  '!tier': (tier) => tier === undefined,
};

export const MODEL_LABEL_SELECTORS = Object.keys(LABEL_SELECTORS);

export interface ModelSelection {
  /** Undefined: all. */
  readonly namespace: string | undefined;
  readonly labelSelector: string;
  /** Undefined: any name. */
  readonly name: string | undefined;
}

function selects({ namespace, labelSelector, name }: ModelSelection, object: ModelObject): boolean {
  return (
    (namespace === undefined || namespace === object.namespace) &&
    (name === undefined || name === object.name) &&
    LABEL_SELECTORS[labelSelector]?.(object.tier) === true
  );
}

const keyOf = ({ namespace, name }: ModelObject) => `${namespace}/${name}`;

/**
 * The simplest thing that can be said of a watch: a list of all changes. Whatever a server does with caches, logs and
 * restarts, who watches from a revision sees what this list has after it.
 */
export class WatchModel {
  readonly #initial: ReadonlyMap<string, ModelObject>;
  readonly #changes: ModelChange[] = [];
  readonly #current: Map<string, ModelObject>;

  constructor(initial: readonly ModelObject[]) {
    this.#initial = new Map(initial.map((object) => [keyOf(object), object]));
    this.#current = new Map(this.#initial);
  }

  get(namespace: string, name: string): ModelObject | undefined {
    return this.#current.get(`${namespace}/${name}`);
  }

  /** Notes an answer to a write; one that changed nothing leaves the revision as it was. */
  wrote(object: ModelObject, deleted = false): void {
    const old = this.#current.get(keyOf(object));
    if (old?.revision === object.revision) return;
    this.#changes.push({ revision: object.revision, old, object, deleted });
    if (deleted) this.#current.delete(keyOf(object));
    else this.#current.set(keyOf(object), object);
  }

  /** What a list shows at a revision; by default now. */
  list(selection: ModelSelection, revision = Number.POSITIVE_INFINITY): ModelObject[] {
    const state = new Map(this.#initial);
    for (const change of this.#changes) {
      if (change.revision > revision) break;
      if (change.deleted) state.delete(keyOf(change.object));
      else state.set(keyOf(change.object), change.object);
    }
    return [...state.values()]
      .filter((object) => selects(selection, object))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  /** What a watch from a revision has to show. */
  eventsAfter(selection: ModelSelection, revision: number): ModelEvent[] {
    return this.#changes.flatMap((change): ModelEvent[] => {
      if (change.revision <= revision) return [];
      const was = change.old !== undefined && selects(selection, change.old);
      const is = !change.deleted && selects(selection, change.object);
      if (is) return [{ type: was ? 'MODIFIED' : 'ADDED', object: change.object }];
      if (!was || change.old === undefined) return [];
      // What leaves the selection is shown as it was in it, at the revision at which it left.
      const last = change.deleted ? change.object : change.old;
      return [{ type: 'DELETED', object: { ...last, revision: change.revision } }];
    });
  }
}

/** What the model knows of an object that was read from somewhere. */
export function modelObject(object: {
  readonly metadata: {
    readonly namespace?: string;
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly resourceVersion: string;
  };
  readonly data?: Readonly<Record<string, string>>;
}): ModelObject {
  const { namespace = '', name, labels, resourceVersion } = object.metadata;
  return {
    namespace,
    name,
    tier: labels?.tier,
    value: object.data?.value,
    revision: Number(resourceVersion),
  };
}
