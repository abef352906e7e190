/** node:net */
export const netSource = `
const EventEmitter = require('events');
const { Readable } = require('stream');
const isUnix = (address) => typeof address === 'string' && address.startsWith('unix:');
const isPath = (given) => typeof given === 'string' && !/^\\s*\\d+\\s*$/.test(given);
class Socket extends Readable {
  constructor(options) {
    super(options);
    this.connecting = false;
    this.writable = true;
    this.writableEnded = false;
    this._handle = undefined;
    this._queue = [];
    this._timer = undefined;
    this.bytesWritten = 0;
    this._closesItself = true;
    this.allowHalfOpen = Boolean(options && options.allowHalfOpen);
  }
  _attach(handle) {
    this._handle = handle;
    handle.onevent = (event, ...args) => this._event(event, args);
  }
  _event(event, args) {
    this._touch();
    if (event === 'data') this.push(args[0]);
    else if (event === 'connect') {
      this.connecting = false;
      if (!isUnix(args[0])) [this.remoteAddress, this.remotePort, this.localAddress, this.localPort] = args;
      this.emit('connect');
      this.emit('ready');
      const queue = this._queue;
      this._queue = [];
      for (const [data, encoding, done] of queue) { $net.write(this._handle, data, encoding); if (done) done(); }
      if (this.writableEnded) $net.end(this._handle);
    } else if (event === 'end') {
      this.push(null);
      if (!this.allowHalfOpen) this.end();
      if (!this._flowing) this.resume();
      if (this.writableEnded) process.nextTick(() => this._close());
    } else if (event === 'error') {
      this.destroyed = true;
      this.emit('error', args[0]);
      this._closed(true);
    } else if (event === 'close') this._closed(false);
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
  write(data, encoding, done) {
    if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    if (this.writableEnded || this.destroyed) {
      const error = new Error('This socket has been ended by the other party');
      error.code = 'EPIPE';
      if (done) process.nextTick(done, error);
      return false;
    }
    this._touch();
    this.bytesWritten += data.length;
    if (this.connecting) { this._queue.push([data, encoding, done]); return false; }
    $net.write(this._handle, data, encoding);
    if (done) process.nextTick(done);
    return true;
  }
  end(data, encoding, done) {
    if (typeof data === 'function') { done = data; data = undefined; }
    if (data !== undefined && data !== null) this.write(data, encoding);
    if (this.writableEnded) return this;
    this.writableEnded = true;
    this.writable = false;
    if (done) this.once('finish', done);
    if (this._handle && !this.connecting) $net.end(this._handle);
    process.nextTick(() => { this.emit('finish'); if (this.readableEnded || this._finished) this._close(); });
    return this;
  }
  _close() { if (this._handle) $net.close(this._handle); this._closed(false); }
  _closed(failed) {
    if (this._gone) return;
    this._gone = true;
    this.destroyed = true;
    clearTimeout(this._timer);
    process.nextTick(() => this.emit('close', failed));
  }
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    if (this._handle) $net.close(this._handle);
    if (error) process.nextTick(() => this.emit('error', error));
    this._closed(Boolean(error));
    return this;
  }
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
      const error = new RangeError('options.port should be >= 0 and < 65536. Received ' + (typeof options.port === 'string' ? "type string ('" + options.port + "')" : 'type ' + typeof options.port + ' (' + String(options.port) + ')') + '.');
      error.code = 'ERR_SOCKET_BAD_PORT';
      throw error;
    }
    this._path = options.path;
    try { this._handle = $net.listen(port, options.path ? 'unix:' + options.path : options.host); }
    catch (error) { process.nextTick(() => this.emit('error', error)); return this; }
    this.listening = true;
    this._handle.onevent = (event, handle, address, from, local, localPort) => {
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
    };
    this._any = !options.path && options.host === undefined || options.host === '::';
    process.nextTick(() => this.emit('listening'));
    return this;
  }
  _shown(address) { return this._any ? '::ffff:' + address : address; }
  _socket(handle) { const socket = new Socket(); socket._attach(handle); return socket; }
  address() {
    if (!this._handle) return null;
    const found = $net.address(this._handle);
    if (typeof found === 'string') return found;
    return this._any ? found : { ...found, family: 'IPv4', address: found.address === '::' ? '0.0.0.0' : found.address };
  }
  close(done) {
    if (done) {
      if (this.listening) this.once('close', done);
      else { const error = new Error('Server is not running.'); error.code = 'ERR_SERVER_NOT_RUNNING'; process.nextTick(done, error); }
    }
    if (this._handle) $net.close(this._handle);
    if (this._handle && this._path) try { require('fs').unlinkSync(this._path); } catch {}
    this._handle = null;
    if (this.listening) { this.listening = false; this._closing = true; }
    this._ended();
    return this;
  }
  _ended() { if (this._closing && this._sockets.size === 0) { this._closing = false; process.nextTick(() => this.emit('close')); } }
  getConnections(done) { process.nextTick(done, null, this._sockets.size); }
  ref() { if (this._handle) $net.reference(this._handle, true); return this; }
  unref() { if (this._handle) $net.reference(this._handle, false); return this; }
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
