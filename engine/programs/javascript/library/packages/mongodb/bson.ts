/** The package bson: what documents have that the language hasn't got. */
export const bsonSource = `
const inspect = Symbol.for('nodejs.util.inspect.custom');
class BSONError extends Error { get name() { return 'BSONError'; } }
const isHex = (text) => typeof text === 'string' && /^[0-9a-fA-F]{24}$/.test(text);
let counter = Math.floor(Math.random() * 0xffffff);
const unique = require('crypto').randomBytes(5).toString('hex');
class ObjectId {
  constructor(given) {
    let hex;
    if (given === undefined || given === null || typeof given === 'number') {
      counter = (counter + 1) % 0xffffff;
      hex = Math.floor(typeof given === 'number' ? given : Date.now() / 1000).toString(16).padStart(8, '0') + unique + counter.toString(16).padStart(6, '0');
    } else if (isHex(given)) hex = given.toLowerCase();
    else if (given instanceof Uint8Array && given.length === 12) hex = Buffer.from(given).toString('hex');
    else if (typeof given === 'object' && (given._bsontype === 'ObjectId' || typeof given.toHexString === 'function')) hex = given.toHexString();
    else throw new BSONError('input must be a 24 character hex string, 12 byte Uint8Array, or an integer');
    Object.defineProperty(this, '_v', { value: hex, enumerable: false, writable: true });
  }
  get id() { return Buffer.from(this._v, 'hex'); }
  get _id() { return this; }
  toString(encoding) { return encoding === 'base64' ? this.id.toString('base64') : this._v; }
  toHexString() { return this._v; }
  toJSON() { return this._v; }
  getTimestamp() { return new Date(parseInt(this._v.slice(0, 8), 16) * 1000); }
  equals(other) { return other !== null && other !== undefined && String(other).toLowerCase() === this._v; }
  static isValid(given) { if (given === null || given === undefined) return false; try { new ObjectId(given); return true; } catch { return false; } }
  static createFromHexString(text) { return new ObjectId(text); }
  static createFromTime(seconds) { return new ObjectId(Math.floor(seconds).toString(16).padStart(8, '0') + '0'.repeat(16)); }
  static generate(time) { return new ObjectId(time).id; }
  [inspect]() { return "new ObjectId('" + this._v + "')"; }
}
class Long {
  constructor(value) { this._v = BigInt(value ?? 0); }
  static fromNumber(value) { return new Long(Math.trunc(value)); }
  static fromString(text) { return new Long(text); }
  toNumber() { return Number(this._v); }
  toString() { return String(this._v); }
  valueOf() { return Number(this._v); }
  toJSON() { return Number(this._v); }
  [inspect]() { return 'new Long(' + this._v + ')'; }
}
class Timestamp {
  constructor({ t = 0, i = 0 } = {}) { this._v = t; this._i = i; }
  toJSON() { return { $timestamp: String(BigInt(this._v) * 4294967296n + BigInt(this._i)) }; }
  [inspect]() { return 'new Timestamp({ t: ' + this._v + ', i: ' + this._i + ' })'; }
}
class Binary {
  constructor(bytes, subtype = 0) { this._v = Buffer.from(bytes); this._i = subtype; }
  get buffer() { return this._v; }
  get sub_type() { return this._i; }
  length() { return this._v.length; }
  value() { return this._v; }
  toString(encoding) { return this._v.toString(encoding ?? 'utf8'); }
  toJSON() { return this._v.toString('base64'); }
  [inspect]() { return "Binary.createFromBase64('" + this._v.toString('base64') + "', " + this._i + ')'; }
}
class Decimal128 { constructor() { throw new Error('Decimal128 is not part of the simulation'); } }
class MinKey { [inspect]() { return 'new MinKey()'; } }
class MaxKey { [inspect]() { return 'new MaxKey()'; } }
const types = { promotes: true };
for (const [name, type] of Object.entries({ ObjectId, Long, Timestamp, Binary, Decimal128, MinKey, MaxKey })) {
  Object.defineProperty(type.prototype, '_bsontype', { value: name, enumerable: false });
  types[name] = type.prototype;
}
class Int32 { constructor(value) { return Number(value) | 0; } }
class Double { constructor(value) { return Number(value); } }
const EJSON = { stringify: (value, ...rest) => JSON.stringify(value, ...rest), parse: (text) => JSON.parse(text) };
const hidden = (name, value) => Object.defineProperty(module.exports, name, { value, enumerable: false });
module.exports = { ObjectId, ObjectID: ObjectId, BSONError, Long, Timestamp, Binary, Decimal128, MinKey, MaxKey, Int32, Double, EJSON };
hidden('types', types);
`;
