/** DOMException, as the Web's interfaces throw it. */
export const domExceptionSource = `
const CODES = { IndexSizeError: 1, NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, SyntaxError: 12, InvalidAccessError: 15, NetworkError: 19, AbortError: 20, QuotaExceededError: 22, TimeoutError: 23, DataCloneError: 25 };
const names = new WeakMap();
class DOMException extends Error {
  constructor(message = '', options = 'Error') {
    const name = typeof options === 'string' ? options : options.name ?? 'Error';
    super(message, typeof options === 'object' ? options : undefined);
    names.set(this, String(name));
  }
  get name() { return names.get(this) ?? 'Error'; }
  get code() { return CODES[this.name] ?? 0; }
}
module.exports = DOMException;
`;

/** EventTarget, AbortController and AbortSignal. */
export const abortSource = `
const DOMException = require('dom-exception');
const hidden = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
class Event {
  constructor(type, options = {}) {
    if (arguments.length === 0) { throw $coded('TypeError', 'ERR_MISSING_ARGS', 'The "type" argument must be specified'); }
    hidden(this, '_type', String(type)); hidden(this, '_target', null); hidden(this, '_prevented', false); hidden(this, '_options', options); hidden(this, '_stopped', false);
  }
  get type() { return this._type; }
  get target() { return this._target; }
  get currentTarget() { return this._target; }
  get cancelable() { return Boolean(this._options.cancelable); }
  get bubbles() { return Boolean(this._options.bubbles); }
  get defaultPrevented() { return this._prevented; }
  preventDefault() { if (this.cancelable) this._prevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this._stopped = true; }
}
class CustomEvent extends Event {
  constructor(type, options = {}) { super(type, options); hidden(this, '_detail', options.detail ?? null); }
  get detail() { return this._detail; }
}
class EventTarget {
  constructor() { hidden(this, '_listeners', {}); }
  addEventListener(type, listener, options) {
    const list = this._listeners[type] ??= [];
    if (!list.some((each) => each.listener === listener)) list.push({ listener, once: Boolean(options && options.once) });
  }
  removeEventListener(type, listener) { if (this._listeners[type]) this._listeners[type] = this._listeners[type].filter((each) => each.listener !== listener); }
  dispatchEvent(event) {
    event._target = this;
    if (typeof this['on' + event.type] === 'function') this['on' + event.type](event);
    for (const each of [...this._listeners[event.type] ?? []]) {
      if (each.once) this.removeEventListener(event.type, each.listener);
      if (typeof each.listener === 'function') each.listener.call(this, event); else each.listener.handleEvent(event);
      if (event._stopped) break;
    }
    return !event.defaultPrevented;
  }
}
const abort = (signal, reason) => {
  if (signal.aborted) return;
  signal._reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
  signal._aborted = true;
  signal.dispatchEvent(new Event('abort'));
};
const inside = {};
class AbortSignal extends EventTarget {
  constructor(key) {
    if (key !== inside) { throw $coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
    super();
    hidden(this, '_aborted', false);
    hidden(this, '_reason', undefined);
    hidden(this, 'onabort', null);
  }
  get aborted() { return this._aborted; }
  get reason() { return this._reason; }
  throwIfAborted() { if (this.aborted) throw this.reason; }
  [Symbol.for('nodejs.util.inspect.custom')]() { return 'AbortSignal { aborted: ' + this.aborted + ' }'; }
  static abort(reason) { const signal = new AbortSignal(inside); abort(signal, reason); return signal; }
  static timeout(ms) {
    const signal = new AbortSignal(inside);
    setTimeout(() => abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms).unref();
    return signal;
  }
  static any(signals) {
    const signal = new AbortSignal(inside);
    for (const each of signals) if (each.aborted) { abort(signal, each.reason); return signal; }
    for (const each of signals) each.addEventListener('abort', () => abort(signal, each.reason));
    return signal;
  }
}
class AbortController {
  constructor() { hidden(this, '_signal', new AbortSignal(inside)); }
  get signal() { return this._signal; }
  abort(reason) { abort(this._signal, reason); }
  [Symbol.for('nodejs.util.inspect.custom')]() { return 'AbortController { signal: AbortSignal { aborted: ' + this.signal.aborted + ' } }'; }
}
module.exports = { Event, CustomEvent, EventTarget, AbortSignal, AbortController };
`;
