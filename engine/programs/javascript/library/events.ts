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
  getMaxListeners() { return this._maxListeners ?? 10; }
}
const $events = {
  init(emitter) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
    emitter._maxListeners = undefined;
  },
  add(emitter, name, listener, once, first) {
    if (typeof listener !== 'function') {
      const error = new TypeError('The "listener" argument must be of type function. Received ' + (listener === null || listener === undefined ? String(listener) : $inspectValue(listener)));
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    if (!emitter._events) $events.init(emitter);
    if (emitter._events.newListener) emitter.emit('newListener', name, listener);
    const list = emitter._events[name];
    const entry = { listener, once };
    if (list) emitter._events[name] = first ? [entry, ...list] : [...list, entry];
    else { emitter._events[name] = [entry]; emitter._eventsCount++; }
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
module.exports = Emitter;
`;
