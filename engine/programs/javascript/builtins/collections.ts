import { change } from '../../heap/change.ts';
import { payForText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { getOf } from '../machine/properties.ts';
import { JsArray } from '../values/array.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { EMPTY, type Value } from '../values/value.ts';
import type { Definition, Definitions } from './definition.ts';

/** Entries of one Map or Set. */
const ENTRIES_MAX = 1_000_000;

/** Values by key, in the order in which they came. What is deleted leaves a gap, so that iterators keep their place. */
export class Dictionary {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
  #found: Map<Value, number> | undefined;

  constructor(keys: readonly Value[] = [], values: readonly Value[] = []) {
    this.keys = keys;
    this.values = values;
  }

  /** Where each key is. It isn't stored, but made when somebody first asks. */
  get #index(): Map<Value, number> {
    if (this.#found === undefined) {
      this.#found = new Map();
      for (const [at, key] of this.keys.entries()) if (key !== EMPTY) this.#found.set(key, at);
    }
    return this.#found;
  }

  get size(): number {
    return this.#index.size;
  }

  has(key: Value): boolean {
    return this.#index.has(key);
  }

  get(key: Value): Value {
    const at = this.#index.get(key);
    return at === undefined ? undefined : this.values[at];
  }

  set(key: Value, value: Value): void {
    const at = this.#index.get(key);
    if (at !== undefined) {
      change(this.values)[at] = value;
      return;
    }
    this.#index.set(key, this.keys.length);
    change(this.keys).push(key === 0 ? 0 : key);
    change(this.values).push(value);
  }

  delete(key: Value): boolean {
    const at = this.#index.get(key);
    if (at === undefined) return false;
    this.#index.delete(key);
    change(this.keys)[at] = EMPTY;
    change(this.values)[at] = undefined;
    return true;
  }

  clear(): void {
    this.#index.clear();
    change(this.keys).fill(EMPTY);
    change(this.values).fill(undefined);
  }

  *entries(): Iterable<readonly [Value, Value]> {
    for (const [at, key] of this.keys.entries()) if (key !== EMPTY) yield [key, this.values[at]];
  }
}

export class DictionaryCursor {
  readonly dictionary: Dictionary;
  readonly mode: 'keys' | 'values' | 'entries';
  readonly index: number = 0;

  constructor(dictionary: Dictionary, mode: 'keys' | 'values' | 'entries') {
    this.dictionary = dictionary;
    this.mode = mode;
  }
}

function dictionaryOf(value: Value): Dictionary | undefined {
  return value instanceof JsObject && value.inner instanceof Dictionary ? value.inner : undefined;
}

/** The dictionary of a Map or Set that is asked about a key. */
function keyed(machine: Machine, self: Value, method: string, key: Value): Dictionary {
  payForText(machine, key);
  return own(machine, self, method);
}

function own(machine: Machine, self: Value, method: string): Dictionary {
  return (
    dictionaryOf(self) ??
    machine.throwError(
      'TypeError',
      `Method ${method} called on incompatible receiver ${machine.runtime.shown(self)}`,
    )
  );
}

const cursor =
  (kind: 'Map' | 'Set', mode: DictionaryCursor['mode']): NativeRun =>
  (machine, self) => {
    const made = new JsObject(machine.realm.object(`${kind}Iterator.prototype`), `${kind} Iterator`);
    change(made).inner = new DictionaryCursor(own(machine, self, `${kind}.prototype.${mode}`), mode);
    return made;
  };

const advance: NativeRun = (machine, self) => {
  const at = self instanceof JsObject ? self.inner : undefined;
  const { realm } = machine;
  if (!(at instanceof DictionaryCursor)) return realm.iteratorResult(undefined, true);
  const { keys, values } = at.dictionary;
  const from = at.index;
  while (at.index < keys.length && keys[at.index] === EMPTY) change(at).index++;
  machine.charge((at.index - from) >> 3);
  if (at.index >= keys.length) return realm.iteratorResult(undefined, true);
  const key = keys[at.index];
  const value = values[change(at).index++];
  const given = at.mode === 'keys' ? key : at.mode === 'values' ? value : realm.array([key, value]);
  return realm.iteratorResult(given, false);
};

function create(machine: Machine, kind: string, newTarget: JsObject | undefined): JsObject {
  if (newTarget === undefined) machine.throwError('TypeError', `Constructor ${kind} requires 'new'`);
  const made = new JsObject(machine.prototypeFor(newTarget, `${kind}.prototype`), kind);
  change(made).inner = new Dictionary();
  return made;
}

/** What an iterable holds, read at once. */
function listOf(machine: Machine, value: Value): readonly Value[] {
  if (value === undefined || value === null) return [];
  if (value instanceof JsArray) return value.items.map((item) => (item === EMPTY ? undefined : item));
  const method = getOf(machine, value, machine.realm.symbol('iterator'));
  if (!machine.isCallable(method))
    machine.throwError(
      'TypeError',
      `${typeof value} ${machine.runtime.shown(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`,
    );
  const made = machine.callSync(machine.realm.object('Array/from'), undefined, [value]);
  return made instanceof JsArray ? made.items : [];
}

/** What a new Map or Set is made of. */
function paid(machine: Machine, values: readonly Value[]): readonly Value[] {
  machine.charge(values.length >> 1);
  for (const value of values) payForText(machine, value);
  return values;
}

function checked(machine: Machine, dictionary: Dictionary): Dictionary {
  if (dictionary.size >= ENTRIES_MAX) machine.throwError('RangeError', 'Map maximum size exceeded');
  return dictionary;
}

function mapLike(kind: string): Definition {
  return {
    constructs: true,
    call: (machine, _, [entries], newTarget) => {
      const made = create(machine, kind, newTarget);
      const dictionary = own(machine, made, kind);
      for (const entry of paid(machine, listOf(machine, entries))) {
        if (!(entry instanceof JsObject))
          return machine.throwError(
            'TypeError',
            `Iterator value ${machine.runtime.shown(entry)} is not an entry object`,
          );
        checked(machine, dictionary).set(machine.get(entry, '0'), machine.get(entry, '1'));
      }
      return made;
    },
    links: { prototype: `${kind}.prototype` },
  };
}

function setLike(kind: string): Definition {
  return {
    constructs: true,
    call: (machine, _, [values], newTarget) => {
      const made = create(machine, kind, newTarget);
      const dictionary = own(machine, made, kind);
      for (const value of paid(machine, listOf(machine, values)))
        checked(machine, dictionary).set(value, value);
      return made;
    },
    links: { prototype: `${kind}.prototype` },
  };
}

function common(kind: string): Record<string, NativeRun> {
  return {
    has: (machine, self, [key]) => keyed(machine, self, `${kind}.prototype.has`, key).has(key),
    delete: (machine, self, [key]) => keyed(machine, self, `${kind}.prototype.delete`, key).delete(key),
    clear: (machine, self) => {
      const dictionary = own(machine, self, `${kind}.prototype.clear`);
      machine.charge(dictionary.keys.length >> 3);
      dictionary.clear();
      return undefined;
    },
  };
}

const get: NativeRun = (machine, self, [key]) => keyed(machine, self, 'Map.prototype.get', key).get(key);
const set: NativeRun = (machine, self, [key, value]) => {
  checked(machine, keyed(machine, self, 'Map.prototype.set', key)).set(key, value);
  return self;
};
const add: NativeRun = (machine, self, [value]) => {
  checked(machine, keyed(machine, self, 'Set.prototype.add', value)).set(value, value);
  return self;
};
const forEach = `({ forEach(callback, self) { for (const [key, value] of this.entries()) $call(callback, self, value, key, this); } })`;
const iterators = (kind: string): Definition => ({
  proto: 'Iterator.prototype',
  methods: { next: advance },
  values: { '@@toStringTag': `${kind} Iterator` },
});

export const collectionDefinitions: Definitions = {
  Map: {
    ...mapLike('Map'),
    source: `({ groupBy(items, callback) { const groups = new Map(); let index = 0;
      for (const item of items) { const key = callback(item, index++); if (groups.has(key)) groups.get(key).push(item); else groups.set(key, [item]); }
      return groups; } })`,
  },
  'Map.prototype': {
    links: { constructor: 'Map' },
    methods: {
      ...common('Map'),
      get,
      set,
      keys: cursor('Map', 'keys'),
      values: cursor('Map', 'values'),
      entries: cursor('Map', 'entries'),
      '@@iterator': cursor('Map', 'entries'),
    },
    getters: { size: (machine, self) => own(machine, self, 'get Map.prototype.size').size },
    values: { '@@toStringTag': 'Map' },
    source: forEach,
  },
  Set: setLike('Set'),
  'Set.prototype': {
    links: { constructor: 'Set' },
    methods: {
      ...common('Set'),
      add,
      keys: cursor('Set', 'keys'),
      values: cursor('Set', 'values'),
      entries: cursor('Set', 'entries'),
      '@@iterator': cursor('Set', 'values'),
    },
    getters: { size: (machine, self) => own(machine, self, 'get Set.prototype.size').size },
    values: { '@@toStringTag': 'Set' },
    source: forEach,
  },
  WeakMap: mapLike('WeakMap'),
  'WeakMap.prototype': {
    links: { constructor: 'WeakMap' },
    methods: { ...common('WeakMap'), get, set },
    values: { '@@toStringTag': 'WeakMap' },
  },
  WeakSet: setLike('WeakSet'),
  'WeakSet.prototype': {
    links: { constructor: 'WeakSet' },
    methods: { ...common('WeakSet'), add },
    values: { '@@toStringTag': 'WeakSet' },
  },
  'MapIterator.prototype': iterators('Map'),
  'SetIterator.prototype': iterators('Set'),
};
