/** What documents have that the language hasn't got. */
export const mongoTypes = `
const inspect = Symbol.for('nodejs.util.inspect.custom');
const random = (count) => { let text = ''; for (let at = 0; at < count; at++) text += Math.floor(Math.random() * 16).toString(16); return text; };
class ObjectIdType {
  constructor(hex) {
    if (hex !== undefined && !/^[0-9a-fA-F]{24}$/.test(String(hex))) throw new Error('input must be a 24 character hex string, 12 byte Uint8Array, or an integer');
    this._v = hex === undefined ? Math.floor(Date.now() / 1000).toString(16).padStart(8, '0') + random(16) : String(hex).toLowerCase();
  }
  toString() { return this._v; }
  toHexString() { return this._v; }
  valueOf() { return this._v; }
  getTimestamp() { return new Date(parseInt(this._v.slice(0, 8), 16) * 1000); }
  equals(other) { return other && String(other) === this._v; }
  toJSON() { return { $oid: this._v }; }
  [inspect]() { return "ObjectId('" + this._v + "')"; }
}
class LongType {
  constructor(value) { this._v = BigInt(value ?? 0); }
  toNumber() { return Number(this._v); }
  toString() { return String(this._v); }
  valueOf() { return Number(this._v); }
  toJSON() { return Number(this._v); }
  [inspect]() { return "Long('" + this._v + "')"; }
}
class TimestampType {
  constructor(t, i) { this._v = typeof t === 'object' ? t.t : t ?? 0; this._i = typeof t === 'object' ? t.i : i ?? 0; }
  toJSON() { return { $timestamp: { t: this._v, i: this._i } }; }
  [inspect]() { return 'Timestamp({ t: ' + this._v + ', i: ' + this._i + ' })'; }
}
class BinaryType {
  constructor(bytes, subtype) { this._v = bytes; this._i = subtype ?? 0; }
  toString() { return this._v.toString(); }
  toJSON() { return { $binary: { base64: this._v.toString('base64'), subType: String(this._i).padStart(2, '0') } }; }
  [inspect]() {
    const hex = this._v.toString('hex');
    if (this._i === 4) return "UUID('" + [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') + "')";
    return "Binary.createFromBase64('" + this._v.toString('base64') + "', " + this._i + ')';
  }
}
class DecimalType { [inspect]() { return "Decimal128('…')"; } }
class MinKeyType { [inspect]() { return 'MinKey()'; } }
class MaxKeyType { [inspect]() { return 'MaxKey()'; } }
const types = { ObjectId: ObjectIdType.prototype, Long: LongType.prototype, Timestamp: TimestampType.prototype, Binary: BinaryType.prototype, Decimal128: DecimalType.prototype, MinKey: MinKeyType.prototype, MaxKey: MaxKeyType.prototype };
for (const name of Object.keys(types)) Object.defineProperty(types[name], '_bsontype', { value: name });
Object.defineProperty(Date.prototype, inspect, { value() { return "ISODate('" + (isNaN(this.getTime()) ? 'Invalid' : this.toISOString()) + "')"; }, configurable: true });
const callable = (Type) => new Proxy(Type, { apply: (_target, _self, args) => new Type(...args) });
const unsupported = (name) => () => { throw new Error(name + ' is not part of the simulation'); };
Object.assign(globalThis, {
  ObjectId: callable(ObjectIdType),
  Long: callable(LongType),
  NumberLong: callable(LongType),
  NumberInt: (value) => Math.trunc(Number(value)),
  Int32: (value) => Math.trunc(Number(value)),
  Double: (value) => Number(value),
  NumberDecimal: unsupported('NumberDecimal'),
  Decimal128: unsupported('Decimal128'),
  Timestamp: callable(TimestampType),
  MinKey: callable(MinKeyType),
  MaxKey: callable(MaxKeyType),
  UUID: (text) => new BinaryType(Buffer.from(text === undefined ? random(32) : text.replace(/-/g, ''), 'hex'), 4),
  BinData: (subtype, text) => new BinaryType(Buffer.from(text, 'base64'), subtype),
  ISODate: (text) => text === undefined ? new Date() : new Date(/^\\d{4}-\\d\\d-\\d\\d$/.test(text) || /(?:Z|[+-]\\d\\d:?\\d\\d)$/.test(text) ? text : text + 'Z'),
  EJSON: { stringify: (value, replacer, indent) => JSON.stringify(value, replacer, indent), parse: (text) => JSON.parse(text) },
});
ObjectId.isValid = (text) => /^[0-9a-fA-F]{24}$/.test(String(text));
`;
