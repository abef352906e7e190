/** Connections that are kept for whoever asks next. */
export const pgPool = `
class Pool extends EventEmitter {
  constructor(options) {
    super();
    this.options = { max: defaults.max, idleTimeoutMillis: 10000, maxLifetimeSeconds: 0, allowExitOnIdle: false, min: 0, maxUses: Infinity, ...options };
    if (options && 'password' in options) Object.defineProperty(this.options, 'password', { configurable: true, enumerable: false, writable: true, value: options.password });
    this.Client = this.options.Client || Client;
    this._clients = [];
    this._idle = [];
    this._pendingQueue = [];
    this.ending = false;
    this.ended = false;
  }
  get totalCount() { return this._clients.length; }
  get idleCount() { return this._idle.length; }
  get waitingCount() { return this._pendingQueue.length; }
  connect(callback) {
    if (this.ending) {
      const error = new Error('Cannot use a pool after calling end on the pool');
      if (!callback) return Promise.reject(error);
      callback(error);
      return undefined;
    }
    let promise;
    let done = callback;
    if (!done) promise = new Promise((resolve, reject) => { done = (error, client) => error ? reject(error) : resolve(client); });
    const waiting = { done, timer: undefined };
    if (this.options.connectionTimeoutMillis) {
      waiting.timer = setTimeout(() => {
        this._pendingQueue = this._pendingQueue.filter((each) => each !== waiting);
        waiting.over = true;
        done(new Error('timeout exceeded when trying to connect'));
      }, this.options.connectionTimeoutMillis);
    }
    this._pendingQueue.push(waiting);
    process.nextTick(() => this._pulse());
    return promise;
  }
  _pulse() {
    if (this.ended) return;
    if (this.ending) { for (const { client } of [...this._idle]) this._remove(client); this._checkEnd(); return; }
    while (this._pendingQueue.length > 0) {
      const idle = this._idle.pop();
      if (idle) { clearTimeout(idle.timer); this._give(this._pendingQueue.shift(), idle.client, false); continue; }
      if (this._clients.length >= this.options.max) return;
      this._make(this._pendingQueue.shift());
    }
  }
  _make(waiting) {
    const client = new this.Client(this.options);
    this._clients.push(client);
    client._poolIdle = (error) => { this._remove(client); this.emit('error', error, client); };
    client.connect((error) => {
      if (error) {
        this._clients = this._clients.filter((each) => each !== client);
        clearTimeout(waiting.timer);
        if (!waiting.over) waiting.done(error, undefined, () => {});
        this._pulse();
        return;
      }
      this.emit('connect', client);
      if (this.options.onConnect) this.options.onConnect(client);
      this._give(waiting, client, true);
    });
  }
  _give(waiting, client) {
    clearTimeout(waiting.timer);
    client.removeListener('error', client._poolIdle);
    let released = false;
    client.release = (error) => {
      if (released) throw new Error('Release called on client which has already been released to the pool.');
      released = true;
      this._release(client, error);
    };
    if (waiting.over) { client.release(); return; }
    this.emit('acquire', client);
    waiting.done(undefined, client, client.release);
  }
  _release(client, error) {
    client.on('error', client._poolIdle);
    client._uses = (client._uses ?? 0) + 1;
    this.emit('release', error, client);
    if (error || this.ending || client._ended || client._ending || client._uses >= this.options.maxUses) { this._remove(client); this._pulse(); return; }
    const idle = { client, timer: undefined };
    if (this.options.idleTimeoutMillis) {
      idle.timer = setTimeout(() => this._remove(client), this.options.idleTimeoutMillis);
      if (this.options.allowExitOnIdle) idle.timer.unref();
    }
    if (this.options.allowExitOnIdle) client.unref();
    this._idle.push(idle);
    this._pulse();
  }
  _remove(client) {
    const idle = this._idle.find((each) => each.client === client);
    if (idle) clearTimeout(idle.timer);
    this._idle = this._idle.filter((each) => each.client !== client);
    if (!this._clients.includes(client)) return;
    this._clients = this._clients.filter((each) => each !== client);
    client.end();
    this.emit('remove', client);
    this._checkEnd();
  }
  _checkEnd() {
    if (!this.ending || this._clients.length > 0 || this.ended) return;
    this.ended = true;
    if (this._whenEnded) this._whenEnded();
  }
  query(text, values, callback) {
    if (typeof text === 'function') { setImmediate(() => text(new Error('Passing a function as the first parameter to pool.query is not supported'))); return undefined; }
    if (typeof values === 'function') { callback = values; values = undefined; }
    let promise;
    if (!callback) promise = new Promise((resolve, reject) => { callback = (error, made) => error ? reject(error) : resolve(made); });
    this.connect((error, client) => {
      if (error) { callback(error); return; }
      let over = false;
      const failed = (problem) => { if (over) return; over = true; client.release(problem); callback(problem); };
      client.once('error', failed);
      client.query(text, values, (problem, made) => {
        client.removeListener('error', failed);
        if (over) return;
        over = true;
        client.release(problem && client._ended ? problem : undefined);
        if (problem) callback(problem); else callback(undefined, made);
      });
    });
    return promise;
  }
  end(callback) {
    if (this.ending) {
      const error = new Error('Called end on pool more than once');
      if (!callback) return Promise.reject(error);
      callback(error);
      return undefined;
    }
    this.ending = true;
    let promise;
    if (callback) this._whenEnded = callback;
    else promise = new Promise((resolve) => { this._whenEnded = resolve; });
    this._pulse();
    return promise;
  }
}
`;
