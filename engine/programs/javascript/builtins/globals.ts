import { builtin } from '../loading/modules.ts';
import type { Machine } from '../machine/machine.ts';
import { setSync } from '../machine/properties.ts';
import { JsArray, JsBytes, JsFunction, JsObject, type NativeRun, type Value } from '../values.ts';
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
  'Reflect',
  'Uint8Array',
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
  'AbortController',
  'AbortSignal',
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

function clone(machine: Machine, value: Value, seen: Map<JsObject, JsObject>): Value {
  if (!(value instanceof JsObject)) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof JsFunction)
    machine.throwError('Error', `${machine.runtime.shown(value)} could not be cloned.`);
  if (value instanceof JsBytes) return new JsBytes(value.proto, Uint8Array.from(value.bytes));
  const made =
    value instanceof JsArray
      ? machine.realm.array([])
      : new JsObject(
          value.kind === 'Object' ? machine.realm.object('Object.prototype') : value.proto,
          value.kind,
        );
  seen.set(value, made);
  machine.charge(4);
  if (value.inner instanceof DateState) made.inner = new DateState(value.inner.ms);
  else if (value.inner instanceof Dictionary) {
    const copy = new Dictionary();
    for (const [key, item] of value.inner.entries())
      copy.set(clone(machine, key, seen), clone(machine, item, seen));
    made.inner = copy;
  } else made.inner = value.inner;
  for (const key of value.keys())
    if (typeof key === 'string' && key !== 'length')
      setSync(machine, made, key, clone(machine, machine.get(value, key), seen));
  return made;
}

const missing =
  (name: string): NativeRun =>
  (machine) =>
    machine.throwError('Error', `${name} is not part of the simulation`);

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
      machine.promises.jobs.push({
        callee,
        self: undefined,
        args: [],
        promise: undefined,
        frame: undefined,
        rejected: false,
      });
      return undefined;
    },
  },
  /** An error event that nobody listens for is about to be thrown. */
  $emitted: {
    call: (machine, _, [error, emitter]) => {
      machine.runtime.emitted = {
        error,
        by: emitter instanceof JsObject ? machine.runtime.typeNameOf(emitter) : 'EventEmitter',
      };
      return undefined;
    },
  },
  structuredClone: { call: (machine, _, [value]) => clone(machine, value, new Map()) },
  performance: {
    methods: {
      now: (machine) => machine.runtime.system.now - machine.runtime.startedMs + 25.5,
      mark: () => undefined,
    },
    getters: { timeOrigin: (machine) => machine.runtime.startedMs },
  },
  AbortController: {
    constructs: true,
    call: (machine, _, __, newTarget) => {
      const made = new JsObject(machine.prototypeFor(newTarget, 'AbortController.prototype'));
      const signal = new JsObject(machine.realm.object('AbortSignal.prototype'));
      signal.put('aborted', false);
      signal.put('reason', undefined);
      signal.put('_listeners', machine.realm.array([]));
      made.put('signal', signal);
      return made;
    },
    links: { prototype: 'AbortController.prototype' },
  },
  'AbortController.prototype': {
    links: { constructor: 'AbortController' },
    source: `({ abort(reason) { const { signal } = this; if (signal.aborted) return; signal.aborted = true;
      signal.reason = reason ?? Object.assign(new Error('This operation was aborted'), { name: 'AbortError', code: 20 });
      for (const listener of signal._listeners) listener({ type: 'abort', target: signal }); if (signal.onabort) signal.onabort(); } })`,
  },
  AbortSignal: {
    call: missing('AbortSignal()'),
    links: { prototype: 'AbortSignal.prototype' },
    source: `({ timeout(ms) { const controller = new AbortController();
      setTimeout(() => controller.abort(Object.assign(new Error('The operation was aborted due to timeout'), { name: 'TimeoutError', code: 23 })), ms).unref(); return controller.signal; } })`,
  },
  'AbortSignal.prototype': {
    links: { constructor: 'AbortSignal' },
    source: `({ addEventListener(name, listener) { if (name === 'abort') this._listeners.push(listener); }, removeEventListener(name, listener) { this._listeners = this._listeners.filter((each) => each !== listener); },
      throwIfAborted() { if (this.aborted) throw this.reason; } })`,
  },
  Intl: {
    methods: { NumberFormat: missing('Intl.NumberFormat'), DateTimeFormat: missing('Intl.DateTimeFormat') },
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
