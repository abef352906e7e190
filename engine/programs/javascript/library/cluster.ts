/** node:cluster: workers share the ports that they listen at; the primary accepts, and deals connections out in turn. */
export const clusterSource = `
const EventEmitter = require('events');
const cluster = new EventEmitter();
module.exports = cluster;
class Worker extends EventEmitter {
  constructor(id, child) {
    super();
    this.exitedAfterDisconnect = undefined;
    this.state = 'none';
    this.id = id;
    this.process = child;
    child.on('error', (error) => { if (this.listenerCount('error') > 0) this.emit('error', error); });
    child.on('message', (message, handle) => this.emit('message', message, handle));
  }
  send(...given) { return this.process.send(...given); }
  isConnected() { return this.process.connected; }
  isDead() { return this.process.exitCode !== null && this.process.exitCode !== undefined || Boolean(this.process.signalCode); }
  kill(signal = 'SIGTERM') { this.exitedAfterDisconnect = true; this.process.kill(signal); }
  destroy(signal) { this.kill(signal); }
  disconnect() {
    this.exitedAfterDisconnect = true;
    if (cluster.isWorker) leave(); else if (this.isConnected()) this.process.send({ cmd: 'NODE_DISCONNECT' });
    return this;
  }
}
cluster.Worker = Worker;
cluster.SCHED_NONE = 1;
cluster.SCHED_RR = 2;
cluster.schedulingPolicy = 2;
cluster.isWorker = process._workerId !== undefined;
cluster.isPrimary = cluster.isMaster = !cluster.isWorker;

// The primary's side.
const shared = new Map();
const deal = (key) => {
  const place = shared.get(key);
  while (place && place.waiting.length > 0 && place.workers.length > 0) {
    const worker = place.workers.shift();
    place.workers.push(worker);
    const next = place.waiting.shift();
    if (!worker.isConnected()) { place.waiting.unshift(next); dropped(worker); continue; }
    place.given.set(next.id, { worker, next });
    worker.process.send({ cmd: 'NODE_CONNECTION', key, id: next.id, descriptor: $net.descriptor(next.handle), facts: next.facts });
  }
};
const dropped = (worker) => {
  for (const [key, place] of shared) {
    place.workers = place.workers.filter((each) => each !== worker);
    for (const [id, given] of place.given) if (given.worker === worker) { place.given.delete(id); place.waiting.unshift(given.next); }
    if (place.workers.length === 0) { for (const { handle } of place.waiting) $net.close(handle); $net.close(place.handle); shared.delete(key); } else deal(key);
  }
};
let connections = 0;
const listen = (worker, { key, port, host }) => {
  const answer = (detail) => worker.process.send({ cmd: 'NODE_LISTEN_REPLY', key, ...detail });
  let place = shared.get(key);
  if (!place) {
    let handle;
    try { handle = $net.listen(port, host ?? undefined); }
    catch (error) { answer({ error: { message: error.message, code: error.code, errno: error.errno, syscall: error.syscall, address: error.address, port: error.port } }); return; }
    place = { handle, workers: [], waiting: [], given: new Map() };
    shared.set(key, place);
    handle.onevent = (event, socket, ...facts) => { $net.pause(socket); place.waiting.push({ id: ++connections, handle: socket, facts }); deal(key); };
  }
  place.workers.push(worker);
  const address = $net.address(place.handle);
  answer({ address });
  worker.state = 'listening';
  const told = { addressType: host && host.includes('.') ? 4 : host ? 6 : -1, address: host ?? null, port: address.port, fd: undefined };
  worker.emit('listening', told);
  cluster.emit('listening', worker, told);
  deal(key);
};
const heard = {
  NODE_ONLINE: (worker) => { worker.state = 'online'; worker.emit('online'); cluster.emit('online', worker); },
  NODE_LISTEN: listen,
  NODE_TAKEN: (worker, { key, id }) => { const place = shared.get(key); const given = place && place.given.get(id); if (given) { place.given.delete(id); $net.close(given.next.handle); } },
  NODE_CLOSE: (worker, { key }) => { const place = shared.get(key); if (!place) return; place.workers = place.workers.filter((each) => each !== worker); if (place.workers.length === 0) { $net.close(place.handle); shared.delete(key); } },
  NODE_LEAVES: (worker) => { worker.exitedAfterDisconnect = true; },
};
const asPrimary = () => {
  let made = 0;
  cluster.workers = {};
  cluster.settings = {};
  cluster.setupPrimary = cluster.setupMaster = (options) => {
    cluster.settings = { args: process.argv.slice(2), exec: process.argv[1], execArgv: process.execArgv, silent: false, ...cluster.settings, ...options };
    process.nextTick(() => cluster.emit('setup', cluster.settings));
  };
  cluster.fork = (env) => {
    cluster.setupPrimary();
    const { exec, args, execArgv, silent, cwd, stdio, uid, gid } = cluster.settings;
    const id = ++made;
    const child = require('child_process').fork(exec, args, { cwd, execArgv, silent, stdio, uid, gid, env: { ...process.env, ...env, NODE_UNIQUE_ID: String(id) } });
    const worker = new Worker(id, child);
    cluster.workers[id] = worker;
    worker.on('message', (message, handle) => cluster.emit('message', worker, message, handle));
    child.on('internalMessage', (message) => { const run = heard[message.cmd]; if (run) run(worker, message); });
    child.once('exit', (code, signal) => {
      worker.state = 'dead';
      worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
      dropped(worker);
      delete cluster.workers[id];
      worker.emit('exit', code, signal);
      cluster.emit('exit', worker, code, signal);
    });
    child.once('disconnect', () => {
      worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
      if (worker.state !== 'dead') worker.state = 'disconnected';
      dropped(worker);
      worker.emit('disconnect');
      cluster.emit('disconnect', worker);
    });
    process.nextTick(() => cluster.emit('fork', worker));
    return worker;
  };
  cluster.disconnect = (done) => {
    const workers = Object.values(cluster.workers);
    let left = workers.length;
    if (left === 0) { if (done) process.nextTick(done); return; }
    for (const worker of workers) { worker.once('disconnect', () => { if (--left === 0 && done) done(); }); worker.disconnect(); }
  };
};

// The worker's side.
const servers = new Map();
const leave = () => {
  process.send({ cmd: 'NODE_LEAVES' });
  cluster.worker.exitedAfterDisconnect = true;
  let left = servers.size;
  const done = () => { if (process.connected) process.disconnect(); };
  if (left === 0) done();
  for (const server of [...servers.values()]) server.close(() => { if (--left === 0) done(); });
};
const taken = {
  NODE_LISTEN_REPLY: ({ key, error, address }) => {
    const server = servers.get(key);
    if (!server) return;
    if (error) { servers.delete(key); server._handle = null; server.listening = false; server.emit('error', Object.assign(new Error(error.message), error)); return; }
    server._shared.address = address;
    server.emit('listening');
  },
  NODE_CONNECTION: ({ key, id, descriptor, facts }) => {
    const handle = $net.take(descriptor);
    process.send({ cmd: 'NODE_TAKEN', key, id });
    const server = servers.get(key);
    if (!server) { $net.close(handle); return; }
    server._accepted(handle, ...facts);
  },
  NODE_DISCONNECT: () => leave(),
};
cluster._listen = (server, port, host) => {
  const key = port + ':' + (host ?? '') + ':' + (port === 0 ? process._workerId + '.' + servers.size : '');
  server._handle = server._shared = { key };
  server.listening = true;
  servers.set(key, server);
  process.send({ cmd: 'NODE_LISTEN', key, port, host });
};
cluster._close = (server) => {
  const { key } = server._shared;
  servers.delete(key);
  if (process.connected) process.send({ cmd: 'NODE_CLOSE', key });
};
const asWorker = () => {
  cluster.worker = new Worker(Number(process._workerId), process);
  process.on('internalMessage', (message) => { const run = taken[message.cmd]; if (run) run(message); });
  const over = () => { if (!cluster.worker.exitedAfterDisconnect) process.exit(0); cluster.worker.emit('disconnect'); };
  process.once('disconnect', over);
};
if (cluster.isWorker) asWorker(); else asPrimary();
`;
