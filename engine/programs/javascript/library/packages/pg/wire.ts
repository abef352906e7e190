/** Messages of PostgreSQL's protocol, version 3.0: made, and taken apart. */
export const pgWire = String.raw`
const EventEmitter = require('events');
const net = require('net');
const crypto = require('crypto');
const $int32 = (value) => { const made = Buffer.alloc(4); made.writeInt32BE(value); return made; };
const $int16 = (value) => { const made = Buffer.alloc(2); made.writeInt16BE(value); return made; };
const $text = (value) => Buffer.from(value + '\0');
const $frame = (kind, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), $int32(body.length + 4), body]);
};
const $startup = (facts) => {
  const words = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return $frame('', $int32(196608), ...words.flatMap(([name, value]) => [$text(name), $text(value)]), Buffer.from([0]));
};
const $parameter = (value) => {
  if (value === null) return $int32(-1);
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value);
  return Buffer.concat([$int32(bytes.length), bytes]);
};
const $bind = (name, values) => $frame('B', $text(''), $text(name), $int16(values.length), ...values.map((value) => $int16(Buffer.isBuffer(value) ? 1 : 0)), $int16(values.length), ...values.map($parameter), $int16(0));
class DatabaseError extends Error {
  constructor(message, length, name) { super(message); this.length = length; this.name = name; }
}
const $fields = { S: 'severity', C: 'code', D: 'detail', H: 'hint', P: 'position', p: 'internalPosition', q: 'internalQuery', W: 'where', s: 'schema', t: 'table', c: 'column', d: 'dataType', n: 'constraint', F: 'file', L: 'line', R: 'routine' };
/** What an error or a notice says. */
const $problem = (body, isError) => {
  const told = {};
  for (const part of body.toString().split('\0')) if (part !== '') told[part[0]] = part.slice(1);
  const made = isError ? new DatabaseError(told.M, body.length + 5, 'error') : { message: told.M, length: body.length + 5, name: 'notice' };
  for (const letter of Object.keys($fields)) made[$fields[letter]] = told[letter];
  return made;
};
class Field {
  constructor(name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, format) {
    this.name = name; this.tableID = tableID; this.columnID = columnID; this.dataTypeID = dataTypeID;
    this.dataTypeSize = dataTypeSize; this.dataTypeModifier = dataTypeModifier; this.format = format;
  }
}
const $columns = (body) => {
  const made = [];
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const end = body.indexOf(0, at);
    made.push(new Field(body.toString('utf8', at, end), body.readInt32BE(end + 1), body.readInt16BE(end + 5), body.readInt32BE(end + 7), body.readInt16BE(end + 11), body.readInt32BE(end + 13), body.readInt16BE(end + 17) === 1 ? 'binary' : 'text'));
    at = end + 19;
  }
  return made;
};
const $values = (body) => {
  const made = [];
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const size = body.readInt32BE(at);
    at += 4;
    if (size < 0) { made.push(null); continue; }
    made.push(body.toString('utf8', at, at + size));
    at += size;
  }
  return made;
};
/** SCRAM-SHA-256: what the client says to what the server said first. */
const $scram = {
  begin() {
    const nonce = crypto.randomBytes(18).toString('base64');
    return { nonce, first: 'n,,n=*,r=' + nonce };
  },
  go(session, password, said) {
    const problem = (words) => new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: ' + words);
    if (typeof password !== 'string') throw problem('client password must be a string');
    if (password === '') throw problem('client password must be a non-empty string');
    const part = Object.fromEntries(said.split(',').map((each) => [each[0], each.slice(2)]));
    if (!part.r.startsWith(session.nonce)) throw problem('server nonce does not start with client nonce');
    const hmac = (key, data) => crypto.createHmac('sha256', key).update(data).digest();
    const salted = crypto.pbkdf2Sync(password, Buffer.from(part.s, 'base64'), Number(part.i), 32, 'sha256');
    const key = hmac(salted, 'Client Key');
    const bare = 'c=biws,r=' + part.r;
    const whole = 'n=*,r=' + session.nonce + ',' + said + ',' + bare;
    const signature = hmac(crypto.createHash('sha256').update(key).digest(), whole);
    session.signature = hmac(hmac(salted, 'Server Key'), whole).toString('base64');
    return bare + ',p=' + Buffer.from(key.map((byte, at) => byte ^ signature[at])).toString('base64');
  },
};
const $md5 = (text) => crypto.createHash('md5').update(text).digest('hex');
`;
