/** node:test: tests and suites, in the order in which they were made, one after the other. */
export const testSource = `
const { report, failureOf, callSite } = require('test-reports');
class Node {
  constructor(parent, name, options, run, isSuite) {
    Object.assign(this, { parent, name, options, run, isSuite, children: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] }, nesting: parent ? parent.nesting + 1 : -1, failed: 0, site: callSite() });
  }
}
const root = new Node(undefined, '<root>', {}, undefined, true);
const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
let collecting = root;
let began;
const now = () => performance.now();
const given = (args) => {
  let [name, options, run] = args;
  if (typeof name === 'function') [name, options, run] = [undefined, {}, name];
  else if (typeof name === 'object' && name !== null) [name, options, run] = [undefined, name, options];
  else if (typeof options === 'function') [options, run] = [{}, options];
  return [name ?? (run && run.name ? run.name : '<anonymous>'), options ?? {}, run];
};
class TestContext {
  #node;
  constructor(node) { this.#node = node; }
  get name() { return this.#node.name; }
  get fullName() { return this.#node.parent && this.#node.parent !== root ? this.#node.parent.name + ' > ' + this.#node.name : this.#node.name; }
  get signal() { return new AbortController().signal; }
  test = (...args) => { const [name, options, run] = given(args); return perform(add(this.#node, name, options, run, false)); };
  diagnostic(text) { (this.#node.notes ??= []).push(String(text)); }
  skip(text) { this.#node.skipped = text ?? true; }
  todo(text) { this.#node.todo = text ?? true; }
  before(run) { this.#node.hooks.before.push(run); }
  after(run) { this.#node.hooks.after.push(run); }
  beforeEach(run) { this.#node.hooks.beforeEach.push(run); }
  afterEach(run) { this.#node.hooks.afterEach.push(run); }
  get mock() { return mock; }
}
const add = (parent, name, options, run, isSuite) => {
  const node = new Node(parent, name, options, run, isSuite);
  parent.children.push(node);
  node.number = parent.children.length;
  return node;
};
const called = (run, context) => run.length < 2
  ? run.call(context, context)
  : new Promise((resolve, reject) => run.call(context, context, (error) => error ? reject(error) : resolve()));
const limited = (promise, ms) => ms === undefined || ms === Infinity ? promise : new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(Object.assign(new Error('test timed out after ' + ms + 'ms'), { code: 'ERR_TEST_FAILURE', failureType: 'testTimeoutFailure' })), ms);
  Promise.resolve(promise).then(resolve, reject).finally(() => clearTimeout(timer));
});
const above = (node, name) => node ? [...above(node.parent, name), ...node.hooks[name]] : [];
const all = async (hooks, context) => { for (const hook of hooks) await called(hook, context); };
const inside = async (node, context) => {
  if (node.isSuite) {
    const before = collecting;
    collecting = node;
    try { await node.run.call(context, context); } finally { collecting = before; }
    await all(node.hooks.before, context);
    for (const child of node.children) await perform(child);
  } else {
    await all(above(node.parent, 'beforeEach'), context);
    try { await limited(called(node.run, context), node.options.timeout); } finally { await all(above(node.parent, 'afterEach'), context); }
  }
  await all(node.hooks.after, context);
};
const perform = async (node) => {
  await null;
  const { options } = node;
  report({ type: 'start', nesting: node.nesting, name: node.name });
  const start = now();
  let error;
  const context = new TestContext(node);
  const idle = options.skip || !node.run;
  if (!idle) try { await inside(node, context); } catch (caught) { error = failureOf(caught, node.site); }
  if (node.children.length > 0) report({ type: 'plan', nesting: node.nesting + 1, count: node.children.length });
  if (!error && node.failed > 0) error = { kind: 'subtestsFailed', message: node.failed + ' subtest' + (node.failed > 1 ? 's' : '') + ' failed', site: node.site };
  const skip = options.skip || node.skipped;
  const todo = options.todo || node.todo;
  counts[node.isSuite ? 'suites' : 'tests']++;
  if (!node.isSuite) counts[skip ? 'skipped' : todo ? 'todo' : error ? 'fail' : 'pass']++;
  if (error && !todo) node.parent.failed++;
  report({ type: error ? 'fail' : 'pass', nesting: node.nesting, number: node.number, name: node.name, ms: now() - start, suite: node.isSuite, skip, todo, error, notes: node.notes });
};
const begin = () => {
  if (began !== undefined) return;
  began = now();
  setImmediate(async () => {
    try { await all(root.hooks.before); } catch (error) { process.exitCode = 1; console.error(error); }
    for (const node of root.children) await perform(node);
    await all(root.hooks.after);
    if (root.failed > 0) process.exitCode = 1;
    report({ type: 'end', planned: root.children.length, counts, ms: now() - began });
  });
};
const make = (isSuite) => {
  const create = (...args) => {
    const [name, options, run] = given(args);
    begin();
    add(collecting, name, options, run, isSuite);
    return Promise.resolve();
  };
  const variant = (extra) => (...args) => { const [name, options, run] = given(args); return create(name, { ...options, ...extra }, run); };
  return Object.assign(create, { skip: variant({ skip: true }), todo: variant({ todo: true }), only: variant({ only: true }) });
};
const tracked = (original, implementation = original) => {
  const calls = [];
  let now = implementation;
  let once = [];
  const fn = function (...args) {
    const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target: new.target, this: this };
    calls.push(call);
    const at = once.findIndex(([index]) => index === calls.length - 1);
    const run = at < 0 ? now : once.splice(at, 1)[0][1];
    try { return call.result = new.target ? Reflect.construct(run, args) : Reflect.apply(run, this, args); } catch (error) { call.error = error; throw error; }
  };
  fn.mock = {
    get calls() { return [...calls]; },
    callCount: () => calls.length,
    resetCalls: () => { calls.length = 0; },
    mockImplementation: (given) => { now = given; },
    mockImplementationOnce: (given, index = calls.length) => { once.push([index, given]); },
    restore: () => { now = original; },
  };
  return fn;
};
const restores = [];
const mock = {
  fn: (original = () => {}, implementation) => typeof implementation === 'function' ? tracked(original, implementation) : tracked(original),
  method(object, name, implementation) {
    const own = Object.getOwnPropertyDescriptor(object, name);
    const original = object[name];
    const fn = tracked(original, typeof implementation === 'function' ? implementation : original);
    const restore = () => { if (own) Object.defineProperty(object, name, own); else delete object[name]; };
    fn.mock.restore = restore;
    restores.push(restore);
    Object.defineProperty(object, name, { value: fn, writable: true, configurable: true, enumerable: own ? own.enumerable : false });
    return fn;
  },
  reset() { mock.restoreAll(); },
  restoreAll() { for (const restore of restores.splice(0).reverse()) restore(); },
  get timers() { throw new Error('mock.timers is not part of the simulation'); },
};
const test = make(false);
const describe = make(true);
const hook = (name) => (run) => { begin(); collecting.hooks[name].push(run); };
module.exports = Object.assign(test, {
  test, it: test, describe, suite: describe, mock,
  before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach'),
  run: () => { throw new Error('node:test run() is not part of the simulation: use node --test'); },
});
`;
