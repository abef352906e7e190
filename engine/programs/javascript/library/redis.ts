/** Redis' protocol, for both client packages. */
const protocol = `
const net = require('net');
const EventEmitter = require('events');
const encode = (words) => '*' + words.length + '\\r\\n' + words.map((word) => { const text = String(word); return '$' + Buffer.byteLength(text) + '\\r\\n' + text + '\\r\\n'; }).join('');
const decode = (bytes, at) => {
  const end = bytes.indexOf('\\r\\n', at);
  if (end < 0) return undefined;
  const kind = bytes[at];
  const line = bytes.slice(at + 1, end);
  const next = end + 2;
  if (kind === '+') return [line, next];
  if (kind === ':') return [Number(line), next];
  if (kind === '-') { const error = new Error(line); error.name = 'ReplyError'; return [error, next]; }
  if (kind === '$') {
    const length = Number(line);
    if (length < 0) return [null, next];
    if (bytes.length < next + length + 2) return undefined;
    return [Buffer.from(bytes.slice(next, next + length), 'latin1').toString(), next + length + 2];
  }
  if (kind === '*') {
    const count = Number(line);
    if (count < 0) return [null, next];
    const items = [];
    let place = next;
    for (let index = 0; index < count; index++) { const item = decode(bytes, place); if (!item) return undefined; items.push(item[0]); place = item[1]; }
    return [items, place];
  }
  throw new Error('Protocol error, got ' + JSON.stringify(kind) + ' as reply type byte');
};
class Connection extends EventEmitter {
  constructor(host, port) {
    super();
    this.waiting = [];
    this.text = '';
    this.socket = net.connect({ host, port });
    this.socket.on('connect', () => this.emit('connect'));
    this.socket.on('data', (data) => this._take(data.toString('latin1')));
    this.socket.on('error', (error) => this.emit('error', error));
    this.socket.on('close', () => this.emit('close'));
  }
  _take(data) {
    this.text += data;
    for (let found = decode(this.text, 0); found; found = this.text === '' ? undefined : decode(this.text, 0)) {
      this.text = this.text.slice(found[1]);
      const [value] = found;
      if (Array.isArray(value) && ['message', 'pmessage'].includes(value[0]) && this.subscribed) { this.emit('push', value); continue; }
      const waiting = this.waiting.shift();
      if (!waiting) continue;
      if (value instanceof Error) waiting.reject(value); else waiting.resolve(value);
    }
  }
  send(words) { return new Promise((resolve, reject) => { this.waiting.push({ resolve, reject }); this.socket.write(encode(words)); }); }
  close() { this.socket.end(); this.socket.destroy(); }
  fail(error) { for (const { reject } of this.waiting) reject(error); this.waiting = []; }
}
const pairs = (list) => { const made = {}; for (let at = 0; at < list.length; at += 2) made[list[at]] = list[at + 1]; return made; };
const place = (text) => { const url = new URL(text); return { host: url.hostname || 'localhost', port: Number(url.port || 6379), password: url.password ? decodeURIComponent(url.password) : undefined, username: url.username || undefined, db: url.pathname.length > 1 ? Number(url.pathname.slice(1)) : undefined }; };
`;

/** The redis package (node-redis 4 and later). */
export const redisSource = `${protocol}
class ClientClosedError extends Error { constructor() { super('The client is closed'); } }
const words = (args) => args.flatMap((arg) => Array.isArray(arg) ? words(arg) : [arg]);
const options = { EX: 'EX', PX: 'PX', EXAT: 'EXAT', NX: 'NX', XX: 'XX', GET: 'GET', KEEPTTL: 'KEEPTTL' };
const setOptions = (given) => Object.keys(given ?? {}).flatMap((key) => given[key] === true ? [options[key] ?? key] : given[key] === undefined ? [] : [key, given[key]]);
const shapes = {
  set: ([key, value, more]) => ['SET', key, value, ...setOptions(more)],
  hSet: ([key, field, value]) => ['HSET', key, ...(typeof field === 'object' ? Object.entries(field).flat() : [field, value])],
  mSet: ([table]) => ['MSET', ...(Array.isArray(table) ? table.flat() : Object.entries(table).flat())],
  zAdd: ([key, members]) => ['ZADD', key, ...[members].flat().flatMap(({ score, value }) => [score, value])],
  sendCommand: ([list]) => list,
};
const replies = { hGetAll: pairs, exists: (value) => value };
const COMMANDS = 'ping get set del exists expire ttl incr incrBy decr decrBy append strLen getSet getDel setEx setNX mGet mSet keys type rename persist lPush rPush lPop rPop lRange lLen lIndex lRem lTrim sAdd sRem sMembers sIsMember sCard hSet hGet hGetAll hDel hExists hKeys hVals hLen hIncrBy zAdd zRange zRem zScore zCard zRank zIncrBy publish flushAll flushDb dbSize info echo select sendCommand scan'.split(' ');
class RedisClient extends EventEmitter {
  constructor(given = {}) {
    super();
    this.options = given;
    this.isOpen = false;
    this.isReady = false;
    this._attempts = 0;
  }
  async connect() {
    if (this.isOpen) throw new Error('Socket already opened');
    this.isOpen = true;
    await this._open();
    return this;
  }
  _open() {
    const at = this.options.url ? place(this.options.url) : { host: 'localhost', port: 6379, ...this.options.socket, password: this.options.password, username: this.options.username, db: this.options.database };
    const strategy = this.options.socket && this.options.socket.reconnectStrategy;
    return new Promise((resolve, reject) => {
      const connection = this._connection = new Connection(at.host, at.port);
      let over = false;
      const lost = (error) => {
        if (over) return;
        over = true;
        this.isReady = false;
        if (this._closing) { resolve(); return; }
        connection.fail(new Error('Socket closed unexpectedly'));
        this.emit('error', error);
        const tries = this._attempts++;
        const wait = strategy === false ? error : typeof strategy === 'function' ? strategy(tries, error) : typeof strategy === 'number' ? strategy : Math.min(2 ** tries * 50, 2000);
        if (wait === false || wait instanceof Error) { this.isOpen = false; reject(wait || error); return; }
        this.emit('reconnecting');
        setTimeout(() => { if (!this._closing) this._open().then(resolve, reject); }, wait);
      };
      connection.on('connect', async () => {
        try {
          if (at.password) await connection.send(at.username ? ['AUTH', at.username, at.password] : ['AUTH', at.password]);
          if (at.db) await connection.send(['SELECT', at.db]);
        } catch (error) { this.isOpen = false; connection.close(); over = true; this.emit('error', error); reject(error); return; }
        this._attempts = 0;
        this.isReady = true;
        this.emit('connect');
        this.emit('ready');
        resolve();
      });
      connection.on('push', ([, channel, message]) => { for (const listener of this._listeners?.[channel] ?? []) listener(message, channel); });
      connection.on('error', lost);
      connection.on('close', () => lost(new Error('Socket closed unexpectedly')));
    });
  }
  async _command(list) {
    if (!this.isOpen) throw new ClientClosedError();
    return this._connection.send(list);
  }
  async subscribe(channel, listener) {
    this._connection.subscribed = true;
    for (const each of [channel].flat()) { ((this._listeners ??= {})[each] ??= []).push(listener); await this._command(['SUBSCRIBE', each]); }
  }
  async unsubscribe(channel) { await this._command(['UNSUBSCRIBE', channel]); delete this._listeners[channel]; }
  duplicate() { return new RedisClient(this.options); }
  multi() {
    const queue = [];
    const chain = { exec: async () => { const made = []; for (const run of queue) made.push(await run()); return made; } };
    for (const name of COMMANDS) chain[name] = (...args) => { queue.push(() => this[name](...args)); return chain; };
    return chain;
  }
  async quit() { this._closing = true; try { await this._command(['QUIT']); } catch { } this.isOpen = this.isReady = false; this._connection.close(); this.emit('end'); return 'OK'; }
  async disconnect() { this._closing = true; this.isOpen = this.isReady = false; this._connection.close(); this.emit('end'); }
  close() { return this.quit(); }
  destroy() { return this.disconnect(); }
}
for (const name of COMMANDS) {
  const run = async function (...args) {
    const shape = shapes[name];
    const reply = await this._command(shape ? shape(args) : [name.toUpperCase(), ...words(args)]);
    return replies[name] ? replies[name](reply) : reply;
  };
  RedisClient.prototype[name] = run;
  RedisClient.prototype[name.toUpperCase()] = run;
}
module.exports = { createClient: (given) => new RedisClient(given), RedisClient, ClientClosedError };
`;

/** The ioredis package. */
export const ioredisSource = `${protocol}
class Redis extends EventEmitter {
  constructor(...given) {
    super();
    const at = { host: 'localhost', port: 6379 };
    for (const each of given) {
      if (typeof each === 'number') at.port = each;
      else if (typeof each === 'string' && /^rediss?:/.test(each)) Object.assign(at, place(each));
      else if (typeof each === 'string') at.host = each;
      else if (each) Object.assign(at, each);
    }
    this.options = at;
    this.status = 'wait';
    this._queue = [];
    this._attempts = 0;
    if (!at.lazyConnect) this.connect().catch(() => {});
  }
  connect() {
    this.status = 'connecting';
    return new Promise((resolve, reject) => {
      const connection = this._connection = new Connection(this.options.host, this.options.port);
      let over = false;
      const lost = (error) => {
        if (over) return;
        over = true;
        connection.fail(new Error('Connection is closed.'));
        if (this._closing) { this.status = 'end'; this.emit('end'); return; }
        if (error) { if (this.listenerCount('error') > 0) this.emit('error', error); else console.error('[ioredis] Unhandled error event:', error); }
        this.emit('close');
        const tries = ++this._attempts;
        const strategy = this.options.retryStrategy;
        const wait = strategy === undefined ? Math.min(tries * 50, 2000) : typeof strategy === 'function' ? strategy(tries) : undefined;
        const most = this.options.maxRetriesPerRequest === undefined ? 20 : this.options.maxRetriesPerRequest;
        if (most !== null && tries > most) { for (const { reject: fail } of this._queue) fail(new Error('Reached the max retries per request limit (which is ' + most + '). Refer to "maxRetriesPerRequest" option for details.')); this._queue = []; }
        if (typeof wait !== 'number') { this.status = 'end'; this.emit('end'); reject(error ?? new Error('Connection is closed.')); return; }
        this.status = 'reconnecting';
        this.emit('reconnecting', wait);
        setTimeout(() => { if (!this._closing) this.connect().then(resolve, reject); }, wait);
      };
      connection.on('connect', async () => {
        try {
          if (this.options.password) await connection.send(this.options.username ? ['AUTH', this.options.username, this.options.password] : ['AUTH', this.options.password]);
          if (this.options.db) await connection.send(['SELECT', this.options.db]);
        } catch (error) { this.emit('error', error); reject(error); return; }
        this.status = 'ready';
        this._attempts = 0;
        this.emit('connect');
        this.emit('ready');
        for (const { words, resolve: good, reject: bad } of this._queue.splice(0)) connection.send(words).then(good, bad);
        resolve();
      });
      connection.on('push', ([, channel, message]) => this.emit('message', channel, message));
      connection.on('error', lost);
      connection.on('close', () => lost(undefined));
    });
  }
  call(...args) {
    const words = args.flat(Infinity).flatMap((arg) => arg !== null && typeof arg === 'object' ? Object.entries(arg).flat() : [arg]);
    if (this._closing) return Promise.reject(new Error('Connection is closed.'));
    if (this.status === 'wait') this.connect().catch(() => {});
    return this.status === 'ready' ? this._connection.send(words) : new Promise((resolve, reject) => this._queue.push({ words, resolve, reject }));
  }
  subscribe(...channels) { if (this._connection) this._connection.subscribed = true; return this.call('SUBSCRIBE', ...channels); }
  duplicate() { return new Redis(this.options); }
  async quit() { const made = this.status === 'ready' ? await this.call('QUIT') : 'OK'; this._closing = true; this._connection.close(); return made; }
  disconnect() { this._closing = true; if (this._connection) this._connection.close(); }
}
for (const name of 'ping get set del exists expire ttl incr incrby decr decrby append strlen getset setex setnx mget mset keys type rename persist lpush rpush lpop rpop lrange llen lindex lrem ltrim sadd srem smembers sismember scard hset hmset hget hgetall hdel hexists hkeys hvals hlen hincrby zadd zrange zrem zscore zcard zrank zincrby publish flushall flushdb dbsize info echo select'.split(' '))
  Redis.prototype[name] = function (...args) {
    const done = typeof args[args.length - 1] === 'function' ? args.pop() : undefined;
    const made = this.call(name, ...args).then((reply) => name === 'hgetall' ? pairs(reply) : reply);
    if (done) made.then((value) => done(null, value), done);
    return made;
  };
Redis.Redis = Redis;
Redis.default = Redis;
module.exports = Redis;
`;
