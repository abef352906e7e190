/** node:events */
export const eventsSource = `
class EventEmitter {
  constructor() { $events.init(this); }
  on(name, listener) { return $events.add(this, name, listener, false, false); }
  addListener(name, listener) { return $events.add(this, name, listener, false, false); }
  prependListener(name, listener) { return $events.add(this, name, listener, false, true); }
  once(name, listener) { return $events.add(this, name, listener, true, false); }
  prependOnceListener(name, listener) { return $events.add(this, name, listener, true, true); }
  off(name, listener) { return this.removeListener(name, listener); }
  removeListener(name, listener) {
    const list = this._events && this._events[name];
    if (list) {
      const at = list.findLastIndex((each) => each.listener === listener);
      if (at >= 0) {
        this._events[name] = list.filter((_, index) => index !== at);
        if (this._events[name].length === 0) { delete this._events[name]; this._eventsCount--; }
        if (this._events.removeListener) this.emit('removeListener', name, listener);
      }
    }
    return this;
  }
  removeAllListeners(name) {
    if (name === undefined) { this._events = Object.create(null); this._eventsCount = 0; }
    else if (this._events && this._events[name]) { delete this._events[name]; this._eventsCount--; }
    return this;
  }
  emit(name, ...args) {
    const list = this._events && this._events[name];
    if (!list) {
      if (name !== 'error') return false;
      const [error] = args;
      if (error instanceof Error) { $emitted(error, this); throw error; }
      const made = new Error('Unhandled error. (' + $inspectValue(error) + ')');
      made.code = 'ERR_UNHANDLED_ERROR';
      made.context = error;
      throw made;
    }
    for (const each of list) {
      if (each.once) this.removeListener(name, each.listener);
      each.listener.apply(this, args);
    }
    return true;
  }
  listeners(name) { return (this._events && this._events[name] || []).map((each) => each.listener); }
  rawListeners(name) { return this.listeners(name); }
  listenerCount(name) { return (this._events && this._events[name] || []).length; }
  eventNames() { return Reflect.ownKeys(this._events ?? {}); }
  setMaxListeners(count) { this._maxListeners = count; return this; }
  getMaxListeners() { return this._maxListeners ?? Emitter.defaultMaxListeners; }
}
const $events = {
  init(emitter) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
    emitter._maxListeners = undefined;
  },
  add(emitter, name, listener, once, first) {
    if (typeof listener !== 'function') {
      const error = new TypeError('The "listener" argument must be of type function. Received ' + $received(listener));
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    if (!emitter._events) $events.init(emitter);
    if (emitter._events.newListener) emitter.emit('newListener', name, listener);
    const list = emitter._events[name];
    const entry = { listener, once };
    if (list) emitter._events[name] = first ? [entry, ...list] : [...list, entry];
    else { emitter._events[name] = [entry]; emitter._eventsCount++; }
    const most = emitter._maxListeners ?? Emitter.defaultMaxListeners;
    const { length } = emitter._events[name];
    if (most > 0 && length > most && !emitter._events[name].warned) {
      Object.defineProperty(emitter._events[name], 'warned', { value: true, enumerable: false });
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
Object.defineProperty(Emitter, 'name', { value: 'EventEmitter' });
Emitter.EventEmitter = Emitter;
Emitter.defaultMaxListeners = 10;
Emitter.once = (emitter, name) => new Promise((resolve, reject) => {
  const fail = (error) => { emitter.removeListener(name, done); reject(error); };
  const done = (...args) => { emitter.removeListener('error', fail); resolve(args); };
  emitter.once(name, done);
  if (name !== 'error') emitter.once('error', fail);
});
Emitter.errorMonitor = Symbol('events.errorMonitor');
Emitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
Emitter.captureRejections = false;
Emitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
Emitter.setMaxListeners = (count, ...targets) => { if (targets.length === 0) Emitter.defaultMaxListeners = count; for (const each of targets) each.setMaxListeners(count); };
Emitter.getEventListeners = (emitter, name) => emitter.listeners(name);
Emitter.on = (emitter, name, options = {}) => {
  const ready = []; const waiting = []; let over;
  const { signal } = options;
  const settle = (entry) => { const next = waiting.shift(); if (next) entry(next); else ready.push(entry); };
  const heard = (...args) => settle(({ resolve }) => resolve({ value: args, done: false }));
  const fail = (error) => { stop(); settle(({ reject }) => reject(error)); };
  const stop = () => { emitter.removeListener(name, heard); emitter.removeListener('error', fail); over = true; };
  emitter.on(name, heard);
  if (name !== 'error') emitter.on('error', fail);
  if (signal) signal.addEventListener('abort', () => fail(Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR', cause: signal.reason })));
  return {
    next: () => new Promise((resolve, reject) => { const entry = ready.shift(); if (entry) entry({ resolve, reject }); else if (over) resolve({ value: undefined, done: true }); else waiting.push({ resolve, reject }); }),
    return: () => { stop(); for (const { resolve } of waiting) resolve({ value: undefined, done: true }); return Promise.resolve({ value: undefined, done: true }); },
    throw: (error) => { fail(error); return Promise.reject(error); },
    [Symbol.asyncIterator]() { return this; },
  };
};
module.exports = Emitter;
`;
