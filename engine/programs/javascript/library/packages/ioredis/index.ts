import { redisProtocol } from '../redis/protocol.ts';

/** The ioredis package. */
export const ioredisSource = `${redisProtocol}
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
