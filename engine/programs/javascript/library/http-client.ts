/** node:http, the client's side. */
export const httpClientSource = `
const net = require('net');
exports.make = ({ IncomingMessage, OutgoingMessage }) => {
  class Agent { constructor(options) { this.options = { ...options }; this.keepAlive = Boolean(options && options.keepAlive); } destroy() {} }
  const globalAgent = new Agent({ keepAlive: true });
  class ClientRequest extends OutgoingMessage {
    constructor(options, done) {
      super();
      this.method = (options.method ?? 'GET').toUpperCase();
      this.host = options.hostname ?? options.host ?? 'localhost';
      this.port = Number(options.port ?? 80);
      this.path = options.path ?? '/';
      this._socketPath = options.socketPath;
      this.protocol = 'http:';
      this._parts = [];
      for (const name of Object.keys(options.headers ?? {})) if (options.headers[name] !== undefined) this.setHeader(name, options.headers[name]);
      if (options.auth && !this.hasHeader('authorization')) this.setHeader('Authorization', 'Basic ' + Buffer.from(options.auth).toString('base64'));
      if (!this.hasHeader('host')) this.setHeader('Host', this.port === 80 ? this.host : this.host + ':' + this.port);
      if (done) this.once('response', done);
      if (options.timeout) this.setTimeout(options.timeout);
      if (options.signal) options.signal.addEventListener('abort', () => this.destroy(options.signal.reason));
    }
    write(data, encoding, done) { this._parts.push(typeof data === 'string' ? Buffer.from(data, encoding) : data); if (typeof done === 'function') done(); return true; }
    end(data, encoding, done) {
      if (typeof data === 'function') { done = data; data = undefined; }
      if (data !== undefined && data !== null) this.write(data, encoding);
      if (this.writableEnded) return this;
      this.writableEnded = true;
      this._begin();
      if (typeof done === 'function') this.once('finish', done);
      return this;
    }
    _begin() {
      const socket = new net.Socket();
      this.socket = socket;
      this.emit('socket', socket);
      socket.connecting = true;
      socket._attach(this._socketPath ? $net.connect('unix:' + this._socketPath, 0) : $net.connect(this.host.replace(/^\\[|\\]$/g, ''), this.port));
      socket._handle.onevent = (event, ...args) => {
        if (event === 'connect') this._send(socket);
        else if (event === 'response') this._respond(socket, ...args);
        else if (event === 'error') this._fail(args[0]);
        else if (event === 'end' && !this.res) { const error = new Error('socket hang up'); error.code = 'ECONNRESET'; socket.destroy(); this._fail(error); }
        else if (event === 'malformed') { const error = new Error('Parse Error: Expected HTTP/'); error.code = 'HPE_INVALID_CONSTANT'; socket.destroy(); this._fail(error); }
      };
      $net.begin(socket._handle);
    }
    _fail(error) {
      clearTimeout(this._timer);
      if (this._failed) return;
      this._failed = true;
      this.emit('error', error);
      this.emit('close');
    }
    _send(socket) {
      const body = Buffer.concat(this._parts);
      const sends = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(this.method);
      if (sends && !this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) this.setHeader('Content-Length', body.length);
      if (!this.hasHeader('connection')) this.setHeader('Connection', Number(process.versions.node.split('.')[0]) >= 20 ? 'keep-alive' : 'close');
      this.removeHeader('transfer-encoding');
      this.headersSent = true;
      $net.write(socket._handle, this.method + ' ' + this.path + ' HTTP/1.1\\r\\n' + this._lines() + '\\r\\n', 'latin1');
      if (body.length > 0) $net.write(socket._handle, body);
      $net.reading(socket._handle, 'response');
      this.emit('finish');
    }
    _respond(socket, line, raw, body) {
      clearTimeout(this._timer);
      const res = new IncomingMessage(socket);
      res.httpVersion = line[0].replace('HTTP/', '');
      res.statusCode = Number(line[1]);
      res.statusMessage = line[2];
      res.req = this;
      res._take(raw, this.method === 'HEAD' ? Buffer.alloc(0) : body);
      this.res = res;
      $net.close(socket._handle);
      if (this.listenerCount('response') === 0) res.resume();
      this.emit('response', res);
      process.nextTick(() => this.emit('close'));
    }
    abort() { this.destroy(); }
    destroy(error) {
      if (this.destroyed) return this;
      this.destroyed = true;
      if (this.socket && this.socket._handle) $net.close(this.socket._handle);
      if (!this.res) { const made = error ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }); process.nextTick(() => this._fail(made)); }
      return this;
    }
    setTimeout(ms, done) {
      if (done) this.once('timeout', done);
      clearTimeout(this._timer);
      if (ms > 0) this._timer = setTimeout(() => this.emit('timeout'), ms);
      return this;
    }
    setNoDelay() {}
    setSocketKeepAlive() {}
    flushHeaders() {}
  }
  const request = (target, options, done) => {
    if (typeof options === 'function') { done = options; options = undefined; }
    let given = target;
    if (typeof target === 'string') given = new URL(target);
    if (given instanceof URL) {
      if (given.protocol !== 'http:') {
        throw $coded('TypeError', 'ERR_INVALID_PROTOCOL', 'Protocol "' + given.protocol + '" not supported. Expected "http:"');
      }
      given = { protocol: given.protocol, hostname: given.hostname, port: given.port || 80, path: given.pathname + given.search, ...(given.username ? { auth: given.username + ':' + given.password } : {}) };
    }
    return new ClientRequest({ ...given, ...options }, done);
  };
  return { ClientRequest, Agent, globalAgent, request, get: (...given) => { const made = request(...given); made.end(); return made; } };
};
`;
