/** Redis' protocol, for both client packages. */
export const redisProtocol = `
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
