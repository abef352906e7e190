/** A connection to a server, and the queries that wait for it. */
export const pgClient = `
const defaults = { host: 'localhost', user: process.env.USER ?? process.env.USERNAME, database: undefined, password: null, port: 5432, max: 10, idleTimeoutMillis: 30000 };
const $ofString = (text) => {
  const url = new URL(text.startsWith('/') ? 'socket:' + text : text);
  const made = Object.fromEntries(url.searchParams.entries());
  if (url.username !== '') made.user = decodeURIComponent(url.username);
  if (url.password !== '') made.password = decodeURIComponent(url.password);
  if (url.hostname !== '') made.host = decodeURIComponent(url.hostname);
  if (url.port !== '') made.port = url.port;
  if (url.pathname.length > 1) made.database = decodeURIComponent(url.pathname.slice(1));
  if (['require', 'prefer', 'verify-ca', 'verify-full'].includes(made.sslmode)) made.ssl = {};
  return made;
};
const $settings = (given) => {
  const config = typeof given === 'string' ? $ofString(given) : given?.connectionString ? { ...given, ...$ofString(given.connectionString) } : given ?? {};
  const value = (name, variable) => config[name] || process.env[variable] || defaults[name];
  const user = value('user', 'PGUSER');
  const ssl = config.ssl ?? (process.env.PGSSLMODE !== undefined && process.env.PGSSLMODE !== 'disable' && process.env.PGSSLMODE !== 'allow');
  return { ...config, user, database: value('database', 'PGDATABASE') ?? user, port: parseInt(value('port', 'PGPORT'), 10), host: value('host', 'PGHOST'), password: config.password ?? process.env.PGPASSWORD ?? defaults.password, ssl: ssl === 'disable' ? false : ssl };
};
class Client extends EventEmitter {
  constructor(config) {
    super();
    const at = this.connectionParameters = $settings(config);
    for (const name of ['user', 'database', 'port', 'host']) this[name] = at[name];
    Object.defineProperty(this, 'password', { configurable: true, enumerable: false, writable: true, value: at.password });
    Object.defineProperty(at, 'password', { configurable: true, enumerable: false, writable: true, value: at.password });
    this._types = new TypeOverrides(at.types);
    this._connecting = this._connected = this._ending = this._ended = false;
    this.readyForQuery = false;
    this.activeQuery = null;
    this.queryQueue = [];
    this.processID = null;
    this.secretKey = null;
    this._connection = { socket: undefined, parsed: {} };
    this._data = undefined;
  }
  setTypeParser(...given) { return this._types.setTypeParser(...given); }
  getTypeParser(...given) { return this._types.getTypeParser(...given); }
  connect(callback) {
    if (!callback) return new Promise((resolve, reject) => this._connect((error) => error ? reject(error) : resolve()));
    this._connect(callback);
    return undefined;
  }
  _connect(done) {
    if (this._connecting || this._connected) { process.nextTick(() => done(new Error('Client has already been connected. You cannot reuse a client.'))); return; }
    this._connecting = true;
    this._told = done;
    const at = this.connectionParameters;
    const socket = this._connection.socket = net.connect({ host: at.host, port: at.port });
    if (at.connectionTimeoutMillis > 0) this._patience = setTimeout(() => socket.destroy(new Error('timeout expired')), at.connectionTimeoutMillis);
    socket.on('connect', () => {
      if (at.ssl) { this._asksForTls = true; socket.write(Buffer.concat([$int32(8), $int32(80877103)])); }
      else this._introduce();
    });
    socket.on('data', (data) => this._receive(data));
    socket.on('error', (error) => { if (!this._ending || this._connecting) this._lost(error); });
    socket.on('close', () => this._closed());
  }
  _introduce() {
    const at = this.connectionParameters;
    this._connection.socket.write($startup({ user: at.user, database: at.database, client_encoding: 'UTF8', application_name: at.application_name ?? process.env.PGAPPNAME ?? at.fallback_application_name, statement_timeout: at.statement_timeout ? String(parseInt(at.statement_timeout, 10)) : undefined, options: at.options ?? process.env.PGOPTIONS }));
  }
  _receive(data) {
    if (this._asksForTls) {
      this._asksForTls = false;
      this._connection.socket.destroy(new Error('The server does not support SSL connections'));
      return;
    }
    const whole = this._data ? Buffer.concat([this._data, data]) : data;
    let at = 0;
    while (at + 5 <= whole.length) {
      const size = whole.readInt32BE(at + 1);
      if (at + 1 + size > whole.length) break;
      this._message(String.fromCharCode(whole[at]), whole.subarray(at + 5, at + 1 + size));
      at += 1 + size;
    }
    this._data = at < whole.length ? whole.subarray(at) : undefined;
  }
  _message(kind, body) {
    if (kind === 'R') this._authenticate(body.readInt32BE(0), body.subarray(4));
    else if (kind === 'K') { this.processID = body.readInt32BE(0); this.secretKey = body.readInt32BE(4); }
    else if (kind === 'N') this.emit('notice', $problem(body, false));
    else if (kind === 'A') {
      const end = body.indexOf(0, 4);
      this.emit('notification', { processId: body.readInt32BE(0), channel: body.toString('utf8', 4, end), payload: body.toString('utf8', end + 1, body.length - 1), name: 'notification', length: body.length + 5 });
    } else if (kind === 'Z') this._ready();
    else if (this.activeQuery) this.activeQuery._take(kind, body, this._connection);
    else if (kind === 'E') this._lost($problem(body, true));
  }
  _authenticate(method, body) {
    if (method === 0) return;
    const password = this.password;
    if (typeof password === 'function') {
      Promise.resolve(password()).then((made) => { this.password = made; this._authenticate(method, body); }, (error) => this._connection.socket.destroy(error));
      return;
    }
    const say = (...parts) => this._connection.socket.write($frame('p', ...parts));
    try {
      if (method === 3) say($text(password ?? ''));
      else if (method === 5) say($text('md5' + $md5(Buffer.concat([Buffer.from($md5((password ?? '') + this.user)), body.subarray(0, 4)]))));
      else if (method === 10) {
        this._scram = $scram.begin();
        const first = Buffer.from(this._scram.first);
        say($text('SCRAM-SHA-256'), $int32(first.length), first);
      } else if (method === 11) say(Buffer.from($scram.go(this._scram, password, body.toString())));
      else if (method === 12 && body.toString() !== 'v=' + this._scram.signature) throw new Error('SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature does not match');
    } catch (error) { this._connection.socket.destroy(error); }
  }
  _ready() {
    if (this._connecting) {
      this._connecting = false;
      this._connected = true;
      clearTimeout(this._patience);
      const told = this._told;
      this._told = undefined;
      this.readyForQuery = true;
      if (told) told(null, this);
      this.emit('connect');
      this._pulse();
      return;
    }
    const query = this.activeQuery;
    this.activeQuery = null;
    this.readyForQuery = true;
    if (query) query._finish();
    this._pulse();
  }
  _pulse() {
    while (this.readyForQuery && this.queryQueue.length > 0) {
      const query = this.activeQuery = this.queryQueue.shift();
      this.readyForQuery = false;
      const problem = query._begin(this._connection, this._types);
      if (problem === undefined) return;
      this.activeQuery = null;
      this.readyForQuery = true;
      process.nextTick(() => query._fail(problem));
    }
    if (this.readyForQuery && this._connected && this._ending && this.queryQueue.length === 0) this._terminate();
    else if (this.readyForQuery && this.queryQueue.length === 0) this.emit('drain');
  }
  query(config, values, callback) {
    if (config === null || config === undefined) throw new TypeError('Client was passed a null or undefined query');
    let promise;
    let query = config;
    if (config instanceof Query) { if (typeof values === 'function') query.callback ??= values; }
    else {
      query = new Query(config, values, callback);
      if (!query.callback) promise = new Promise((resolve, reject) => { query.callback = (error, made) => { if (error) { Error.captureStackTrace(error); reject(error); } else resolve(made); }; });
    }
    if (this._ending || this._ended) {
      process.nextTick(() => query._fail(new Error(this._ended && !this._ending ? 'Client has encountered a connection error and is not queryable' : 'Client was closed and is not queryable')));
      return promise ?? query;
    }
    this.queryQueue.push(query);
    this._pulse();
    return promise ?? query;
  }
  escapeIdentifier(text) { return escapeIdentifier(text); }
  escapeLiteral(text) { return escapeLiteral(text); }
  ref() { this._connection.socket?.ref(); }
  unref() { this._connection.socket?.unref(); }
  _failAll(error) {
    const waiting = [this.activeQuery, ...this.queryQueue].filter((each) => each !== null);
    this.activeQuery = null;
    this.queryQueue = [];
    for (const query of waiting) process.nextTick(() => query._fail(error));
  }
  _lost(error) {
    clearTimeout(this._patience);
    if (this._ended) return;
    this._ended = true;
    this.readyForQuery = false;
    this._failAll(error);
    const told = this._told;
    this._told = undefined;
    if (this._connecting) { this._connecting = false; this._connection.socket.destroy(); if (told) { told(error); return; } }
    this.emit('error', error);
  }
  _closed() {
    const wanted = this._ending;
    if (!this._ended && !wanted) this._lost(new Error(this._connecting ? 'Connection terminated unexpectedly' : 'Connection terminated unexpectedly'));
    else if (wanted) this._failAll(new Error('Connection terminated'));
    this._ended = true;
    process.nextTick(() => this.emit('end'));
  }
  _terminate() { this._connection.socket.end($frame('X')); }
  end(callback) {
    const { socket } = this._connection;
    if (!this._connecting && !this._connected || this._ended || this._ending) {
      if (!callback) return Promise.resolve();
      process.nextTick(callback);
      return undefined;
    }
    this._ending = true;
    const over = (done) => { this.once('end', done); if (this.activeQuery || this.queryQueue.length > 0) return; if (this._connecting) socket.destroy(); else this._terminate(); };
    if (!callback) return new Promise((resolve) => over(resolve));
    over(callback);
    return undefined;
  }
}
Client.Query = Query;
`;
