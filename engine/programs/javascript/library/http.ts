/** node:http, the server's side. */
export const httpSource = `
const net = require('net');
const Stream = require('stream');
const { Readable } = Stream;
const STATUS_CODES = { 100: 'Continue', 101: 'Switching Protocols', 200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 507: 'Insufficient Storage', 511: 'Network Authentication Required' };
const headersOf = (raw) => {
  const made = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at].toLowerCase();
    if (name === 'set-cookie') (made[name] ??= []).push(raw[at + 1]);
    else if (made[name] !== undefined && !['host', 'content-type', 'content-length', 'user-agent', 'authorization'].includes(name)) made[name] += (name === 'cookie' ? '; ' : ', ') + raw[at + 1];
    else made[name] ??= raw[at + 1];
  }
  return made;
};
class IncomingMessage extends Readable {
  constructor(socket) {
    super();
    this.socket = socket;
    this.connection = socket;
    this.httpVersion = '1.1';
    this.complete = false;
    this.headers = {};
    this.rawHeaders = [];
    this.aborted = false;
  }
  _read() {}
  _take(raw, body) {
    this.rawHeaders = raw;
    this.headers = headersOf(raw);
    this.complete = true;
    if (body.length > 0) this.push(body);
    this.push(null);
  }
  setTimeout(ms, done) { this.socket.setTimeout(ms, done); return this; }
}
const invalid = (code, message) => $coded('TypeError', code, message);
class OutgoingMessage extends Stream {
  constructor() {
    super();
    this.writable = true;
    this.destroyed = false;
    this.writableEnded = false;
    this.writableFinished = false;
    this._headers = new Map();
    this.headersSent = false;
    this.finished = false;
    this.sendDate = true;
  }
  setHeader(name, value) {
    if (this.headersSent) { throw $coded('Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client'); }
    if (typeof name !== 'string' || !/^[!#$%&'*+.^_|~0-9A-Za-z\\x60-]+$/.test(name)) throw invalid('ERR_INVALID_HTTP_TOKEN', 'Header name must be a valid HTTP token ["' + String(name) + '"]');
    if (value === undefined) throw invalid('ERR_HTTP_INVALID_HEADER_VALUE', 'Invalid value "undefined" for header "' + name + '"');
    if (/[\\r\\n]/.test(String(value))) throw invalid('ERR_INVALID_CHAR', 'Invalid character in header content ["' + name + '"]');
    this._headers.set(name.toLowerCase(), [name, value]);
    return this;
  }
  setHeaders(headers) { for (const [name, value] of headers) this.setHeader(name, value); return this; }
  cork() {}
  uncork() {}
  destroy(error) { if (this.destroyed) return this; this.destroyed = true; if (this.socket) this.socket.destroy(error); return this; }
  appendHeader(name, value) { const known = this.getHeader(name); return this.setHeader(name, known === undefined ? value : [known, value].flat()); }
  getHeader(name) { const found = this._headers.get(name.toLowerCase()); return found ? found[1] : undefined; }
  hasHeader(name) { return this._headers.has(name.toLowerCase()); }
  removeHeader(name) { this._headers.delete(name.toLowerCase()); }
  getHeaders() { const made = Object.create(null); for (const [name, pair] of this._headers) made[name] = pair[1]; return made; }
  getHeaderNames() { return [...this._headers.keys()]; }
  _lines() {
    let text = '';
    for (const [name, value] of this._headers.values()) for (const each of [value].flat()) text += name + ': ' + each + '\\r\\n';
    return text;
  }
}
class ServerResponse extends OutgoingMessage {
  constructor(req, socket) {
    super();
    this.req = req;
    this.socket = socket;
    this.connection = socket;
    this.statusCode = 200;
    this.statusMessage = undefined;
    this._chunked = false;
    this._text = '';
    this._body = req.method !== 'HEAD';
  }
  writeHead(status, message, headers) {
    if (this.headersSent) { throw $coded('Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client'); }
    if (!Number.isInteger(Number(status)) || status < 100 || status > 999) { throw $coded('RangeError', 'ERR_HTTP_INVALID_STATUS_CODE', 'Invalid status code: ' + status); }
    this.statusCode = Number(status);
    if (typeof message === 'string') this.statusMessage = message;
    else headers = message;
    if (Array.isArray(headers)) for (let at = 0; at < headers.length; at += 2) this.setHeader(headers[at], headers[at + 1]);
    else for (const name of Object.keys(headers ?? {})) if (headers[name] !== undefined) this.setHeader(name, headers[name]);
    this._makeHead(undefined);
    return this;
  }
  writeContinue() {}
  flushHeaders() { this._head(undefined); }
  _head(length) {
    if (!this.headersSent) this._makeHead(length);
    if (this._text === '') return;
    $net.write(this.socket._handle, this._text, 'latin1');
    this._text = '';
  }
  _makeHead(length) {
    this.emit('prefinish-head');
    const hook = this._onHead;
    this._onHead = undefined;
    if (hook) hook.call(this);
    this.headersSent = true;
    const status = this.statusCode;
    if (!this.statusMessage) this.statusMessage = STATUS_CODES[status] ?? 'unknown';
    if (status === 204 || status === 304 || status < 200) this._body = false;
    let head = 'HTTP/1.1 ' + status + ' ' + this.statusMessage + '\\r\\n' + this._lines();
    if (this.sendDate && !this.hasHeader('date')) head += 'Date: ' + $net.date() + '\\r\\n';
    const asked = String(this.req.headers.connection ?? '').toLowerCase();
    this._last = asked === 'close' || (this.req.httpVersion === '1.0' && asked !== 'keep-alive') || String(this.getHeader('connection')).toLowerCase() === 'close';
    if (!this.hasHeader('connection')) head += this._last ? 'Connection: close\\r\\n' : 'Connection: keep-alive\\r\\nKeep-Alive: timeout=5\\r\\n';
    if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding') && status !== 204 && status !== 304) {
      if (length !== undefined) head += 'Content-Length: ' + length + '\\r\\n';
      else if (this.req.httpVersion === '1.0') this._last = true;
      else { head += 'Transfer-Encoding: chunked\\r\\n'; this._chunked = true; }
    }
    if (String(this.getHeader('transfer-encoding')).toLowerCase() === 'chunked') this._chunked = true;
    this._text = head + '\\r\\n';
  }
  write(data, encoding, done) {
    if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    if (this.writableEnded) {
      const error = new Error('write after end');
      error.code = 'ERR_STREAM_WRITE_AFTER_END';
      process.nextTick(() => this.emit('error', error));
      return false;
    }
    if (typeof data !== 'string' && !(data instanceof Uint8Array))
      throw invalid('ERR_INVALID_ARG_TYPE', 'The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received ' + (data === null || data === undefined ? String(data) : typeof data === 'object' ? 'an instance of ' + (data.constructor ? data.constructor.name : 'Object') : 'type ' + typeof data + ' (' + $inspectValue(data) + ')'));
    this._head(undefined);
    const bytes = typeof data === 'string' ? Buffer.from(data, encoding) : data;
    if (bytes.length > 0 && this._body) this._send(bytes);
    if (done) process.nextTick(done);
    return true;
  }
  _send(bytes) {
    const handle = this.socket._handle;
    if (!this._chunked) { $net.write(handle, bytes); return; }
    $net.write(handle, bytes.length.toString(16) + '\\r\\n');
    $net.write(handle, bytes);
    $net.write(handle, '\\r\\n');
  }
  end(data, encoding, done) {
    if (typeof data === 'function') { done = data; data = undefined; }
    if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    if (this.writableEnded) return this;
    if (data !== undefined && data !== null) {
      if (typeof data !== 'string' && !(data instanceof Uint8Array)) this.write(data);
      const bytes = typeof data === 'string' ? Buffer.from(data, encoding) : data;
      this._head(bytes.length);
      if (bytes.length > 0 && this._body) this._send(bytes);
    } else this._head(0);
    if (this._chunked && this._body) $net.write(this.socket._handle, '0\\r\\n\\r\\n');
    this.writableEnded = true;
    this.finished = true;
    process.nextTick(() => {
      this.writableFinished = true;
      this.emit('finish');
      if (done) done();
      this.emit('close');
      this.socket._responded(this._last);
    });
    return this;
  }
  setTimeout(ms, done) { this.socket.setTimeout(ms, done); return this; }
}
class Server extends net.Server {
  constructor(options, listener) {
    super();
    if (typeof options === 'function') listener = options;
    this.timeout = 0;
    this.keepAliveTimeout = 5000;
    this.headersTimeout = 60000;
    this.requestTimeout = 300000;
    if (listener) this.on('request', listener);
  }
  _socket(handle) {
    const server = this;
    const socket = new net.Socket();
    socket._handle = handle;
    socket._busy = false;
    $net.reading(handle, 'request');
    handle.onevent = (event, ...args) => {
      if (event === 'request') server._request(socket, ...args);
      else if (event === 'malformed') { $net.write(handle, 'HTTP/1.1 400 Bad Request\\r\\nConnection: close\\r\\n\\r\\n'); socket.destroy(); }
      else if (event === 'end') { if (!socket._busy) socket.destroy(); else socket._ending = true; }
      else if (event === 'error') { if (server.listenerCount('clientError') > 0) server.emit('clientError', args[0], socket); socket.destroy(); }
      else socket._event(event, args);
    };
    socket._responded = (last) => {
      socket._busy = false;
      if (last || socket._ending || !server.listening) { $net.end(handle); socket.destroy(); }
      else $net.resume(handle);
    };
    return socket;
  }
  _request(socket, line, raw, body) {
    const req = new IncomingMessage(socket);
    [req.method, req.url] = line;
    req.httpVersion = line[2].replace('HTTP/', '');
    req._take(raw, body);
    const res = new ServerResponse(req, socket);
    socket._busy = true;
    socket.once('close', () => { if (!res.writableEnded) { res.destroyed = req.aborted = true; req.emit('aborted'); req.emit('close'); res.emit('close'); } });
    this.emit('request', req, res);
  }
  close(done) {
    super.close(done);
    this.closeIdleConnections();
    return this;
  }
  closeIdleConnections() { for (const socket of [...this._sockets]) if (!socket._busy) socket.destroy(); }
  closeAllConnections() { for (const socket of [...this._sockets]) socket.destroy(); }
  setTimeout(ms) { this.timeout = ms; return this; }
}
const client = $builtin('http-client');
module.exports = {
  METHODS: 'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'.split(' '),
  STATUS_CODES, IncomingMessage, OutgoingMessage, ServerResponse, Server,
  createServer: (options, listener) => new Server(options, listener),
};
Object.assign(module.exports, client.make(module.exports));
`;
