import { change } from '../../heap/change.ts';
import { builtin } from '../loading/modules.ts';
import type { Machine } from '../machine/machine.ts';
import { keysOf, setSync } from '../machine/properties.ts';
import { stackHere } from '../machine/stack-trace.ts';
import { JsArray } from '../values/array.ts';
import { isTypedName, JsBytes, TYPED_ARRAYS } from '../values/bytes.ts';
import { JsFunction, type NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';
import { Dictionary } from './collections.ts';
import { DateState } from './date.ts';
import type { Definitions } from './definition.ts';

const NAMES = [
  'Object',
  'Function',
  'Array',
  'Number',
  'Boolean',
  'String',
  'Symbol',
  'BigInt',
  'Date',
  'Promise',
  'RegExp',
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'JSON',
  'Math',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Iterator',
  'WeakRef',
  'FinalizationRegistry',
  'Reflect',
  ...Object.keys(TYPED_ARRAYS),
  'ArrayBuffer',
  'DataView',
  'Buffer',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'TextEncoder',
  'TextDecoder',
  'atob',
  'btoa',
  'queueMicrotask',
  'structuredClone',
  'performance',
  'Intl',
  'Proxy',
  'eval',
];

/** Globals that are in one of the modules. */
const FROM_MODULES: Readonly<Record<string, readonly [module: string, name: string]>> = {
  process: ['process-object', ''],
  URL: ['url', 'URL'],
  URLSearchParams: ['url', 'URLSearchParams'],
  fetch: ['fetch', 'fetch'],
  Headers: ['fetch', 'Headers'],
  Response: ['fetch', 'Response'],
  crypto: ['crypto', 'webcrypto'],
  DOMException: ['dom-exception', ''],
  AbortController: ['abort', 'AbortController'],
  AbortSignal: ['abort', 'AbortSignal'],
  Event: ['abort', 'Event'],
  EventTarget: ['abort', 'EventTarget'],
  CustomEvent: ['abort', 'CustomEvent'],
  Request: ['fetch', 'Request'],
  FormData: ['fetch', 'FormData'],
};

function fromModule(module: string, name: string): NativeRun {
  return (machine) => {
    const exports = builtin(machine, module);
    return name === '' || !(exports instanceof JsObject) ? exports : machine.get(exports, name);
  };
}

/** Setting one of these makes it a property like others. */
function overwritten(name: string): NativeRun {
  return (machine, _, [value]) => {
    machine.realm.global.put(name, value);
    return undefined;
  };
}

/** Marks and measures, and who observes them. */
const performanceMarks = `({
  mark(name, options) { return performance.$keep({ name: String(name), entryType: 'mark', startTime: options && options.startTime !== undefined ? options.startTime : performance.now(), duration: 0, detail: (options && options.detail) ?? null }); },
  measure(name, from, to) {
    const time = (given, usual) => {
      if (given === undefined) return usual;
      if (typeof given === 'number') return given;
      const found = performance.getEntriesByName(given, 'mark').at(-1);
      if (!found) throw new DOMException("The '" + given + "' performance entry mark has not been set", 'SyntaxError');
      return found.startTime;
    };
    const options = from !== null && typeof from === 'object' ? from : { start: from, end: to };
    const startTime = time(options.start, 0);
    return performance.$keep({ name: String(name), entryType: 'measure', startTime, duration: options.duration ?? time(options.end, performance.now()) - startTime, detail: options.detail ?? null });
  },
  $keep(fields) {
    const kind = fields.entryType === 'mark' ? 'PerformanceMark' : 'PerformanceMeasure';
    const entry = Object.assign(Object.create({ constructor: Object.assign(function () {}, {}), toJSON() { return { ...this }; } }), fields);
    Object.defineProperty(entry, Symbol.for('nodejs.util.inspect.custom'), { value(depth, options) { return kind + ' ' + $inspectValue({ ...entry }, options); }, enumerable: false });
    const entries = performance.$entries ??= [];
    if (entries.length < 10000) entries.push(entry);
    for (const each of performance.$observers ?? []) each(entry);
    return entry;
  },
  $observe(callback) { const list = performance.$observers ??= []; list.push(callback); return () => { performance.$observers = performance.$observers.filter((each) => each !== callback); }; },
  getEntries() { return [...performance.$entries ?? []]; },
  getEntriesByName(name, type) { return performance.getEntries().filter((each) => each.name === name && (type === undefined || each.entryType === type)); },
  getEntriesByType(type) { return performance.getEntries().filter((each) => each.entryType === type); },
  clearMarks(name) { performance.$entries = performance.getEntries().filter((each) => each.entryType !== 'mark' || (name !== undefined && each.name !== name)); },
  clearMeasures(name) { performance.$entries = performance.getEntries().filter((each) => each.entryType !== 'measure' || (name !== undefined && each.name !== name)); },
  toJSON() { return { timeOrigin: performance.timeOrigin }; },
})`;

function cannotClone(machine: Machine, value: JsFunction): never {
  const shown = machine.callSync(machine.realm.object('Function.prototype/toString'), value, []);
  const exports = builtin(machine, 'dom-exception');
  if (!(exports instanceof JsObject)) machine.throwError('Error', 'could not be cloned');
  throw new Thrown(
    machine.callSync(machine.realm.object('Reflect/construct'), undefined, [
      exports,
      machine.realm.array([`${String(shown)} could not be cloned.`, 'DataCloneError']),
    ]),
  );
}

/** A Buffer's copy is a Uint8Array. */
function copied(machine: Machine, array: JsBytes): JsBytes {
  machine.charge(array.elements.byteLength >> 7);
  const kind = isTypedName(array.kind) ? array.kind : 'Uint8Array';
  return new JsBytes(machine.realm.object(`${kind}.prototype`), array.elements.slice(), kind);
}

function clone(machine: Machine, value: Value, seen: Map<JsObject, JsObject>): Value {
  if (!(value instanceof JsObject)) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof JsFunction) cannotClone(machine, value);
  machine.charge(8);
  if (value instanceof JsBytes) return copied(machine, value);
  if (value.inner instanceof ArrayBuffer) {
    machine.charge(value.inner.byteLength >> 7);
    const buffer = new JsObject(value.proto, value.kind);
    change(buffer).inner = value.inner.slice(0);
    return buffer;
  }
  const made =
    value instanceof JsArray
      ? machine.realm.array([])
      : new JsObject(
          value.kind === 'Object' ? machine.realm.object('Object.prototype') : value.proto,
          value.kind,
        );
  seen.set(value, made);
  if (value.inner instanceof DateState) change(made).inner = new DateState(value.inner.ms);
  else if (value.inner instanceof Dictionary) {
    const copy = new Dictionary();
    for (const [key, item] of value.inner.entries())
      copy.set(clone(machine, key, seen), clone(machine, item, seen));
    change(made).inner = copy;
  } else change(made).inner = value.inner;
  for (const key of keysOf(machine, value))
    if (typeof key === 'string' && key !== 'length')
      setSync(machine, made, key, clone(machine, machine.get(value, key), seen));
  return made;
}

export const globalDefinitions: Definitions = {
  globalThis: {
    links: {
      ...Object.fromEntries(NAMES.map((name) => [name, name])),
      globalThis: 'globalThis',
      global: 'globalThis',
    },
    values: {
      NaN: Number.NaN,
      Infinity: Number.POSITIVE_INFINITY,
      undefined: undefined,
      '@@toStringTag': 'global',
    },
    getters: Object.fromEntries(
      Object.entries(FROM_MODULES).map(([name, [module, key]]) => [name, fromModule(module, key)]),
    ),
    setters: Object.fromEntries(Object.keys(FROM_MODULES).map((name) => [name, overwritten(name)])),
  },
  queueMicrotask: {
    call: (machine, _, [callee]) => {
      machine.promises.later(callee, []);
      return undefined;
    },
  },
  /** An error event that nobody listens for is about to be thrown. */
  $emitted: {
    call: (machine, _, [error, emitter]) => {
      machine.runtime.emitted = {
        error,
        by: emitter instanceof JsObject ? machine.runtime.typeNameOf(emitter) : 'EventEmitter',
        trace: stackHere(machine, '')
          .split('\n')
          .slice(1)
          .filter((line) => !/\.emit \(node:events/.test(line)),
      };
      return undefined;
    },
  },
  /** What it points at stays: nothing is ever collected under a program's eyes. */
  WeakRef: {
    constructs: true,
    call: (machine, _, [target], newTarget) => {
      if (!(target instanceof JsObject))
        return machine.throwError('TypeError', 'WeakRef: target must be an object');
      const made = new JsObject(machine.prototypeFor(newTarget, 'WeakRef.prototype'), 'WeakRef');
      change(made).inner = target;
      return made;
    },
    links: { prototype: 'WeakRef.prototype' },
  },
  'WeakRef.prototype': {
    links: { constructor: 'WeakRef' },
    methods: {
      deref: (_, self) =>
        self instanceof JsObject && self.inner instanceof JsObject ? self.inner : undefined,
    },
    values: { '@@toStringTag': 'WeakRef' },
  },
  FinalizationRegistry: {
    constructs: true,
    call: (machine, _, __, newTarget) =>
      new JsObject(machine.prototypeFor(newTarget, 'FinalizationRegistry.prototype')),
    links: { prototype: 'FinalizationRegistry.prototype' },
  },
  'FinalizationRegistry.prototype': {
    links: { constructor: 'FinalizationRegistry' },
    methods: { register: () => undefined, unregister: () => false },
    values: { '@@toStringTag': 'FinalizationRegistry' },
  },
  structuredClone: { call: (machine, _, [value]) => clone(machine, value, new Map()) },
  performance: {
    methods: {
      now: (machine) => machine.runtime.system.now - machine.runtime.startedMs + 25.5,
    },
    getters: { timeOrigin: (machine) => machine.runtime.startedMs },
    source: performanceMarks,
  },
  Intl: {
    getters: {
      NumberFormat: fromModule('intl', 'NumberFormat'),
      DateTimeFormat: fromModule('intl', 'DateTimeFormat'),
    },
    values: { '@@toStringTag': 'Intl' },
  },
  /** It sees global names only, wherever it is called. */
  eval: {
    arity: 1,
    call: (machine, _, [text]) =>
      typeof text === 'string'
        ? machine.tail(machine.realm.object('$evaluation/$eval'), undefined, [text])
        : text,
  },
};
