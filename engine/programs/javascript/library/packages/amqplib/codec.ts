import { METHODS } from '../../../../rabbitmq/amqp/methods.ts';

/** Values, methods and frames as they are on the wire. */
export const amqplibCodec = `
const METHODS = ${JSON.stringify(METHODS)};
${String.raw`
const $int = (value, size) => { const made = Buffer.alloc(size); let left = value < 0 ? value + 2 ** (8 * size) : value; for (let at = size - 1; at >= 0; at--) { made[at] = left % 256; left = Math.floor(left / 256); } return made; };
const $short = (text) => { const bytes = Buffer.from(String(text)); if (bytes.length > 255) throw new RangeError("Short string too long: '" + text + "'"); return Buffer.concat([$int(bytes.length, 1), bytes]); };
const $long = (bytes) => Buffer.concat([$int(bytes.length, 4), bytes]);
const $tagged = (tag, ...parts) => Buffer.concat([Buffer.from(tag), ...parts]);
const $double = (value) => { const made = Buffer.alloc(8); made.writeDoubleBE(value, 0); return made; };
const $number = (value) => {
  if (!Number.isInteger(value)) return $tagged('d', $double(value));
  if (value >= -128 && value < 128) return $tagged('b', $int(value, 1));
  if (value >= -32768 && value < 32768) return $tagged('s', $int(value, 2));
  if (value >= -2147483648 && value < 2147483648) return $tagged('I', $int(value, 4));
  const high = Math.floor(value / 4294967296);
  return $tagged('l', $int(high, 4), $int(value - high * 4294967296, 4));
};
const $field = (value) => {
  if (value === null || value === undefined) return Buffer.from('V');
  if (typeof value === 'boolean') return $tagged('t', $int(value ? 1 : 0, 1));
  if (typeof value === 'number') return $number(value);
  if (typeof value === 'string') return $tagged('S', $long(Buffer.from(value)));
  if (Buffer.isBuffer(value)) return $tagged('x', $long(value));
  if (Array.isArray(value)) return $tagged('A', $long(Buffer.concat(value.map($field))));
  if (value['!'] === 'timestamp') return $tagged('T', $int(value.value, 8));
  if (typeof value === 'object') return $tagged('F', $table(value));
  throw new TypeError('Unknown type to encode: ' + typeof value);
};
const $table = (value) => $long(Buffer.concat(Object.entries(value ?? {}).filter(([, each]) => each !== undefined).map(([name, each]) => Buffer.concat([$short(name), $field(each)]))));
class $Reader {
  constructor(bytes, at = 0) { this.bytes = bytes; this.at = at; this.bits = undefined; }
  take(count) { const piece = this.bytes.subarray(this.at, this.at + count); this.at += count; this.bits = undefined; return piece; }
  int(size) { let value = 0; for (const byte of this.take(size)) value = value * 256 + byte; return value; }
  signed(size) { const value = this.int(size); return value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value; }
  bit() { if (!this.bits || this.bits.length === 0) { const byte = this.int(1); this.bits = [0, 1, 2, 3, 4, 5, 6, 7].map((each) => (byte >> each & 1) === 1); } return this.bits.shift(); }
  short() { return this.take(this.int(1)).toString(); }
  long() { return this.take(this.int(4)); }
  table() { const end = this.int(4) + this.at; const made = {}; while (this.at < end) { const name = this.short(); made[name] = this.field(); } return made; }
  field() {
    const tag = this.take(1).toString();
    const sizes = { b: 1, s: 2, I: 4 };
    const unsigned = { B: 1, u: 2, i: 4 };
    if (sizes[tag]) return this.signed(sizes[tag]);
    if (unsigned[tag]) return this.int(unsigned[tag]);
    switch (tag) {
      case 't': return this.int(1) === 1;
      case 'l': { const high = this.signed(4); return high * 4294967296 + this.int(4); }
      case 'd': return this.take(8).readDoubleBE(0);
      case 'f': return this.take(4).readFloatBE(0);
      case 'T': return { '!': 'timestamp', value: this.int(8) };
      case 'S': return this.long().toString();
      case 'x': return Buffer.from(this.long());
      case 'F': return this.table();
      case 'A': { const end = this.int(4) + this.at; const made = []; while (this.at < end) made.push(this.field()); return made; }
      case 'V': return null;
      default: throw new TypeError('Unexpected type tag "' + tag + '"');
    }
  }
}
const $sizes = { octet: 1, u16: 2, u32: 4, u64: 8 };
const $byIds = {};
for (const [name, [classId, methodId, text]] of Object.entries(METHODS)) $byIds[classId + '.' + methodId] = { name, args: text.split(' ').filter(Boolean).map((each) => each.split(':')) };
const $encodeMethod = (name, given = {}) => {
  const [classId, methodId] = METHODS[name];
  const parts = [$int(classId, 2), $int(methodId, 2)];
  let bits = [];
  const flush = () => { if (bits.length > 0) parts.push($int(bits.reduce((sum, bit, at) => sum + (bit ? 1 << at : 0), 0), 1)); bits = []; };
  for (const [argument, type] of $byIds[classId + '.' + methodId].args) {
    const value = given[argument];
    if (type === 'bit') { bits.push(Boolean(value)); continue; }
    flush();
    if ($sizes[type]) parts.push($int(value ?? 0, $sizes[type]));
    else if (type === 'table') parts.push($table(value));
    else parts.push(type === 'short' ? $short(value ?? '') : $long(Buffer.from(value ?? '')));
  }
  flush();
  return Buffer.concat(parts);
};
const $decodeMethod = (bytes) => {
  const from = new $Reader(bytes);
  const { name, args } = $byIds[from.int(2) + '.' + from.int(2)];
  const given = {};
  for (const [argument, type] of args) given[argument] = type === 'bit' ? from.bit() : $sizes[type] ? from.int($sizes[type]) : type === 'table' ? from.table() : type === 'short' ? from.short() : from.long().toString();
  return { name, given };
};
const $properties = [['contentType', 'short'], ['contentEncoding', 'short'], ['headers', 'table'], ['deliveryMode', 1], ['priority', 1], ['correlationId', 'short'], ['replyTo', 'short'], ['expiration', 'short'], ['messageId', 'short'], ['timestamp', 8], ['type', 'short'], ['userId', 'short'], ['appId', 'short'], ['clusterId', 'short']];
const $encodeProperties = (given) => {
  let flags = 0;
  const parts = [];
  for (const [index, [name, type]] of $properties.entries()) {
    const value = given[name];
    if (value === undefined) continue;
    flags += 2 ** (15 - index);
    parts.push(type === 'short' ? $short(value) : type === 'table' ? $table(value) : $int(Number(value), type));
  }
  return Buffer.concat([$int(flags, 2), ...parts]);
};
const $decodeProperties = (bytes, at) => {
  const from = new $Reader(bytes, at);
  const flags = from.int(2);
  const made = {};
  for (const [index, [name, type]] of $properties.entries()) made[name] = Math.floor(flags / 2 ** (15 - index)) % 2 === 0 ? undefined : type === 'short' ? from.short() : type === 'table' ? from.table() : from.int(type);
  return made;
};
const $frame = (type, channel, payload) => Buffer.concat([$int(type, 1), $int(channel, 2), $int(payload.length, 4), payload, Buffer.from([206])]);
`}`;
