/** Channels, whose calls are promises. */
export const amqplibChannel = String.raw`
const $operation = (name) => name.split('.').map((each) => each[0].toUpperCase() + each.slice(1)).join('');
const $queueArguments = (options) => {
  const made = { ...options.arguments };
  const named = { messageTtl: 'x-message-ttl', expires: 'x-expires', deadLetterExchange: 'x-dead-letter-exchange', deadLetterRoutingKey: 'x-dead-letter-routing-key', maxLength: 'x-max-length', maxPriority: 'x-max-priority', overflow: 'x-overflow', queueMode: 'x-queue-mode' };
  for (const [name, own] of Object.entries(named)) if (options[name] !== undefined) made[own] = options[name];
  return made;
};
const $published = (options) => {
  const { headers, CC, BCC } = options;
  const all = { ...headers };
  if (CC) all.CC = [].concat(CC).map(String);
  if (BCC) all.BCC = [].concat(BCC).map(String);
  const mode = options.persistent !== undefined || options.deliveryMode === undefined ? (options.persistent ? 2 : options.deliveryMode !== undefined && options.persistent === undefined ? options.deliveryMode : options.persistent === false ? 1 : undefined) : options.deliveryMode;
  return { contentType: options.contentType, contentEncoding: options.contentEncoding, headers: all, deliveryMode: mode, priority: options.priority, correlationId: options.correlationId, replyTo: options.replyTo, expiration: options.expiration === undefined ? undefined : String(options.expiration), messageId: options.messageId, timestamp: options.timestamp, type: options.type, userId: options.userId, appId: options.appId };
};
class Channel extends EventEmitter {
  constructor(connection, number) {
    super();
    this.connection = connection;
    this.ch = number;
    this.open = true;
    this.waiting = [];
    this.consumers = new Map();
    this.content = undefined;
    this.unconfirmed = [];
  }
  _send(name, given, content) {
    if (!this.open) throw new IllegalOperationError('Channel closed');
    return this.connection.send(this.ch, name, given, content);
  }
  _ask(name, given) {
    return new Promise((resolve, reject) => { this._send(name, given); this.waiting.push({ name, resolve, reject }); });
  }
  _gone(error) {
    if (!this.open) return;
    this.open = false;
    for (const { reject } of this.waiting) reject(new IllegalOperationError('Channel ended, no reply will be forthcoming'));
    this.waiting = [];
    for (const done of this.unconfirmed) if (done) done(new Error('channel closed'));
    this.unconfirmed = [];
    this.emit('close');
  }
  _take(type, payload) {
    if (type === 1) {
      const { name, given } = $decodeMethod(payload);
      if (['basic.deliver', 'basic.return', 'basic.get_ok'].includes(name)) this.content = { name, given, size: 0, parts: [], have: 0 };
      else this._method(name, given);
      return;
    }
    const { content } = this;
    if (type === 2) { content.size = new $Reader(payload, 4).int(8); content.properties = $decodeProperties(payload, 12); }
    else { content.parts.push(Buffer.from(payload)); content.have += payload.length; }
    if (content.have >= content.size) { this.content = undefined; this._message(content); }
  }
  _message({ name, given, properties, parts }) {
    const content = Buffer.concat(parts);
    const place = { redelivered: given.redelivered, exchange: given.exchange, routingKey: given['routing-key'] };
    if (name === 'basic.deliver') {
      const heard = this.consumers.get(given.tag);
      if (heard) heard({ fields: { consumerTag: given.tag, deliveryTag: given.delivery, ...place }, properties, content });
    } else if (name === 'basic.return') this.emit('return', { fields: { replyCode: given.code, replyText: given.text, exchange: given.exchange, routingKey: given['routing-key'] }, properties, content });
    else this.waiting.shift().resolve({ fields: { deliveryTag: given.delivery, ...place, messageCount: given.messages }, properties, content });
  }
  _method(name, given) {
    if (name === 'channel.close') {
      this.connection.send(this.ch, 'channel.close_ok');
      this.connection.channels.delete(this.ch);
      const facts = { code: given.code, classId: given.class, methodId: given.method };
      const asked = this.waiting.shift();
      if (asked) asked.reject(Object.assign(new Error('Operation failed: ' + $operation(asked.name) + '; ' + $closeText(given)), facts));
      const error = Object.assign(new Error('Channel closed by server: ' + $closeText(given)), facts);
      this.emit('error', error);
      this._gone(error);
    } else if (name === 'basic.cancel') {
      const heard = this.consumers.get(given.tag);
      this.consumers.delete(given.tag);
      if (heard) heard(null);
    } else if (name === 'basic.ack' || name === 'basic.nack') this._confirmed(given, name === 'basic.nack');
    else this.waiting.shift()?.resolve(given);
  }
  _confirmed({ delivery, multiple }, isNack) {
    for (let tag = multiple ? 1 : delivery; tag <= delivery; tag++) {
      const done = this.unconfirmed[tag - 1];
      this.unconfirmed[tag - 1] = null;
      if (done) done(isNack ? new Error('message nacked') : null);
    }
    if (this._allConfirmed && this.unconfirmed.every((each) => !each)) this._allConfirmed();
  }
  async close() { await this._ask('channel.close', { code: 200, text: 'Goodbye' }); this.connection.channels.delete(this.ch); this._gone(); }
  async assertQueue(queue = '', options = {}) {
    const { queue: name, messages, consumers } = await this._ask('queue.declare', { queue, exclusive: options.exclusive, durable: options.durable ?? true, 'auto-delete': options.autoDelete, arguments: $queueArguments(options) });
    return { queue: name, messageCount: messages, consumerCount: consumers };
  }
  async checkQueue(queue) { const { queue: name, messages, consumers } = await this._ask('queue.declare', { queue, passive: true, durable: true }); return { queue: name, messageCount: messages, consumerCount: consumers }; }
  async deleteQueue(queue, options = {}) { const { messages } = await this._ask('queue.delete', { queue, 'if-unused': options.ifUnused, 'if-empty': options.ifEmpty }); return { messageCount: messages }; }
  async purgeQueue(queue) { const { messages } = await this._ask('queue.purge', { queue }); return { messageCount: messages }; }
  async bindQueue(queue, exchange, key = '', args = {}) { await this._ask('queue.bind', { queue, exchange, 'routing-key': key, arguments: args }); return {}; }
  async unbindQueue(queue, exchange, key = '', args = {}) { await this._ask('queue.unbind', { queue, exchange, 'routing-key': key, arguments: args }); return {}; }
  async assertExchange(exchange, type, options = {}) {
    const args = { ...options.arguments, ...(options.alternateExchange ? { 'alternate-exchange': options.alternateExchange } : {}) };
    await this._ask('exchange.declare', { exchange, type, durable: options.durable ?? true, 'auto-delete': options.autoDelete, internal: options.internal, arguments: args });
    return { exchange };
  }
  async checkExchange(exchange) { await this._ask('exchange.declare', { exchange, passive: true }); return {}; }
  async deleteExchange(exchange, options = {}) { await this._ask('exchange.delete', { exchange, 'if-unused': options.ifUnused }); return {}; }
  async bindExchange(destination, source, key = '', args = {}) { await this._ask('exchange.bind', { destination, source, 'routing-key': key, arguments: args }); return {}; }
  async unbindExchange(destination, source, key = '', args = {}) { await this._ask('exchange.unbind', { destination, source, 'routing-key': key, arguments: args }); return {}; }
  publish(exchange, routingKey, content, options = {}) {
    if (!Buffer.isBuffer(content)) throw new TypeError('content is not a buffer');
    return this._send('basic.publish', { exchange, 'routing-key': routingKey, mandatory: options.mandatory }, [$published(options), content]);
  }
  sendToQueue(queue, content, options) { return this.publish('', queue, content, options); }
  async consume(queue, callback, options = {}) {
    const tag = options.consumerTag || 'amq.ctag-' + Array.from({ length: 22 }, () => Math.floor(Math.random() * 36).toString(36)).join('');
    this.consumers.set(tag, callback);
    const args = { ...options.arguments, ...(options.priority === undefined ? {} : { 'x-priority': options.priority }) };
    await this._ask('basic.consume', { queue, tag, 'no-local': options.noLocal, 'no-ack': options.noAck, exclusive: options.exclusive, arguments: args });
    return { consumerTag: tag };
  }
  async cancel(tag) { await this._ask('basic.cancel', { tag }); this.consumers.delete(tag); return { consumerTag: tag }; }
  async get(queue, options = {}) { const found = await this._ask('basic.get', { queue, 'no-ack': options.noAck }); return found.fields ? found : false; }
  ack(message, allUpTo) { this._send('basic.ack', { delivery: message.fields.deliveryTag, multiple: allUpTo }); }
  ackAll() { this._send('basic.ack', { delivery: 0, multiple: true }); }
  nack(message, allUpTo, requeue = true) { this._send('basic.nack', { delivery: message.fields.deliveryTag, multiple: allUpTo, requeue }); }
  nackAll(requeue = true) { this._send('basic.nack', { delivery: 0, multiple: true, requeue }); }
  reject(message, requeue = true) { this._send('basic.reject', { delivery: message.fields.deliveryTag, requeue }); }
  async prefetch(count, global) { await this._ask('basic.qos', { count, global }); return {}; }
  async recover() { await this._ask('basic.recover', { requeue: true }); return {}; }
}
class ConfirmChannel extends Channel {
  publish(exchange, routingKey, content, options, done) {
    this.unconfirmed.push(done ?? (() => {}));
    return super.publish(exchange, routingKey, content, options ?? {});
  }
  sendToQueue(queue, content, options, done) { return this.publish('', queue, content, options, done); }
  waitForConfirms() {
    return Promise.all(this.unconfirmed.map((each, at) => each && new Promise((resolve, reject) => { this.unconfirmed[at] = (error) => { each(error); if (error) reject(error); else resolve(); }; })).filter(Boolean));
  }
}
class ChannelModel extends EventEmitter {
  constructor(connection) {
    super();
    this.connection = connection;
    for (const name of ['error', 'close', 'blocked', 'unblocked']) connection.on(name, (...args) => this.emit(name, ...args));
  }
  close() { return this.connection.close(); }
  async createChannel() { const channel = this.connection.channel(Channel); await channel._ask('channel.open'); return channel; }
  async createConfirmChannel() { const channel = this.connection.channel(ConfirmChannel); await channel._ask('channel.open'); await channel._ask('confirm.select'); return channel; }
}
const connect = async (url, options) => new ChannelModel(await new Connection($place(url), options).open());
`;
