/** node:diagnostics_channel */
export const diagnosticsSource = `
class Channel {
  #subscribers = [];
  constructor(name) { this.name = name; }
  get hasSubscribers() { return this.#subscribers.length > 0; }
  subscribe(callback) { this.#subscribers = [...this.#subscribers, callback]; }
  unsubscribe(callback) { const before = this.#subscribers; this.#subscribers = before.filter((each) => each !== callback); return this.#subscribers.length < before.length; }
  publish(message) { for (const each of this.#subscribers) try { each(message, this.name); } catch (error) { process.nextTick(() => { throw error; }); } }
}
const channels = new Map();
const channel = (name) => { if (!channels.has(name)) channels.set(name, new Channel(name)); return channels.get(name); };
module.exports = { Channel, channel, hasSubscribers: (name) => channels.has(name) && channels.get(name).hasSubscribers, subscribe: (name, callback) => channel(name).subscribe(callback), unsubscribe: (name, callback) => channel(name).unsubscribe(callback) };
`;

/** node:v8: figures of the heap, as process.memoryUsage has them. */
export const v8Source = `
const heap = () => { const { heapTotal, heapUsed, external } = process.memoryUsage(); return { heapTotal, heapUsed, external }; };
module.exports = {
  getHeapStatistics: () => { const { heapTotal, heapUsed, external } = heap(); return { total_heap_size: heapTotal, total_heap_size_executable: 262144, total_physical_size: heapTotal, total_available_size: 4345298944 - heapUsed, used_heap_size: heapUsed, heap_size_limit: 4345298944, malloced_memory: 262320, peak_malloced_memory: 571392, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0, total_global_handles_size: 8192, used_global_handles_size: 2112, external_memory: external }; },
  serialize: (value) => Buffer.from($builtin('channel').toLine(value)),
  deserialize: (bytes) => $builtin('channel').ofLine(Buffer.from(bytes).toString()),
  setFlagsFromString: () => {},
};
`;

/** node:perf_hooks; observers hear of marks and measures. */
export const performanceSource = `
const { performance } = globalThis;
class PerformanceObserver {
  #callback; #stop;
  constructor(callback) { this.#callback = callback; }
  observe(options = {}) {
    const types = options.entryTypes ?? [options.type];
    this.disconnect();
    this.#stop = performance.$observe((entry) => { if (types.includes(entry.entryType)) setImmediate(() => this.#callback({ getEntries: () => [entry], getEntriesByName: (name) => entry.name === name ? [entry] : [], getEntriesByType: (type) => entry.entryType === type ? [entry] : [] }, this)); });
  }
  disconnect() { if (this.#stop) this.#stop(); this.#stop = undefined; }
  static get supportedEntryTypes() { return ['mark', 'measure']; }
}
module.exports = { performance, PerformanceObserver, monitorEventLoopDelay: () => ({ enable: () => true, disable: () => true, min: 9.2e6, max: 1.2e7, mean: 1.01e7, stddev: 1e5, percentile: () => 1e7, reset() {} }), constants: {} };
`;

/** node:tty */
export const ttySource = `module.exports = { isatty: (descriptor) => Number.isInteger(descriptor) && descriptor >= 0 && $process.isTerminal(descriptor) };`;

/** node:vm: while a script runs, the names of its context are global ones. */
export const vmSource = `
const contexts = new WeakSet();
const within = (context, run) => {
  const before = new Map(Object.getOwnPropertyNames(globalThis).map((name) => [name, undefined]));
  const hidden = new Map();
  for (const name of Object.keys(context)) { if (Object.hasOwn(globalThis, name)) hidden.set(name, Object.getOwnPropertyDescriptor(globalThis, name)); Object.defineProperty(globalThis, name, { value: context[name], writable: true, configurable: true, enumerable: true }); }
  const names = Object.keys(context);
  try { return run(); }
  finally {
    for (const name of names) { context[name] = globalThis[name]; delete globalThis[name]; if (hidden.has(name)) Object.defineProperty(globalThis, name, hidden.get(name)); }
    for (const name of Object.getOwnPropertyNames(globalThis)) if (!before.has(name)) { context[name] = globalThis[name]; delete globalThis[name]; }
  }
};
class Script {
  #run;
  constructor(text, options) { this.#run = $script(String(text), (typeof options === 'string' ? options : options && options.filename) ?? 'evalmachine.<anonymous>'); }
  runInThisContext() { return this.#run.call(globalThis); }
  runInContext(context) {
    if (!contexts.has(context)) throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "contextifiedObject" argument must be an vm.Context. Received ' + $received(context));
    return within(context, () => this.runInThisContext());
  }
  runInNewContext(context = {}) { return this.runInContext(createContext(context)); }
}
const createContext = (context = {}) => { contexts.add(context); return context; };
module.exports = {
  Script, createContext,
  isContext: (context) => contexts.has(context),
  runInThisContext: (text, options) => new Script(text, options).runInThisContext(),
  runInContext: (text, context, options) => new Script(text, options).runInContext(context),
  runInNewContext: (text, context, options) => new Script(text, options).runInNewContext(context),
};
`;
