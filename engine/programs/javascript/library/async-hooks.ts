/** node:async_hooks: stores that follow what is called later. Hooks hear of nothing. */
export const asyncHooksSource = `
const within = (context, callback, self, args) => {
  const before = $process.context();
  $process.setContext(context);
  try { return callback.apply(self, args); } finally { $process.setContext(before); }
};
let made = 1;
class AsyncResource {
  #context = $process.context();
  #id = ++made;
  constructor(type) {
    if (typeof type !== 'string') throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "type" argument must be of type string. Received ' + $received(type));
  }
  runInAsyncScope(callback, self, ...args) { return within(this.#context, callback, self, args); }
  emitDestroy() { return this; }
  asyncId() { return this.#id; }
  triggerAsyncId() { return 1; }
  bind(callback) { const resource = this; return function (...args) { return resource.runInAsyncScope(callback, this, ...args); }; }
  static bind(callback, type, self) { const resource = new AsyncResource(type ?? 'bound-anonymous-fn'); return function (...args) { return resource.runInAsyncScope(callback, self ?? this, ...args); }; }
}
class AsyncLocalStorage {
  #fallback;
  #name;
  constructor(options = {}) { this.#fallback = options.defaultValue; this.#name = options.name ?? ''; }
  get name() { return this.#name; }
  #with(store) { return new Map($process.context()).set(this, store); }
  getStore() { const context = $process.context(); return context && context.has(this) ? context.get(this) : this.#fallback; }
  run(store, callback, ...args) { return within(this.#with(store), callback, undefined, args); }
  exit(callback, ...args) { return this.run(undefined, callback, ...args); }
  enterWith(store) { $process.setContext(this.#with(store)); }
  disable() { const context = new Map($process.context()); context.delete(this); $process.setContext(context); }
  static bind(callback) { return AsyncResource.bind(callback); }
  static snapshot() { const context = $process.context(); return (callback, ...args) => within(context, callback, undefined, args); }
}
const hook = { enable() { return hook; }, disable() { return hook; } };
module.exports = { AsyncLocalStorage, AsyncResource, createHook: () => hook, executionAsyncId: () => 1, triggerAsyncId: () => 0, executionAsyncResource: () => ({}), asyncWrapProviders: Object.create(null) };
`;
