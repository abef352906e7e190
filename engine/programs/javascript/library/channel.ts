/** The channel between a process and one that it forked: messages, a line each, over two pipes. */
export const channelSource = `
const plain = (value) => value !== null && typeof value === 'object';
// What JSON has no words for, in objects with a key of their own.
const packed = (value, above) => {
  if (value === undefined) return { $: 'undefined' };
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
  if (!plain(value)) return value;
  if (above.includes(value)) throw new Error('messages with circles are not part of the simulation');
  const inside = [...above, value];
  const each = (item) => packed(item, inside);
  if (Array.isArray(value)) return value.map(each);
  if (value instanceof Date) return { $: 'date', v: value.getTime() };
  if (value instanceof RegExp) return { $: 'pattern', v: [value.source, value.flags] };
  if (value instanceof Map) return { $: 'map', v: [...value].map(([key, item]) => [each(key), each(item)]) };
  if (value instanceof Set) return { $: 'set', v: [...value].map(each) };
  if (value instanceof ArrayBuffer) return { $: 'buffer', v: Buffer.from(value).toString('base64') };
  if (ArrayBuffer.isView(value)) return { $: 'view', v: [value instanceof Buffer ? 'Uint8Array' : value.constructor.name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')] };
  if (value instanceof Error) return { $: 'error', v: [value.name, value.message, value.stack, Object.entries(value).map(([key, item]) => [key, each(item)]), value.cause === undefined ? null : each(value.cause)] };
  const made = {};
  for (const key of Object.keys(value)) made[key] = each(value[key]);
  return '$' in made ? { $: 'object', v: made } : made;
};
const errors = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };
const views = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array };
const bytesOf = (text) => { const bytes = Buffer.from(text, 'base64'); const made = new Uint8Array(bytes.length); made.set(bytes); return made; };
const kinds = {
  undefined: () => undefined,
  bigint: (v) => BigInt(v),
  number: (v) => Number(v),
  date: (v) => new Date(v),
  pattern: (v) => new RegExp(v[0], v[1]),
  map: (v) => new Map(v.map(([key, item]) => [unpacked(key), unpacked(item)])),
  set: (v) => new Set(v.map(unpacked)),
  buffer: (v) => bytesOf(v).buffer,
  view: (v) => { const bytes = bytesOf(v[1]); return v[0] === 'Uint8Array' ? bytes : new (views[v[0]] ?? Uint8Array)(bytes.buffer); },
  error: ([name, message, stack, fields, cause]) => {
    const made = new (errors[name] ?? Error)(message);
    Object.defineProperty(made, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
    if (cause !== null) Object.defineProperty(made, 'cause', { value: unpacked(cause), writable: true, configurable: true, enumerable: false });
    for (const [key, item] of fields) made[key] = unpacked(item);
    return made;
  },
  object: (v) => Object.fromEntries(Object.entries(v).map(([key, item]) => [key, unpacked(item)])),
};
const unpacked = (value) => {
  if (!plain(value)) return value;
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value.$ === 'string' && Object.hasOwn(kinds, value.$)) return kinds[value.$](value.v);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpacked(item)]));
};
const isInternal = (message) => plain(message) && typeof message.cmd === 'string' && message.cmd.startsWith('NODE_');
// What structuredClone makes of a value, as a line, and the value again.
exports.toLine = (value) => JSON.stringify(packed(structuredClone(value), []));
exports.ofLine = (line) => unpacked(JSON.parse(line));
// Gives an emitter what it needs to send and to hear messages. @param advanced whatever can be cloned goes over
exports.open = (target, read, write, advanced, start = '') => {
  const handle = $child.stream(read);
  let text = start;
  const hidden = (name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const take = () => {
    for (let at = text.indexOf('\\n'); at >= 0; at = text.indexOf('\\n')) {
      const line = text.slice(0, at);
      text = text.slice(at + 1);
      const message = advanced ? exports.ofLine(line) : JSON.parse(line);
      process.nextTick(() => { if (isInternal(message)) target.emit('internalMessage', message); else target.emit('message', message, undefined); });
    }
  };
  const close = () => {
    if (!target.connected) return;
    target.connected = false;
    $net.close(handle);
    $child.close(write);
    process.nextTick(() => target.emit('disconnect'));
  };
  const decoder = new (require('string_decoder').StringDecoder)();
  handle.onevent = (event, data) => { if (event === 'data') { text += decoder.write(data); take(); } else close(); };
  target.connected = true;
  hidden('channel', { ref: () => $net.reference(handle, true), unref: () => $net.reference(handle, false) });
  target.send = (message, given, options, done) => {
    const told = [given, options, done].find((each) => typeof each === 'function');
    if (message === undefined) throw $coded('TypeError', 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
    if (!target.connected) {
      const error = $coded('Error', 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
      if (told) process.nextTick(told, error); else process.nextTick(() => target.emit('error', error));
      return false;
    }
    $process.write(write, (advanced ? exports.toLine(message) : JSON.stringify(message)) + '\\n');
    if (told) process.nextTick(told, null);
    return true;
  };
  target.disconnect = () => {
    if (target.connected) close();
    else target.emit('error', $coded('Error', 'ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
  };
  if (text !== '') process.nextTick(take);
  return handle;
};
// The side of the child: it stays for the channel only while somebody listens.
exports.openInChild = (target, advanced, start) => {
  const handle = exports.open(target, 3, 4, advanced, start);
  $net.reference(handle, false);
  const heard = (name) => name === 'message' || name === 'disconnect';
  target.on('newListener', (name) => { if (heard(name) && target.connected) $net.reference(handle, true); });
  target.on('removeListener', (name) => { if (heard(name) && target.connected && target.listenerCount('message') + target.listenerCount('disconnect') === 0) $net.reference(handle, false); });
};
// The first line that a child is sent, before it runs anything: it waits until all of it is there.
exports.firstLine = () => {
  const parts = [];
  for (;;) {
    const data = $child.read(3);
    if (data === null) { $child.block([3]); continue; }
    if (data === false) process.exit(1);
    parts.push(data);
    if (data.includes(10)) break;
  }
  const text = Buffer.concat(parts).toString();
  const at = text.indexOf('\\n');
  return { message: exports.ofLine(text.slice(0, at)), rest: text.slice(at + 1) };
};
`;
