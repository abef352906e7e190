/** A connection to a server, and the commands that wait for it. */
export const mysqlConnection = String.raw`
const $truthy = (value) => value === 'true' ? true : value === 'false' ? false : /^\d+$/.test(value) ? Number(value) : value;
const $ofUri = (text) => {
  const url = new URL(text);
  const made = { host: decodeURIComponent(url.hostname), port: url.port === '' ? 3306 : Number(url.port), database: decodeURIComponent(url.pathname.slice(1)), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  for (const [name, value] of url.searchParams.entries()) made[name] = $truthy(value);
  return made;
};
const $config = (given) => {
  const options = typeof given === 'string' ? $ofUri(given) : given?.uri ? { ...$ofUri(given.uri), ...given } : given ?? {};
  return { ...options, host: options.host || 'localhost', port: Number(options.port) || 3306, user: options.user || undefined, password: options.password ?? '', database: options.database, connectTimeout: options.connectTimeout ?? 10000 };
};
const CAPABILITIES = 0x1 | 0x2 | 0x4 | 0x200 | 0x2000 | 0x8000 | 0x20000 | 0x80000 | 0x200000;
class Connection extends EventEmitter {
  constructor(given) {
    super();
    this.config = $config(given);
    this.threadId = null;
    this._queue = [];
    this._current = undefined;
    this._statements = {};
    this._stage = 'greeting';
    this._data = undefined;
    this._ended = false;
    this._waitsForConnect = undefined;
    const socket = this.stream = net.connect({ host: this.config.host, port: this.config.port });
    if (this.config.connectTimeout) this._patience = setTimeout(() => this._lost(Object.assign(new Error('connect ETIMEDOUT'), { errorno: 'ETIMEDOUT', code: 'ETIMEDOUT', syscall: 'connect' })), this.config.connectTimeout);
    socket.on('data', (data) => this._receive(data));
    socket.on('error', (error) => this._lost(error));
    socket.on('close', () => { if (!this._closing) this._lost(Object.assign(new Error('Connection lost: The server closed the connection.'), { code: 'PROTOCOL_CONNECTION_LOST' })); this.emit('end'); });
  }
  get authorized() { return this._stage === 'ready'; }
  _newRow() { return {}; }
  _send(sequence, body) { this.stream.write($packet(sequence, body)); }
  _receive(data) {
    const whole = this._data ? Buffer.concat([this._data, data]) : data;
    let at = 0;
    while (at + 4 <= whole.length) {
      const size = whole.readUIntLE(at, 3);
      if (at + 4 + size > whole.length) break;
      this._packet(whole[at + 3], whole.subarray(at + 4, at + 4 + size));
      at += 4 + size;
    }
    this._data = at < whole.length ? whole.subarray(at) : undefined;
  }
  _packet(sequence, body) {
    if (this._stage === 'greeting') this._greeted(sequence, body);
    else if (this._stage === 'login') this._answered(sequence, body);
    else if (this._current && this._current.take(body, this)) { this._current = undefined; this._next(); }
    else if (!this._current && body[0] === 255) this._lost($problem(body));
  }
  _greeted(sequence, body) {
    if (body[0] === 255) { this._lost($problem(body)); return; }
    const from = new $Reader(body, 1);
    this.serverVersion = from.zero();
    this.threadId = this.connectionId = from.int(4);
    const start = from.bytes(8);
    // A zero, capabilities, character set, status, the nonce's length, and what is reserved.
    from.bytes(1 + 2 + 1 + 2 + 2 + 1 + 10);
    this._nonce = Buffer.concat([start, from.bytes(12)]);
    from.int(1);
    const plugin = this._plugin(from.zero());
    const answer = this._answer(plugin);
    if (answer === undefined) return;
    const { user = '', database } = this.config;
    const flags = CAPABILITIES | (database ? 8 : 0) | (this.config.multipleStatements ? 0x10000 : 0);
    this._stage = 'login';
    this._send(sequence + 1, Buffer.concat([$int(flags, 4), $int(0, 4), Buffer.from([45]), Buffer.alloc(23), $zero(user), $sized(answer), database ? $zero(database) : Buffer.alloc(0), $zero(plugin)]));
  }
  _plugin(offered) { return offered; }
  _answer(plugin) {
    if ($answers[plugin]) return $answers[plugin](this.config.password, this._nonce);
    this._lost(Object.assign(new Error("Server requests authentication using unknown plugin " + plugin + ". See TODO: add plugins doco here on how to configure or author authentication plugins."), { code: 'AUTH_SWITCH_PLUGIN_ERROR', fatal: true }));
    return undefined;
  }
  _answered(sequence, body) {
    if (body[0] === 255) this._lost($problem(body));
    else if (body[0] === 254) {
      const from = new $Reader(body, 1);
      const plugin = from.zero();
      this._nonce = Buffer.from(from.bytes(20));
      const answer = this._answer(plugin);
      if (answer !== undefined) this._send(sequence + 1, answer);
    } else if (body[0] === 0) {
      clearTimeout(this._patience);
      this._stage = 'ready';
      this.emit('connect', { threadId: this.threadId });
      const told = this._waitsForConnect;
      this._waitsForConnect = undefined;
      if (told) told(null, { threadId: this.threadId });
      this._next();
    }
  }
  _lost(error) {
    clearTimeout(this._patience);
    if (this._ended) return;
    this._ended = true;
    error.fatal = true;
    this._fatal = error;
    this.stream.destroy();
    let heard = false;
    const told = this._waitsForConnect;
    this._waitsForConnect = undefined;
    if (told) { heard = true; told(error); }
    for (const command of [this._current, ...this._queue]) if (command) { heard = true; if (command._fail(error)) heard = false; }
    this._current = undefined;
    this._queue = [];
    if (this._pool) { this._pool._remove(this); if (heard) return; }
    if (!heard || this.listenerCount('error') > 0) this.emit('error', error);
  }
  _next() {
    while (this._stage === 'ready' && !this._current && !this._ended) {
      const command = this._queue.shift();
      if (!command) { if (this._closing) { this._send(0, Buffer.from([1])); this.stream.end(); } return; }
      const body = command.start(this);
      if (body instanceof Error) { process.nextTick(() => command._fail(body)); continue; }
      this._current = command;
      this._send(0, body);
    }
  }
  _add(command) {
    if (this._ended || this._closing) {
      const error = Object.assign(new Error("Can't add new command when connection is in closed state"), { fatal: true });
      if (this._fatal?.message) error.message = "Can't add new command when connection is in closed state";
      process.nextTick(() => { if (command._fail(error)) this.emit('error', error); });
      return command;
    }
    this._queue.push(command);
    this._next();
    return command;
  }
  connect(callback) {
    if (!callback) return;
    if (this._fatal) { process.nextTick(callback, this._fatal); return; }
    if (this._stage === 'ready') { process.nextTick(callback, null, { threadId: this.threadId }); return; }
    this._waitsForConnect = callback;
  }
  _options(sql, values, callback) {
    const options = { ...this.config, ...(typeof sql === 'object' ? sql : { sql }) };
    if (typeof values === 'function') { callback = values; values = undefined; }
    options.values = values === undefined ? (typeof sql === 'object' ? sql.values : undefined) : values;
    if (options.namedPlaceholders && options.values && !Array.isArray(options.values)) [options.sql, options.values] = $named(options.sql, options.values);
    return [options, callback];
  }
  query(sql, values, callback) {
    const [options, done] = this._options(sql, values, callback);
    options.sql = this.format(options.sql, options.values);
    return this._add(new Query('query', options, done));
  }
  execute(sql, values, callback) {
    const [options, done] = this._options(sql, values, callback);
    if (options.values !== undefined && options.values !== null) {
      if (!Array.isArray(options.values)) options.values = [options.values];
      for (const value of options.values) {
        if (value === undefined) throw new TypeError('Bind parameters must not contain undefined. To pass SQL NULL specify JS null');
        if (typeof value === 'function') throw new TypeError('Bind parameters must not contain function(s). To pass the body of a function as a string call .toString() first');
      }
    }
    return this._add(new Query('execute', options, done));
  }
  prepare(sql, callback) {
    const made = { execute: (values, done) => this.execute(sql, values, done), close: () => {} };
    if (callback) process.nextTick(callback, null, made);
  }
  unprepare(sql) { delete this._statements[sql]; }
  format(sql, values) { return typeof this.config.queryFormat === 'function' ? this.config.queryFormat.call(this, sql, values, this.config.timezone) : format(sql, values, this.config.stringifyObjects, this.config.timezone); }
  escape(value) { return escape(value, false, this.config.timezone); }
  escapeId(value) { return escapeId(value); }
  ping(callback) { this._add(new Query('ping', { ...this.config }, callback && ((error) => callback(error)))); }
  changeUser(options, callback) { this._add(new Query('use', { ...this.config, values: options.database ?? this.config.database }, callback && ((error) => callback(error)))); }
  beginTransaction(callback) { return this.query('START TRANSACTION', callback); }
  commit(callback) { return this.query('COMMIT', callback); }
  rollback(callback) { return this.query('ROLLBACK', callback); }
  pause() { this.stream.pause(); }
  resume() { this.stream.resume(); }
  end(callback) {
    if (this._pool) { this.release(); if (callback) process.nextTick(callback); return; }
    if (callback) this._ended ? process.nextTick(callback) : this.stream.once('close', () => callback());
    this._closing = true;
    this._next();
  }
  destroy() { this._closing = true; this._ended = true; clearTimeout(this._patience); this.stream.destroy(); if (this._pool) this._pool._remove(this); }
  close() { this.destroy(); }
  release() { if (this._pool) this._pool.releaseConnection(this); }
  promise() { return new PromiseConnection(this); }
}
`;
