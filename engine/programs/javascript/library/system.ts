/** node:os */
export const osSource = `
const facts = $process.facts();
const number = (text, pattern) => { const found = pattern.exec(text); return found ? Number(found[1]) : 0; };
const memory = (name) => number($fs.read('/proc/meminfo').toString(), new RegExp(name + ':\\\\s+(\\\\d+)')) * 1024;
const cpus = () => $fs.read('/proc/cpuinfo').toString().split('\\n').filter((line) => line.startsWith('processor')).map(() => ({ model: ($fs.read('/proc/cpuinfo').toString().match(/model name\\s*: (.*)/) ?? [])[1] ?? 'unknown', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }));
module.exports = {
  EOL: '\\n',
  devNull: '/dev/null',
  hostname: () => $process.facts().hostname,
  platform: () => 'linux',
  type: () => 'Linux',
  arch: () => 'x64',
  machine: () => 'x86_64',
  release: () => $fs.read('/proc/sys/kernel/osrelease').toString().trim(),
  version: () => ($fs.read('/proc/version').toString().match(/#.*$/m) ?? [''])[0],
  uptime: () => $process.uptimeMs() / 1000,
  loadavg: () => $fs.read('/proc/loadavg').toString().split(' ').slice(0, 3).map(Number),
  totalmem: () => memory('MemTotal'),
  freemem: () => memory('MemAvailable'),
  cpus,
  availableParallelism: () => cpus().length,
  endianness: () => 'LE',
  homedir: () => process.env.HOME ?? '/root',
  tmpdir: () => process.env.TMPDIR ?? '/tmp',
  userInfo: () => {
    const { uid, gid } = $process.facts();
    const row = $fs.read('/etc/passwd').toString().split('\\n').map((line) => line.split(':')).find((each) => each[2] === String(uid)) ?? [];
    return { uid, gid, username: row[0] ?? String(uid), homedir: row[5] ?? '/', shell: row[6] ?? null };
  },
  networkInterfaces: () => $os.interfaces(),
  constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGUSR1: 10, SIGUSR2: 12, SIGTERM: 15 } },
};
`;

/** node:crypto */
export const cryptoSource = `
class Hash {
  constructor(name, key) { this._name = name; this._key = key; this._parts = []; }
  update(data, encoding) { this._parts.push(Buffer.from(data, encoding)); return this; }
  digest(encoding) {
    const bytes = Buffer.concat(this._parts);
    const made = this._key === undefined ? $crypto.digest(this._name, bytes) : $crypto.hmac(this._name, Buffer.from(this._key), bytes);
    return encoding ? made.toString(encoding) : made;
  }
}
const checked = (name) => {
  if ($crypto.algorithms().includes(String(name).toLowerCase())) return String(name).toLowerCase();
  throw $coded('Error', 'ERR_CRYPTO_INVALID_DIGEST', 'Digest method not supported');
};
const getRandomValues = (bytes) => { const made = $crypto.random(bytes.length); for (let at = 0; at < bytes.length; at++) bytes[at] = made[at]; return bytes; };
const randomBytes = (count, done) => { const made = $crypto.random(count); if (done) { setImmediate(done, null, made); return undefined; } return made; };
const pbkdf2Sync = (password, salt, iterations, length, digest) => {
  const name = checked(digest);
  const key = Buffer.from(password);
  const parts = [];
  for (let block = 1, size = 0; size < length; block++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(block);
    let last = $crypto.hmac(name, key, Buffer.concat([Buffer.from(salt), number]));
    let sum = last;
    for (let left = iterations - 1; left > 0; left -= 500) [last, sum] = $crypto.rounds(name, key, last, sum, left);
    parts.push(sum);
    size += sum.length;
  }
  return Buffer.concat(parts).subarray(0, length);
};
const pbkdf2 = (password, salt, iterations, length, digest, done) => { setImmediate(() => done(null, pbkdf2Sync(password, salt, iterations, length, digest))); };
const randomInt = (from, to, done) => {
  if (typeof to !== 'number') [from, to, done] = [0, from, to];
  const made = from + Math.floor(Math.random() * (to - from));
  if (typeof done === 'function') { setImmediate(done, null, made); return undefined; }
  return made;
};
module.exports = {
  createHash: (name) => new Hash(checked(name)),
  createHmac: (name, key) => new Hash(checked(name), key),
  hash: (name, data, encoding = 'hex') => new Hash(checked(name)).update(data).digest(encoding),
  getHashes: () => $crypto.algorithms(),
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
  randomInt,
  randomUUID: () => $crypto.uuid(),
  timingSafeEqual: (a, b) => {
    if (a.length !== b.length) { throw $coded('RangeError', 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length'); }
    return Buffer.from(a).equals(Buffer.from(b));
  },
  getRandomValues,
  webcrypto: { randomUUID: () => $crypto.uuid(), getRandomValues },
};
for (const name of ['createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'generateKeyPairSync', 'generateKeyPair', 'scrypt', 'scryptSync', 'createPrivateKey', 'createPublicKey'])
  module.exports[name] = () => { throw new Error('crypto.' + name + ' is not part of the simulation'); };
`;

/** node:dns: names are looked up as a connection does it. */
export const dnsSource = `
const lookup = (name, options, done) => {
  if (typeof options === 'function') { done = options; options = {}; }
  const found = $dns.resolve(name, 'A', true);
  setTimeout(() => {
    if (found.error) { done(Object.assign(new Error('getaddrinfo ' + found.error + ' ' + name), { errno: found.error === 'ENOTFOUND' ? -3008 : -3001, code: found.error, syscall: 'getaddrinfo', hostname: name })); return; }
    if (options && options.all) done(null, found.values.map((address) => ({ address, family: 4 })));
    else done(null, found.values[0], 4);
  }, found.ms);
};
const resolve = (name, type, done) => {
  if (typeof type === 'function') { done = type; type = 'A'; }
  const found = $dns.resolve(name, type, false);
  setTimeout(() => {
    if (found.error) done(Object.assign(new Error('query' + type + ' ' + found.error + ' ' + name), { errno: undefined, code: found.error, syscall: 'query' + type, hostname: name }));
    else done(null, found.values);
  }, found.ms);
};
const promised = (run) => (...args) => new Promise((good, bad) => run(...args, (error, value, family) => error ? bad(error) : good(family === undefined ? value : { address: value, family })));
const resolve4 = (name, done) => resolve(name, 'A', done);
module.exports = { lookup, resolve, resolve4, getServers: () => $dns.servers(), promises: { lookup: promised(lookup), resolve: promised(resolve), resolve4: promised(resolve4) } };
`;

/** node:readline, for input that comes in lines. */
export const readlineSource = `
const EventEmitter = require('events');
class Interface extends EventEmitter {
  constructor({ input, output, prompt = '> ' }) {
    super();
    this.input = input;
    this.output = output;
    this._prompt = prompt;
    this._text = '';
    this._asked = undefined;
    this.closed = false;
    input.on('data', (data) => {
      this._text += data.toString();
      for (let at = this._text.indexOf('\\n'); at >= 0 && !this.closed; at = this._text.indexOf('\\n')) {
        const line = this._text.slice(0, at).replace(/\\r$/, '');
        this._text = this._text.slice(at + 1);
        const asked = this._asked;
        this._asked = undefined;
        if (asked) asked(line); else this.emit('line', line);
      }
    });
    input.on('end', () => { if (this._text !== '' && !this.closed) { const line = this._text; this._text = ''; this.emit('line', line); } this.close(); });
  }
  setPrompt(text) { this._prompt = text; }
  prompt() { if (this.output) this.output.write(this._prompt); }
  question(text, options, done) { if (this.output) this.output.write(text); this._asked = typeof options === 'function' ? options : done; }
  write() {}
  close() { if (this.closed) return; this.closed = true; this.input.pause(); this.emit('close'); }
  pause() { this.input.pause(); return this; }
  resume() { this.input.resume(); return this; }
  [Symbol.asyncIterator]() {
    const waiting = [];
    const ready = [];
    const give = (item) => { const next = waiting.shift(); if (next) next(item); else ready.push(item); };
    this.on('line', (value) => give({ value, done: false }));
    this.on('close', () => give({ value: undefined, done: true }));
    return { next: () => ready.length > 0 ? Promise.resolve(ready.shift()) : new Promise((resolve) => waiting.push(resolve)), return: () => { this.close(); return Promise.resolve({ value: undefined, done: true }); } };
  }
}
module.exports = { Interface, createInterface: (input, output) => new Interface(input.input ? input : { input, output }), promises: { createInterface: (options) => { const made = new Interface(options); const { question } = made; made.question = (text) => new Promise((resolve) => question.call(made, text, resolve)); return made; } } };
`;
