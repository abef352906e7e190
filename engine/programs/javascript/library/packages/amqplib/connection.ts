/** A connection, and what comes in on it. */
export const amqplibConnection = String.raw`
const net = require('net');
const EventEmitter = require('events');
class IllegalOperationError extends Error {
  constructor(message, stack) { super(message); this.name = 'IllegalOperationError'; this.stackAtStateChange = stack; }
}
const $names = { 311: 'CONTENT-TOO-LARGE', 313: 'NO-CONSUMERS', 320: 'CONNECTION-FORCED', 402: 'INVALID-PATH', 403: 'ACCESS-REFUSED', 404: 'NOT-FOUND', 405: 'RESOURCE-LOCKED', 406: 'PRECONDITION-FAILED', 501: 'FRAME-ERROR', 502: 'SYNTAX-ERROR', 503: 'COMMAND-INVALID', 504: 'CHANNEL-ERROR', 505: 'UNEXPECTED-FRAME', 506: 'RESOURCE-ERROR', 530: 'NOT-ALLOWED', 540: 'NOT-IMPLEMENTED', 541: 'INTERNAL-ERROR', 200: 'OK' };
const $closeText = ({ code, text }) => code + ' (' + ($names[code] ?? 'UNKNOWN') + ') with message "' + text + '"';
const $place = (given) => {
  if (typeof given === 'object' && given !== null) return { host: given.hostname ?? 'localhost', port: given.port ?? 5672, user: given.username ?? 'guest', password: given.password ?? 'guest', vhost: given.vhost ?? '/', heartbeat: given.heartbeat ?? 0, protocol: given.protocol ?? 'amqp' };
  const url = new URL(given ?? 'amqp://localhost');
  const path = url.pathname ?? '';
  return { host: url.hostname || 'localhost', port: Number(url.port) || 5672, user: url.username ? decodeURIComponent(url.username) : 'guest', password: url.username ? decodeURIComponent(url.password) : 'guest', vhost: path.length > 1 ? decodeURIComponent(path.slice(1)) : '/', heartbeat: Number(url.searchParams.get('heartbeat') ?? 0), protocol: url.protocol.replace(':', '') };
};
class Connection extends EventEmitter {
  constructor(place, options) {
    super();
    this.place = place;
    this.options = options ?? {};
    this.channels = new Map();
    this.stage = 'start';
    this.frameMax = 131072;
    this.data = undefined;
    this.serverProperties = undefined;
  }
  open() {
    return new Promise((resolve, reject) => {
      this._settle = { resolve, reject };
      if (this.place.protocol !== 'amqp') { reject(new Error('Expected amqp: or amqps: as the protocol; got ' + this.place.protocol + ':' + (this.place.protocol === 'amqps' ? ' (TLS is not part of the simulation)' : ''))); return; }
      const stream = this.stream = net.connect({ host: this.place.host, port: this.place.port });
      stream.on('connect', () => stream.write(Buffer.from([65, 77, 81, 80, 0, 0, 9, 1])));
      stream.on('data', (data) => this._receive(data));
      stream.on('error', (error) => this._lost(error));
      stream.on('close', () => this._lost(new Error(this.stage === 'open' ? 'Unexpected close' : 'Socket closed abruptly during opening handshake')));
    });
  }
  _lost(error) {
    if (this.stage === 'closed') return;
    const before = this.stage;
    this._end(error);
    if (before === 'open') { this.emit('error', error); this.emit('close', error); }
    else if (before !== 'closing') this._settle.reject(error);
  }
  _end(error) {
    this.stage = 'closed';
    clearInterval(this._beats);
    for (const channel of this.channels.values()) channel._gone(error);
    this.channels.clear();
    if (this.stream) this.stream.destroy();
  }
  _receive(data) {
    let whole = this.data ? Buffer.concat([this.data, data]) : data;
    let at = 0;
    while (at + 7 <= whole.length) {
      const size = whole.readUInt32BE(at + 3);
      if (at + 8 + size > whole.length) break;
      this._take(whole[at], whole.readUInt16BE(at + 1), whole.subarray(at + 7, at + 7 + size));
      at += 8 + size;
    }
    this.data = at < whole.length ? whole.subarray(at) : undefined;
  }
  send(channel, name, given, content) {
    if (this.stage === 'closed') throw new IllegalOperationError('Connection closed');
    const frames = [$frame(1, channel, $encodeMethod(name, given))];
    if (content) {
      const [properties, body] = content;
      frames.push($frame(2, channel, Buffer.concat([$int(60, 2), $int(0, 2), $int(body.length, 8), $encodeProperties(properties)])));
      for (let at = 0; at < body.length; at += this.frameMax - 8) frames.push($frame(3, channel, body.subarray(at, at + this.frameMax - 8)));
    }
    this._heard = true;
    return this.stream.write(Buffer.concat(frames));
  }
  _take(type, number, payload) {
    if (type === 8) return;
    if (number !== 0) { const channel = this.channels.get(number); if (channel) channel._take(type, payload); return; }
    const { name, given } = $decodeMethod(payload);
    if (name === 'connection.start') {
      this.serverProperties = given['server-properties'];
      const properties = { product: 'amqplib', version: '0.10.8', platform: 'Node.JS ' + process.version, information: 'https://amqp-node.github.io/amqplib/', capabilities: { publisher_confirms: true, exchange_exchange_bindings: true, 'basic.nack': true, consumer_cancel_notify: true, 'connection.blocked': true, authentication_failure_close: true }, ...this.options.clientProperties };
      this.send(0, 'connection.start_ok', { 'client-properties': properties, mechanism: 'PLAIN', response: '\0' + this.place.user + '\0' + this.place.password, locale: 'en_US' });
    } else if (name === 'connection.tune') {
      this.frameMax = given['frame-max'] || 131072;
      const beat = this.place.heartbeat;
      this.send(0, 'connection.tune_ok', { 'channel-max': given['channel-max'], 'frame-max': this.frameMax, heartbeat: beat });
      if (beat > 0) this._beats = setInterval(() => { if (this.stage === 'open') this.stream.write($frame(8, 0, Buffer.alloc(0))); }, beat * 500);
      this.send(0, 'connection.open', { vhost: this.place.vhost });
    } else if (name === 'connection.open_ok') { this.stage = 'open'; this._settle.resolve(this); }
    else if (name === 'connection.close') {
      this.send(0, 'connection.close_ok');
      const isOpen = this.stage === 'open';
      const error = Object.assign(new Error((isOpen ? 'Connection closed: ' : 'Handshake terminated by server: ') + $closeText(given)), { code: given.code, classId: given.class, methodId: given.method });
      this._end(error);
      if (!isOpen) this._settle.reject(error);
      else { if (given.code !== 320) this.emit('error', error); this.emit('close', error); }
    } else if (name === 'connection.close_ok') { this._end(new IllegalOperationError('Connection closed')); this._closed?.(); this.emit('close'); }
    else if (name === 'connection.blocked') this.emit('blocked', given.reason);
    else if (name === 'connection.unblocked') this.emit('unblocked');
  }
  close() {
    if (this.stage !== 'open') throw new IllegalOperationError('Connection closed (by client)');
    this.stage = 'closing';
    return new Promise((resolve) => { this._closed = resolve; this.send(0, 'connection.close', { code: 200, text: 'Cheers, thanks' }); });
  }
  channel(kind) {
    if (this.stage !== 'open') throw new IllegalOperationError('Connection closed');
    let number = 1;
    while (this.channels.has(number)) number++;
    const channel = new kind(this, number);
    this.channels.set(number, channel);
    return channel;
  }
}
`;
