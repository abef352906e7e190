/** node's `process`. */
export const processSource = `
const EventEmitter = require('events');
const facts = $process.facts();
class process extends EventEmitter {}
const made = new process();
function $executable() { try { return $fs.readlink('/proc/self/exe'); } catch { return '/usr/local/bin/node'; } }
const stream = (descriptor) => {
  const { Writable } = require('stream');
  const out = new Writable({ decodeStrings: false, autoDestroy: false, write(data, encoding, done) { $process.write(descriptor, data, encoding === 'buffer' ? undefined : encoding); done(); } });
  out.fd = descriptor;
  if ($process.isTerminal(descriptor)) { out.isTTY = true; const size = $process.windowSize(descriptor); out.columns = size ? size.columns : 80; out.rows = size ? size.rows : 24; }
  out.end = (data) => { if (typeof data === 'string' || data instanceof Uint8Array) out.write(data); return out; };
  out.destroy = () => out;
  return out;
};
const lazy = (name, make) => {
  let value;
  Object.defineProperty(made, name, { get: () => value ??= make(), enumerable: true, configurable: true });
};
lazy('stdout', () => stream(1));
lazy('stderr', () => stream(2));
lazy('stdin', () => {
  const { Readable } = require('stream');
  const input = new Readable({ highWaterMark: 65536, autoDestroy: false, read() { $process.readInput(true); } });
  input.fd = 0;
  if ($process.isTerminal(0)) { input.isTTY = true; input.setRawMode = () => input; }
  const { resume, pause } = input;
  input.resume = function () { $process.readInput(true); return resume.call(this); };
  input.pause = function () { $process.readInput(false); return pause.call(this); };
  input.unref = () => { $process.readInput(false); return input; };
  made._stdin = input;
  return input;
});
Object.assign(made, {
  title: 'node',
  version: facts.version,
  versions: { node: facts.version.slice(1), v8: '11.3.244.8-node.26', uv: '1.46.0', modules: '115' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node' },
  argv: [],
  execArgv: [],
  execPath: $executable(),
  env: $process.env(),
  pid: facts.pid,
  ppid: facts.ppid,
  exitCode: undefined,
  config: {},
  features: {},
  nextTick: (callee, ...args) => {
    if (typeof callee !== 'function') { throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "callback" argument must be of type function. Received ' + (callee === undefined ? 'undefined' : $inspectValue(callee))); }
    $process.tick(callee, args);
  },
  cwd: () => $process.cwd(),
  chdir: (path) => { const from = $process.cwd(); try { $process.chdir(path); } catch (error) { error.message = error.message.replace("chdir '", "chdir '" + from + "' -> '"); throw error; } },
  getgroups: () => [$process.facts().gid],
  allowedNodeEnvironmentFlags: new Set(),
  constrainedMemory: () => 0,
  availableMemory: () => require('os').freemem(),
  resourceUsage: () => ({ userCPUTime: Math.floor(($process.now() - $process.startedMs()) * 10), systemCPUTime: 5000, maxRSS: Math.floor($process.memory() / 1024) }),
  umask: (mask) => $process.umask(mask ?? 0o22),
  uptime: () => ($process.now() - $process.startedMs()) / 1000,
  hrtime: Object.assign((before) => {
    const ms = $process.uptimeMs();
    const now = [Math.floor(ms / 1000), Math.floor((ms % 1000) * 1e6)];
    if (!before) return now;
    const nanoseconds = (now[0] - before[0]) * 1e9 + now[1] - before[1];
    return [Math.floor(nanoseconds / 1e9), nanoseconds % 1e9];
  }, { bigint: () => BigInt(Math.floor($process.uptimeMs() * 1000)) * 1000n }),
  memoryUsage: Object.assign(() => {
    const rss = $process.memory();
    const heapUsed = Math.max(4000000, rss - 40000000);
    return { rss, heapTotal: heapUsed + 1500000, heapUsed, external: 1400000, arrayBuffers: 10500 };
  }, { rss: () => $process.memory() }),
  cpuUsage: () => ({ user: Math.floor(($process.now() - $process.startedMs()) * 10), system: 5000 }),
  getuid: () => $process.facts().uid,
  getgid: () => $process.facts().gid,
  geteuid: () => $process.facts().uid,
  getegid: () => $process.facts().gid,
  kill: (pid, signal) => {
    if (typeof signal === 'string' && !$process.isSignal(signal)) throw $coded('TypeError', 'ERR_UNKNOWN_SIGNAL', 'Unknown signal: ' + signal);
    try { return $process.kill(pid, signal); }
    catch (error) { if (error.code) error.message = 'kill ' + error.code; throw error; }
  },
  abort: () => $process.abort(),
  emitWarning: (given, type, code) => {
    let warning = given;
    const options = type !== null && typeof type === 'object' ? type : { type, code };
    if (!(given instanceof Error)) {
      warning = new Error(given);
      warning.name = String(options.type || 'Warning');
      if (options.code) warning.code = options.code;
      if (options.detail) warning.detail = options.detail;
    }
    made.nextTick(() => {
      made.emit('warning', warning);
      const isFirst = !made._warned;
      Object.defineProperty(made, '_warned', { value: true, enumerable: false, configurable: true });
      const hint = warning.name === 'DeprecationWarning' ? '(Use \`node --trace-deprecation ...\` to show where the warning was created)' : '(Use \`node --trace-warnings ...\` to show where the warning was created)';
      $process.write(2, '(node:' + facts.pid + ') ' + (warning.code ? '[' + warning.code + '] ' : '') + warning.name + ': ' + warning.message + '\\n' + (warning.detail ? warning.detail + '\\n' : '') + (isFirst ? hint + '\\n' : ''));
    });
  },
  exit: (code) => {
    if (code !== undefined) made.exitCode = code;
    if (!made._exiting) { made._exiting = true; made.emit('exit', Number(made.exitCode ?? 0)); }
    $process.exit(made.exitCode ?? 0);
  },
});
const watched = (name, on) => { if ($process.isSignal(name) && name !== 'SIGKILL' && name !== 'SIGSTOP') $process.handleSignal(name, on); };
made.on('newListener', (name) => watched(name, true));
made.on('removeListener', (name) => { if (made.listenerCount(name) === 0) watched(name, false); });
// What started it sends messages: as a parent, as the primary of a cluster, or as the thread that it was made by.
const { NODE_CHANNEL_FD: channelNumber, NODE_CHANNEL_SERIALIZATION_MODE: mode, NODE_UNIQUE_ID: workerId } = made.env;
if (channelNumber !== undefined && $child.isOpen(3) && $child.isOpen(4)) {
  for (const name of ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', 'NODE_UNIQUE_ID']) delete made.env[name];
  const hidden = (name, value) => Object.defineProperty(made, name, { value, enumerable: false });
  const channel = $builtin('channel');
  // The thread's first message may have to be waited for.
  if (mode === 'thread') hidden('_begin', () => {
    const { message, rest } = channel.firstLine();
    const thread = Object.assign(new EventEmitter(), message);
    channel.openInChild(thread, true, rest);
    thread.listen = (give) => { thread.on('message', give); thread.channel.unref(); };
    hidden('_thread', thread);
    made.pid = message.pid;
    made.on('uncaughtException', (error) => {
      try { thread.send({ cmd: 'NODE_ERROR', error }); } catch { thread.send({ cmd: 'NODE_ERROR', error: new Error(String(error)) }); }
      made.exit(1);
    });
    thread.send({ cmd: 'NODE_ONLINE' });
  });
  else {
    channel.openInChild(made, mode === 'advanced', '');
    if (workerId !== undefined) { hidden('_workerId', workerId); made.channel.ref(); made.send({ cmd: 'NODE_ONLINE' }); }
  }
}
module.exports = made;
`;

export const timersSource = `module.exports = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises: undefined };
Object.defineProperty(module.exports, 'promises', { get: () => require('timers/promises') });`;
export const timersPromisesSource = `
const $aborted = (signal) => Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
const $wait = (begin, options) => new Promise((resolve, reject) => {
  const signal = options && options.signal;
  if (signal && signal.aborted) { reject($aborted(signal)); return; }
  const stop = begin(resolve);
  if (signal) signal.addEventListener('abort', () => { stop(); reject($aborted(signal)); }, { once: true });
});
module.exports = {
  setTimeout: (ms, value, options) => $wait((resolve) => { const timer = setTimeout(resolve, ms, value); if (options && options.ref === false) timer.unref(); return () => clearTimeout(timer); }, options),
  setImmediate: (value, options) => $wait((resolve) => { const timer = setImmediate(resolve, value); return () => clearImmediate(timer); }, options),
  setInterval: async function* (ms, value, options) {
    let due = 0; let wake;
    const timer = setInterval(() => { due++; if (wake) wake(); }, ms);
    try {
      for (;;) {
        if (due === 0) await $wait((resolve) => { wake = resolve; return () => {}; }, options);
        due--;
        yield value;
      }
    } finally { clearInterval(timer); }
  },
  scheduler: { wait: (ms, options) => module.exports.setTimeout(ms, undefined, options), yield: () => module.exports.setImmediate() },
};`;

/** node:module; modules are made of it. */
export const moduleSource = `
function Module(id, parent) {
  this.id = id;
  this.path = '';
  this.exports = {};
  Object.defineProperty(this, 'parent', { value: parent, enumerable: false });
  this.filename = null;
  this.loaded = false;
  this.children = [];
  this.paths = [];
  if (parent) parent.children.push(this);
}
Module.prototype.require = function (id) { return $loader.$load(id, this); };
Module.Module = Module;
Module.builtinModules = ['assert', 'buffer', 'child_process', 'crypto', 'dns', 'events', 'fs', 'http', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'querystring', 'readline', 'stream', 'string_decoder', 'test', 'timers', 'url', 'util', 'zlib'];
Module.createRequire = (file) => $loader.$makeRequire(Object.assign(new Module(String(file)), { filename: String(file).replace('file://', '') }));
module.exports = Module;
`;
