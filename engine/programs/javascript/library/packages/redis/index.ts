import { redisProtocol } from './protocol.ts';

/** The redis package (node-redis 4 and later). */
export const redisSource = `${redisProtocol}
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
