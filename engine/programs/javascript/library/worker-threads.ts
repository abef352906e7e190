/** node:worker_threads: each is a process of its own, that shows its parent's id. */
export const workerThreadsSource = `
const EventEmitter = require('events');
const thread = process._thread;
let made = thread ? thread.threadId * 1000 : 0;
const environment = new Map(thread ? thread.environment : []);
class Worker extends EventEmitter {
  constructor(file, options = {}) {
    super();
    let program = file instanceof URL ? decodeURIComponent(file.pathname) : file;
    if (!options.eval) {
      if (typeof program !== 'string') throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "filename" argument must be of type string or an instance of URL. Received ' + $received(program));
      if (!/^(?:\\/|\\.\\.?\\/)/.test(program)) throw $coded('TypeError', 'ERR_WORKER_PATH', (/^file:/.test(program) ? 'Wrap file:// URLs with \`new URL\`.' : 'The worker script or module filename must be an absolute path or a relative path starting with \\'./\\' or \\'../\\'.') + ' Received "' + program + '"');
    }
    this.threadId = ++made;
    this.resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2096, codeRangeSizeMb: 0, stackSizeMb: 4, ...options.resourceLimits };
    const workerData = options.workerData === undefined ? null : structuredClone(options.workerData);
    const env = { ...(options.env && typeof options.env === 'object' ? options.env : process.env), NODE_CHANNEL_FD: '3', NODE_CHANNEL_SERIALIZATION_MODE: 'thread' };
    const words = options.eval ? ['-e', program] : [require('path').resolve(program), ...(options.argv ?? []).map(String)];
    const child = require('child_process').spawn(process.execPath, [...(options.execArgv ?? []), ...words], { env, stdio: [options.stdin ? 'pipe' : 'ignore', options.stdout ? 'pipe' : 'inherit', options.stderr ? 'pipe' : 'inherit', 'ipc'], serialization: 'advanced' });
    Object.defineProperty(this, '_child', { value: child, enumerable: false });
    for (const name of ['stdin', 'stdout', 'stderr']) Object.defineProperty(this, name, { value: child[name], configurable: true, enumerable: false });
    child.send({ threadId: this.threadId, pid: process.pid, workerData, environment: [...environment], argv: options.eval ? options.argv ?? [] : undefined });
    child.on('internalMessage', (message) => {
      if (message.cmd === 'NODE_ONLINE') this.emit('online');
      else if (message.cmd === 'NODE_ERROR') this.emit('error', message.error);
    });
    child.on('message', (message) => this.emit('message', message));
    child.on('error', (error) => this.emit('error', error));
    child.on('exit', (code, signal) => { this.threadId = -1; setImmediate(() => this.emit('exit', signal ? 1 : code)); });
  }
  postMessage(value) { if (this._child.connected) this._child.send(value === undefined ? { cmd: 'NODE_UNDEFINED' } : value); else structuredClone(value); }
  terminate() {
    if (this.threadId === -1) return Promise.resolve();
    return new Promise((resolve) => { this.once('exit', resolve); this._child.kill('SIGKILL'); });
  }
  ref() { this._child.channel.ref(); return this; }
  unref() { this._child.unref(); this._child.channel.unref(); return this; }
}
class MessagePort extends EventEmitter {
  constructor() { super(); Object.defineProperty(this, '_queue', { value: [], writable: true, enumerable: false }); Object.defineProperty(this, '_other', { value: undefined, writable: true, enumerable: false }); }
  postMessage(value) { const copy = structuredClone(value); const other = this._other; if (!other) return; other._queue.push(copy); other._drain(); }
  _drain() { if (this._started) setImmediate(() => { const queue = this._queue; this._queue = []; for (const message of queue) { this.emit('message', message); if (typeof this.onmessage === 'function') this.onmessage({ data: message, target: this, type: 'message' }); } }); }
  start() { this._started = true; this._drain(); }
  on(name, listener) { super.on(name, listener); if (name === 'message') this.start(); return this; }
  addEventListener(name, listener) { this.on(name, name === 'message' ? (data) => listener({ data, target: this, type: 'message' }) : listener); }
  close() { const other = this._other; this._other = undefined; setImmediate(() => this.emit('close')); if (other) { other._other = undefined; setImmediate(() => other.emit('close')); } }
  ref() { return this; }
  unref() { return this; }
}
class MessageChannel {
  constructor() { this.port1 = new MessagePort(); this.port2 = new MessagePort(); this.port1._other = this.port2; this.port2._other = this.port1; }
}
let parentPort = null;
if (thread) {
  parentPort = new MessagePort();
  const queue = [];
  const give = (message) => { if (parentPort.listenerCount('message') > 0 || typeof parentPort.onmessage === 'function') { parentPort.emit('message', message); if (typeof parentPort.onmessage === 'function') parentPort.onmessage({ data: message, target: parentPort, type: 'message' }); } else queue.push(message); };
  thread.on('internalMessage', (message) => { if (message.cmd === 'NODE_UNDEFINED') give(undefined); });
  thread.listen(give);
  let listens = false;
  parentPort.postMessage = (value) => { if (thread.connected) thread.send(value); };
  parentPort.start = () => { listens = true; thread.channel.ref(); while (queue.length > 0) { const message = queue.shift(); setImmediate(() => give(message)); } };
  parentPort.on('removeListener', (name) => { if (name === 'message' && parentPort.listenerCount('message') === 0) thread.channel.unref(); });
  parentPort.close = () => { if (thread.connected) thread.disconnect(); setImmediate(() => parentPort.emit('close')); };
  parentPort.ref = () => thread.channel.ref();
  parentPort.unref = () => thread.channel.unref();
}
module.exports = {
  Worker, MessageChannel, MessagePort, parentPort,
  isMainThread: !thread,
  isInternalThread: false,
  threadId: thread ? thread.threadId : 0,
  workerData: thread ? thread.workerData : null,
  resourceLimits: thread ? { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2096, codeRangeSizeMb: 0, stackSizeMb: 4 } : {},
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  receiveMessageOnPort: (port) => port._queue.length > 0 ? { message: port._queue.shift() } : undefined,
  setEnvironmentData: (key, value) => { if (value === undefined) environment.delete(key); else environment.set(key, value); },
  getEnvironmentData: (key) => environment.get(key),
  markAsUntransferable: () => {},
  moveMessagePortToContext: (port) => port,
};
`;
