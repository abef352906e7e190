/** node:util */
export const utilSource = `
const inspect = $inspectValue;
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
inspect.defaultOptions = { showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false };
const promisify = (original) => {
  if (typeof original !== 'function') throw new TypeError('The "original" argument must be of type function. Received ' + inspect(original));
  const own = original[promisify.custom];
  if (own) return own;
  return function (...args) {
    return new Promise((resolve, reject) => { original.call(this, ...args, (error, value) => { if (error) reject(error); else resolve(value); }); });
  };
};
promisify.custom = Symbol.for('nodejs.util.promisify.custom');
// In any order; keys that are objects are looked for.
const sameEntries = (a, b) => {
  const rest = [...b];
  return [...a].every((entry) => {
    const key = a instanceof Map ? entry[0] : entry;
    if (key === null || typeof key !== 'object') return b.has(key) && (!(a instanceof Map) || isDeepStrictEqual(entry[1], b.get(key)));
    const at = rest.findIndex((each) => isDeepStrictEqual(each, entry));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
};
const isDeepStrictEqual = (a, b) => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Map || a instanceof Set) return a.size === b.size && sameEntries(a, b);
  if (Array.isArray(a) && a.length !== b.length) return false;
  if (a instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isDeepStrictEqual(a[key], b[key]));
};
const codes = { red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], bold: [1, 22], underline: [4, 24] };
module.exports = {
  inspect,
  promisify,
  isDeepStrictEqual,
  format: (...args) => $process.format(args),
  callbackify: (original) => function (...args) {
    const done = args.pop();
    original.apply(this, args).then((value) => process.nextTick(done, null, value), (error) => process.nextTick(done, error));
  },
  inherits: (child, parent) => {
    Object.defineProperty(child, 'super_', { value: parent, writable: true, configurable: true });
    Object.setPrototypeOf(child.prototype, parent.prototype);
  },
  deprecate: (original, message, code) => {
    let warned = false;
    return function (...args) {
      if (!warned) { warned = true; process.emitWarning(message, 'DeprecationWarning', code); }
      return new.target ? Reflect.construct(original, args, new.target) : original.apply(this, args);
    };
  },
  get parseArgs() { return $builtin('parse-args'); },
  toUSVString: (text) => String(text).toWellFormed(),
  debuglog: () => Object.assign(() => {}, { enabled: false }),
  stripVTControlCharacters: (text) => text.replace(/\\u001b\\[[0-9;]*[A-Za-z]/g, ''),
  styleText: (format, text) => [format].flat().reduce((made, each) => '\\u001b[' + codes[each][0] + 'm' + made + '\\u001b[' + codes[each][1] + 'm', text),
  TextEncoder,
  TextDecoder,
  types: {
    isPromise: (value) => value instanceof Promise,
    isDate: (value) => value instanceof Date,
    isRegExp: (value) => value instanceof RegExp,
    isMap: (value) => value instanceof Map,
    isSet: (value) => value instanceof Set,
    isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
    isUint8Array: (value) => value instanceof Uint8Array,
    isAnyArrayBuffer: (value) => value instanceof ArrayBuffer,
    isArrayBuffer: (value) => value instanceof ArrayBuffer,
    isNativeError: (value) => value instanceof Error,
    isAsyncFunction: (value) => typeof value === 'function' && Object.prototype.toString.call(value) === '[object AsyncFunction]',
  },
  isArray: Array.isArray,
};
`;
