/** node:events */
export const eventsSource = `
const kCapture = Symbol('kCapture');
const shapeMode = Symbol('shapeMode');
const errorMonitor = Symbol('events.errorMonitor');
const invalid = (name, kind, value) => $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "' + name + '" argument must be ' + kind + '. Received ' + $received(value));
const listed = (found) => found === undefined ? [] : typeof found === 'function' ? [found] : found;
class EventEmitter {
  constructor() { $events.init(this); }
  on(name, listener) { return $events.add(this, name, listener, false); }
  addListener(name, listener) { return $events.add(this, name, listener, false); }
  prependListener(name, listener) { return $events.add(this, name, listener, true); }
  once(name, listener) { return this.on(name, $events.once(this, name, listener)); }
  prependOnceListener(name, listener) { return this.prependListener(name, $events.once(this, name, listener)); }
  off(name, listener) { return this.removeListener(name, listener); }
  removeListener(name, listener) {
    if (typeof listener !== 'function') throw invalid('listener', 'of type function', listener);
    const list = listed(this._events && this._events[name]);
    const at = list.findLastIndex((each) => each === listener || each.listener === listener);
    if (at < 0) return this;
    if (list.length === 1) { delete this._events[name]; this._eventsCount--; }
    else this._events[name] = list.length === 2 ? list[1 - at] : list.filter((_, index) => index !== at);
    if (this._events.removeListener) this.emit('removeListener', name, listener);
    return this;
  }
  removeAllListeners(name) {
    const events = this._events;
    if (!events) return this;
    if (events.removeListener) {
      for (const each of name === undefined ? Reflect.ownKeys(events) : [name])
        if (each !== 'removeListener') for (const listener of listed(events[each]).reverse()) this.removeListener(each, listener);
    }
    if (name === undefined) { this._events = Object.create(null); this._eventsCount = 0; }
    else if (events[name]) { delete events[name]; this._eventsCount--; }
    return this;
  }
  emit(name, ...args) {
    const events = this._events;
    if (name === 'error' && events && events[errorMonitor]) this.emit(errorMonitor, ...args);
    const found = events && events[name];
    if (found === undefined) {
      if (name !== 'error') return false;
      const [error] = args;
      if (error instanceof Error) { $emitted(error, this); throw error; }
      const made = new Error('Unhandled error. (' + (typeof error === 'string' ? "'" + error + "'" : $inspectValue(error)) + ')');
      made.code = 'ERR_UNHANDLED_ERROR';
      made.context = error;
      throw made;
    }
    if (typeof found === 'function') found.apply(this, args);
    else for (const each of [...found]) each.apply(this, args);
    return true;
  }
  listeners(name) { return listed(this._events && this._events[name]).map((each) => each.listener ?? each); }
  rawListeners(name) { return [...listed(this._events && this._events[name])]; }
  listenerCount(name, listener) {
    const list = listed(this._events && this._events[name]);
    return listener ? list.filter((each) => each === listener || each.listener === listener).length : list.length;
  }
  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; }
  setMaxListeners(count) {
    if (typeof count !== 'number' || count < 0 || Number.isNaN(count)) throw $coded('RangeError', 'ERR_OUT_OF_RANGE', 'The value of "setMaxListeners" is out of range. It must be a non-negative number. Received ' + $inspectValue(count));
    this._maxListeners = count;
    return this;
  }
  getMaxListeners() { return this._maxListeners ?? Emitter.defaultMaxListeners; }
}
const $events = {
  init(emitter) {
    if (emitter._events === undefined || emitter._events === Object.getPrototypeOf(emitter)._events) {
      emitter._events = Object.create(null);
      emitter._eventsCount = 0;
    }
    emitter._maxListeners = emitter._maxListeners || undefined;
    emitter[shapeMode] = false;
    emitter[kCapture] = false;
  },
  once(emitter, name, listener) {
    if (typeof listener !== 'function') throw invalid('listener', 'of type function', listener);
    let fired = false;
    const wrapped = function (...args) {
      if (fired) return undefined;
      fired = true;
      emitter.removeListener(name, wrapped);
      return listener.apply(emitter, args);
    };
    Object.defineProperty(wrapped, 'name', { value: 'bound onceWrapper' });
    wrapped.listener = listener;
    return wrapped;
  },
  add(emitter, name, listener, first) {
    if (typeof listener !== 'function') throw invalid('listener', 'of type function', listener);
    if (!emitter._events) { emitter._events = Object.create(null); emitter._eventsCount = 0; }
    if (emitter._events.newListener) emitter.emit('newListener', name, listener.listener ?? listener);
    const found = emitter._events[name];
    if (found === undefined) { emitter._events[name] = listener; emitter._eventsCount++; return emitter; }
    const list = emitter._events[name] = typeof found === 'function' ? (first ? [listener, found] : [found, listener]) : found;
    if (list === found) { if (first) list.unshift(listener); else list.push(listener); }
    const most = emitter._maxListeners ?? Emitter.defaultMaxListeners;
    const { length } = list;
    if (most > 0 && length > most && !list.warned) {
      Object.defineProperty(list, 'warned', { value: true, enumerable: false });
      const warning = new Error('Possible EventEmitter memory leak detected. ' + length + ' ' + String(name) + ' listeners added to ' + $inspectValue(emitter, { depth: -1 }) + '. MaxListeners is ' + most + '. Use emitter.setMaxListeners() to increase limit');
      process.emitWarning(Object.assign(warning, { name: 'MaxListenersExceededWarning', emitter, type: name, count: length }));
    }
    return emitter;
  },
};
// Old code calls it as a function: EventEmitter.call(this).
function Emitter() { $events.init(this); }
Emitter.prototype = EventEmitter.prototype;
Object.defineProperty(Emitter.prototype, 'constructor', { value: Emitter, writable: true, configurable: true, enumerable: false });
for (const [name, value] of [['_events', undefined], ['_eventsCount', 0], ['_maxListeners', undefined]]) Object.defineProperty(Emitter.prototype, name, { value, writable: true, configurable: true, enumerable: false });
Object.defineProperty(Emitter, 'name', { value: 'EventEmitter' });
Emitter.EventEmitter = Emitter;
Emitter.defaultMaxListeners = 10;
const aborted = (signal) => Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
Emitter.once = (emitter, name, { signal } = {}) => new Promise((resolve, reject) => {
  if (signal && signal.aborted) { reject(aborted(signal)); return; }
  if (typeof emitter.addEventListener === 'function') { emitter.addEventListener(name, (event) => resolve([event]), { once: true }); return; }
  const fail = (error) => { emitter.removeListener(name, done); reject(error); };
  const done = (...args) => { emitter.removeListener('error', fail); resolve(args); };
  emitter.once(name, done);
  if (name !== 'error') emitter.once('error', fail);
  if (signal) signal.addEventListener('abort', () => { emitter.removeListener(name, done); emitter.removeListener('error', fail); reject(aborted(signal)); });
});
Emitter.errorMonitor = errorMonitor;
Emitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
Emitter.captureRejections = false;
Emitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
Emitter.setMaxListeners = (count, ...targets) => { if (targets.length === 0) Emitter.defaultMaxListeners = count; for (const each of targets) if (each.setMaxListeners) each.setMaxListeners(count); };
Emitter.getMaxListeners = (emitter) => emitter.getMaxListeners();
Emitter.getEventListeners = (emitter, name) => emitter.listeners(name);
Emitter.addAbortListener = (signal, listener) => { signal.addEventListener('abort', listener, { once: true }); return { [Symbol.dispose]() { signal.removeEventListener('abort', listener); } }; };
Emitter.on = (emitter, name, options = {}) => {
  const ready = []; const waiting = []; let over;
  const { signal } = options;
  if (signal && signal.aborted) throw aborted(signal);
  const settle = (entry) => { const next = waiting.shift(); if (next) entry(next); else ready.push(entry); };
  const heard = (...args) => settle(({ resolve }) => resolve({ value: args, done: false }));
  const fail = (error) => { stop(); settle(({ reject }) => reject(error)); };
  const finish = () => { stop(); settle(({ resolve }) => resolve({ value: undefined, done: true })); };
  const stop = () => { emitter.removeListener(name, heard); emitter.removeListener('error', fail); over = true; };
  emitter.on(name, heard);
  if (name !== 'error') emitter.on('error', fail);
  for (const each of options.close ?? []) emitter.once(each, finish);
  if (signal) signal.addEventListener('abort', () => fail(aborted(signal)));
  return {
    next: () => new Promise((resolve, reject) => { const entry = ready.shift(); if (entry) entry({ resolve, reject }); else if (over) resolve({ value: undefined, done: true }); else waiting.push({ resolve, reject }); }),
    return: () => { stop(); for (const { resolve } of waiting) resolve({ value: undefined, done: true }); return Promise.resolve({ value: undefined, done: true }); },
    throw: (error) => { fail(error); return Promise.reject(error); },
    [Symbol.asyncIterator]() { return this; },
  };
};
Emitter.EventEmitterAsyncResource = class EventEmitterAsyncResource extends Emitter {};
module.exports = Emitter;
`;
