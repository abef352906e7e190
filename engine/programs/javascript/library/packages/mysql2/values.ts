/** What values of MySQL are in JavaScript, and how they are written into statements. */
export const mysqlValues = String.raw`
const $pad = (number, width = 2) => String(number).padStart(width, '0');
const $zoned = (date, timezone) => {
  if (!timezone || timezone === 'local') return [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()];
  const found = /^([+-])(\d\d):?(\d\d)?/.exec(timezone);
  const shift = found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0)) * 60000 : 0;
  const at = new Date(date.getTime() + shift);
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCMilliseconds()];
};
const $dateText = (date, timezone) => {
  if (Number.isNaN(date.getTime())) return 'NULL';
  const [year, month, day, hour, minute, second, ms] = $zoned(date, timezone);
  return $pad(year, 4) + '-' + $pad(month) + '-' + $pad(day) + ' ' + $pad(hour) + ':' + $pad(minute) + ':' + $pad(second) + '.' + $pad(ms, 3);
};
const $letters = { '\0': '\\0', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\u001a': '\\Z', '"': '\\"', "'": "\\'", '\\': '\\\\' };
const $quoted = (text) => "'" + text.replace(/[\0\b\t\n\r\u001a"'\\]/g, (letter) => $letters[letter]) + "'";
const escapeId = (value, isWhole) => Array.isArray(value) ? value.map((each) => escapeId(each, isWhole)).join(', ') : isWhole ? '\u0060' + String(value).replace(/\u0060/g, '\u0060\u0060') + '\u0060' : '\u0060' + String(value).replace(/\u0060/g, '\u0060\u0060').replace(/\./g, '\u0060.\u0060') + '\u0060';
const $list = (items, timezone) => items.map((item) => Array.isArray(item) ? '(' + $list(item, timezone) + ')' : escape(item, true, timezone)).join(', ');
const escape = (value, asText, timezone) => {
  if (value === undefined || value === null) return 'NULL';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return $quoted(value);
  if (value instanceof Date) { const text = $dateText(value, timezone); return text === 'NULL' ? text : "'" + text + "'"; }
  if (Array.isArray(value)) return $list(value, timezone);
  if (Buffer.isBuffer(value)) return "X'" + value.toString('hex') + "'";
  if (typeof value.toSqlString === 'function') return String(value.toSqlString());
  if (asText) return $quoted(value.toString());
  return Object.keys(value).filter((key) => typeof value[key] !== 'function').map((key) => escapeId(key) + ' = ' + escape(value[key], true, timezone)).join(', ');
};
const format = (sql, values, asText, timezone) => {
  if (values === undefined || values === null) return sql;
  const list = Array.isArray(values) ? values : [values];
  let next = 0;
  return sql.replace(/\?+/g, (marks) => {
    if (marks.length > 2 || next >= list.length) return marks;
    const value = list[next++];
    return marks === '??' ? escapeId(value) : escape(value, asText, timezone);
  });
};
/** Named placeholders: where there are names, the values are those of an object. */
const $named = (sql, values) => {
  const list = [];
  const text = sql.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|:([A-Za-z_]\w*)/g, (whole, name) => { if (name === undefined) return whole; list.push(values[name]); return '?'; });
  return [text, list];
};
const raw = (sql) => ({ toSqlString: () => sql });
const $dateTypes = [7, 10, 12];
const $isText = (column) => column.characterSet !== 63;
const $moment = (text, column, options) => {
  const wanted = options.dateStrings;
  if (wanted === true || Array.isArray(wanted) && wanted.includes({ 7: 'TIMESTAMP', 10: 'DATE', 12: 'DATETIME' }[column.type])) return text;
  const found = /^(\d+)-(\d+)-(\d+)(?:[ T](\d+):(\d+):(\d+)(?:\.(\d+))?)?/.exec(text);
  if (!found) return new Date(NaN);
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0'] = found;
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Math.floor(Number('0.' + fraction) * 1000)];
  const { timezone } = options;
  if (!timezone || timezone === 'local') return new Date(...parts);
  const zone = /^([+-])(\d\d):?(\d\d)?/.exec(timezone);
  return new Date(Date.UTC(...parts) - (zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3] ?? 0)) * 60000 : 0));
};
const $large = (text, options) => {
  const number = Number(text);
  if (options.supportBigNumbers && (options.bigNumberStrings || !Number.isSafeInteger(number))) return text;
  return number;
};
/** A value of a row that came as text. */
const $ofText = (bytes, column, options) => {
  const text = () => bytes.toString();
  switch (column.type) {
    case 1: case 2: case 3: case 9: case 13: case 4: case 5: return Number(text());
    case 8: return $large(text(), options);
    case 0: case 246: return options.decimalNumbers ? Number(text()) : text();
    case 7: case 10: case 12: return $moment(text(), column, options);
    case 245: return options.jsonStrings ? text() : JSON.parse(text());
    case 16: return Buffer.from(bytes);
    case 249: case 250: case 251: case 252: case 253: case 254: return $isText(column) ? text() : Buffer.from(bytes);
    default: return text();
  }
};
/** A value of a row that came in the binary form. */
const $ofBinary = (from, column, options) => {
  const isUnsigned = (column.flags & 32) !== 0;
  const signed = (width) => { const value = from.int(width); return isUnsigned || value < 2 ** (width * 8 - 1) ? value : value - 2 ** (width * 8); };
  switch (column.type) {
    case 1: return signed(1);
    case 2: case 13: return signed(2);
    case 3: case 9: return signed(4);
    case 8: { const bits = $readLong(from.body, from.at); from.at += 8; return $large(String(isUnsigned ? bits : BigInt.asIntN(64, bits)), options); }
    case 4: { const made = from.body.readFloatLE(from.at); from.at += 4; return made; }
    case 5: { const made = from.body.readDoubleLE(from.at); from.at += 8; return made; }
    case 7: case 10: case 12: {
      const size = from.int(1);
      const [year, month, day] = size > 0 ? [from.int(2), from.int(1), from.int(1)] : [0, 0, 0];
      const [hour, minute, second] = size > 4 ? [from.int(1), from.int(1), from.int(1)] : [0, 0, 0];
      const micro = size > 7 ? from.int(4) : 0;
      const date = $pad(year, 4) + '-' + $pad(month) + '-' + $pad(day);
      return $moment(column.type === 10 ? date : date + ' ' + $pad(hour) + ':' + $pad(minute) + ':' + $pad(second) + (micro ? '.' + $pad(micro, 6) : ''), column, options);
    }
    case 11: {
      const size = from.int(1);
      if (size === 0) return '00:00:00';
      const [minus, days, hour, minute, second] = [from.int(1), from.int(4), from.int(1), from.int(1), from.int(1)];
      if (size > 8) from.int(4);
      return (minus ? '-' : '') + $pad(days * 24 + hour) + ':' + $pad(minute) + ':' + $pad(second);
    }
    default: return $ofText(from.bytes(from.length()), column, options);
  }
};
const $parameter = (value, timezone) => {
  if (typeof value === 'number') { const made = Buffer.alloc(8); made.writeDoubleLE(value); return [5, made]; }
  if (typeof value === 'bigint') return [253, $sized(Buffer.from(String(value)))];
  if (typeof value === 'boolean') return [1, Buffer.from([value ? 1 : 0])];
  if (value instanceof Date) {
    const [year, month, day, hour, minute, second, ms] = $zoned(value, timezone);
    return [12, Buffer.concat([Buffer.from([11]), $int(year, 2), Buffer.from([month, day, hour, minute, second]), $int(ms * 1000, 4)])];
  }
  if (Buffer.isBuffer(value)) return [253, $sized(value)];
  if (typeof value === 'object') return [245, $sized(Buffer.from(JSON.stringify(value)))];
  return [253, $sized(Buffer.from(String(value)))];
};
`;
