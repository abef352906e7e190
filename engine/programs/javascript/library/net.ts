/** node:net */
export const netSource = `
const EventEmitter = require('events');
const { Duplex } = require('stream');
const isUnix = (address) => typeof address === 'string' && address.startsWith('unix:');
const isPath = (given) => typeof given === 'string' && !/^\\s*\\d+\\s*$/.test(given);
class Socket extends Duplex {
  constructor(options = {}) {
    super({ allowHalfOpen: Boolean(options.allowHalfOpen), decodeStrings: false, emitClose: false });
    this.connecting = false;
    this._handle = undefined;
    this._timer = undefined;
    this.bytesWritten = 0;
    this.bytesRead = 0;
  }
  _attach(handle) {
    this._handle = handle;
    handle.onevent = (event, ...args) => this._event(event, args);
  }
  _event(event, args) {
    this._touch();
    if (event === 'data') {
      this.bytesRead += args[0].length;
      if (!this.push(args[0])) { this._full = true; $net.pause(this._handle); }
    } else if (event === 'connect') {
      this.connecting = false;
      if (!isUnix(args[0])) [this.remoteAddress, this.remotePort, this.localAddress, this.localPort] = args;
      this.remoteFamily = 'IPv4';
      this.emit('connect');
      this.emit('ready');
    } else if (event === 'end') {
      this.push(null);
      this.read(0);
    } else if (event === 'error') this.destroy(args[0]);
    else if (event === 'close') this.destroy();
    else this.emit(event, ...args);
  }
  connect(...given) {
    const done = typeof given[given.length - 1] === 'function' ? given.pop() : undefined;
    const options = typeof given[0] === 'object' ? given[0] : isPath(given[0]) ? { path: given[0] } : { port: given[0], host: given[1] };
    if (done) this.once('connect', done);
    this.connecting = true;
    this._attach(options.path ? $net.connect('unix:' + options.path, 0) : $net.connect(options.host ?? 'localhost', Number(options.port)));
    $net.begin(this._handle);
    return this;
  }
  _read() { if (this._full) { this._full = false; $net.resume(this._handle); } }
  _write(data, encoding, done) {
    if (this.connecting) { this.once('connect', () => this._write(data, encoding, done)); return; }
    if (!this._handle) { done(Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' })); return; }
    this._touch();
    this.bytesWritten += data.length;
    $net.write(this._handle, data, encoding === 'buffer' ? undefined : encoding);
    done();
  }
  _final(done) {
    if (this.connecting) { this.once('connect', () => this._final(done)); return; }
    if (this._handle) $net.end(this._handle);
    done();
  }
  _destroy(error, done) {
    this.connecting = false;
    clearTimeout(this._timer);
    if (this._handle) $net.close(this._handle);
    done(error);
    process.nextTick(() => this.emit('close', Boolean(error)));
  }
  destroySoon() { if (this.writable) this.end(); if (this.writableFinished) this.destroy(); else this.once('finish', () => this.destroy()); }
  resetAndDestroy() { return this.destroy(); }
  get readyState() { return this.connecting ? 'opening' : this.readable && this.writable ? 'open' : this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed'; }
  get pending() { return !this._handle || this.connecting; }
  _touch() { if (this._timeout) { clearTimeout(this._timer); this._timer = setTimeout(() => this.emit('timeout'), this._timeout); this._timer.unref(); } }
  setTimeout(ms, done) { this._timeout = ms; if (done) this.once('timeout', done); clearTimeout(this._timer); this._touch(); return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  ref() { if (this._handle) $net.reference(this._handle, true); return this; }
  unref() { if (this._handle) $net.reference(this._handle, false); return this; }
  address() { return this._handle ? $net.address(this._handle) : {}; }
}
class Server extends EventEmitter {
  constructor(options, listener) {
    super();
    if (typeof options === 'function') listener = options;
    this._connections = 0;
    this._sockets = new Set();
    this.listening = false;
    this._handle = null;
    if (listener) this.on('connection', listener);
  }
  listen(...given) {
    const done = typeof given[given.length - 1] === 'function' ? given.pop() : undefined;
    const options = typeof given[0] === 'object' && given[0] !== null ? given[0] : isPath(given[0]) ? { path: given[0] } : { port: given[0], host: typeof given[1] === 'string' ? given[1] : undefined };
    if (done) this.once('listening', done);
    const port = Number(options.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw $coded('RangeError', 'ERR_SOCKET_BAD_PORT', 'options.port should be >= 0 and < 65536. Received ' + (typeof options.port === 'string' ? "type string ('" + options.port + "')" : 'type ' + typeof options.port + ' (' + String(options.port) + ')') + '.');
    }
    this._path = options.path;
    this._any = !options.path && options.host === undefined || options.host === '::';
    if (process._workerId !== undefined && !options.path && !options.exclusive) { require('cluster')._listen(this, port, options.host); return this; }
    try { this._handle = $net.listen(port, options.path ? 'unix:' + options.path : options.host); }
    catch (error) { process.nextTick(() => this.emit('error', error)); return this; }
    this.listening = true;
    this._handle.onevent = (event, ...args) => this._accepted(...args);
    process.nextTick(() => this.emit('listening'));
    return this;
  }
  _accepted(handle, address, from, local, localPort) {
    if (this.maxConnections !== undefined && this._sockets.size >= this.maxConnections) { $net.close(handle); return; }
    const socket = this._socket(handle);
    if (!isUnix(address)) {
      socket.remoteAddress = this._shown(address);
      socket.remoteFamily = socket.remoteAddress.includes(':') ? 'IPv6' : 'IPv4';
      socket.remotePort = from;
      socket.localAddress = this._shown(local);
      socket.localPort = localPort;
    }
    this._sockets.add(socket);
    socket.once('close', () => { this._sockets.delete(socket); this._ended(); });
    this.emit('connection', socket);
  }
  _shown(address) { return this._any ? '::ffff:' + address : address; }
  _socket(handle) { const socket = new Socket(); socket._attach(handle); return socket; }
  address() {
    if (!this._handle) return null;
    const found = this._shared ? this._shared.address ?? null : $net.address(this._handle);
    if (found === null || typeof found === 'string') return found;
    return this._any ? found : { ...found, family: 'IPv4', address: found.address === '::' ? '0.0.0.0' : found.address };
  }
  close(done) {
    if (done) {
      if (this.listening) this.once('close', done);
      else { const error = new Error('Server is not running.'); error.code = 'ERR_SERVER_NOT_RUNNING'; process.nextTick(done, error); }
    }
    if (this._handle && this._shared) require('cluster')._close(this);
    else if (this._handle) $net.close(this._handle);
    if (this._handle && this._path) try { require('fs').unlinkSync(this._path); } catch {}
    this._handle = null;
    if (this.listening) { this.listening = false; this._closing = true; }
    this._ended();
    return this;
  }
  _ended() { if (this._closing && this._sockets.size === 0) { this._closing = false; process.nextTick(() => this.emit('close')); } }
  getConnections(done) { process.nextTick(done, null, this._sockets.size); }
  ref() { if (this._handle && !this._shared) $net.reference(this._handle, true); return this; }
  unref() { if (this._handle && !this._shared) $net.reference(this._handle, false); return this; }
}
const connect = (...given) => new Socket().connect(...given);
module.exports = {
  Socket, Stream: Socket, Server, connect, createConnection: connect,
  createServer: (options, listener) => new Server(options, listener),
  isIP: (text) => /^\\d{1,3}(\\.\\d{1,3}){3}$/.test(text) ? 4 : /^[0-9a-f:]*:[0-9a-f:]*$/i.test(text) ? 6 : 0,
  isIPv4: (text) => /^\\d{1,3}(\\.\\d{1,3}){3}$/.test(text),
  isIPv6: (text) => /^[0-9a-f:]*:[0-9a-f:]*$/i.test(text),
};
`;
