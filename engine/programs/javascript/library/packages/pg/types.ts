/** What values of PostgreSQL are in JavaScript, and the other way. */
export const pgTypes = String.raw`
const $array = (text, parse) => {
  let at = text.indexOf('{') + 1;
  const list = () => {
    const made = [];
    while (at < text.length && text[at] !== '}') {
      if (text[at] === ',') { at++; continue; }
      if (text[at] === '{') { at++; made.push(list()); continue; }
      if (text[at] === '"') {
        let word = '';
        for (at++; text[at] !== '"'; at++) { if (text[at] === '\\') at++; word += text[at]; }
        at++;
        made.push(parse(word));
        continue;
      }
      const from = at;
      while (text[at] !== ',' && text[at] !== '}') at++;
      const word = text.slice(from, at);
      made.push(word === 'NULL' ? null : parse(word));
    }
    at++;
    return made;
  };
  return list();
};
const $moment = (text, isLocal) => {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  const found = /^(\d+)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(?:([+-])(\d\d)(?::?(\d\d))?)?( BC)?$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0', sign, zoneHour = 0, zoneMinute = 0, before] = found;
  const parts = [before ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Math.floor(Number('0.' + fraction) * 1000)];
  if (isLocal && !sign) return new Date(...parts);
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute)) * 60000;
  return new Date(Date.UTC(...parts) - offset);
};
class PostgresInterval {
  toPostgres() {
    const words = ['years', 'months', 'days', 'hours', 'minutes'].filter((name) => this[name]).map((name) => this[name] + ' ' + name);
    if (this.seconds || this.milliseconds) words.push(((this.seconds ?? 0) + (this.milliseconds ?? 0) / 1000) + ' seconds');
    return words.length === 0 ? '0' : words.join(' ');
  }
}
const $interval = (text) => {
  const made = new PostgresInterval();
  const names = { year: 'years', mon: 'months', day: 'days' };
  for (const [, count, name] of text.matchAll(/([+-]?\d+) (year|mon|day)s?/g)) made[names[name]] = Number(count);
  const time = /([+-]?)(\d+):(\d\d):(\d\d)(?:\.(\d+))?/.exec(text);
  if (time) {
    const sign = time[1] === '-' ? -1 : 1;
    if (Number(time[2])) made.hours = sign * Number(time[2]);
    if (Number(time[3])) made.minutes = sign * Number(time[3]);
    if (Number(time[4])) made.seconds = sign * Number(time[4]);
    if (time[5]) made.milliseconds = sign * Number('0.' + time[5]) * 1000;
  }
  return made;
};
const parseInteger = (text) => parseInt(text, 10);
const parseBool = (text) => text === 't';
const noParse = (text) => text;
const $local = (text) => $moment(text, true);
const $bytes = (text) => Buffer.from(text.slice(2), 'hex');
const $point = (text) => { const [x, y] = text.slice(1, -1).split(','); return { x: parseFloat(x), y: parseFloat(y) }; };
const $parsers = { 16: parseBool, 17: $bytes, 21: parseInteger, 23: parseInteger, 26: parseInteger, 114: JSON.parse, 600: $point, 700: parseFloat, 701: parseFloat, 1082: $local, 1114: $local, 1184: $moment, 1186: $interval, 3802: JSON.parse };
const $arrays = { 1000: parseBool, 1001: $bytes, 1005: parseInteger, 1007: parseInteger, 1028: parseInteger, 1016: noParse, 1009: noParse, 1015: noParse, 1014: noParse, 1002: noParse, 2951: noParse, 1021: parseFloat, 1022: parseFloat, 1231: parseFloat, 1115: $local, 1182: $local, 1185: $moment, 1183: noParse, 1187: $interval, 199: JSON.parse, 3807: JSON.parse };
for (const oid of Object.keys($arrays)) $parsers[oid] = (text) => $array(text, $arrays[oid]);
const types = {
  getTypeParser: (oid) => $parsers[oid] ?? noParse,
  setTypeParser: (oid, format, parse) => { $parsers[oid] = typeof format === 'function' ? format : parse; },
  arrayParser: { create: (text, parse) => ({ parse: () => $array(text, parse ?? noParse) }) },
  builtins: { BOOL: 16, BYTEA: 17, CHAR: 18, INT8: 20, INT2: 21, INT4: 23, TEXT: 25, OID: 26, JSON: 114, POINT: 600, FLOAT4: 700, FLOAT8: 701, BPCHAR: 1042, VARCHAR: 1043, DATE: 1082, TIME: 1083, TIMESTAMP: 1114, TIMESTAMPTZ: 1184, INTERVAL: 1186, NUMERIC: 1700, UUID: 2950, JSONB: 3802 },
};
const $two = (number, width = 2) => String(Math.abs(number)).padStart(width, '0');
const $dateText = (date) => {
  const offset = -date.getTimezoneOffset();
  const zone = (offset < 0 ? '-' : '+') + $two(Math.trunc(offset / 60)) + ':' + $two(offset % 60);
  return $two(date.getFullYear(), 4) + '-' + $two(date.getMonth() + 1) + '-' + $two(date.getDate()) + 'T' + $two(date.getHours()) + ':' + $two(date.getMinutes()) + ':' + $two(date.getSeconds()) + '.' + $two(date.getMilliseconds(), 3) + zone;
};
const $arrayText = (list) => '{' + list.map((item) => {
  if (item === null || item === undefined) return 'NULL';
  if (Array.isArray(item)) return $arrayText(item);
  if (Buffer.isBuffer(item)) return '"\\\\x' + item.toString('hex') + '"';
  return '"' + $prepare(item).replace(/\\/g, '\\\\').replace(/"/g, '\\"') + '"';
}).join(',') + '}';
/** A parameter as it is sent: null, bytes or text. */
const $prepare = (value, seen = []) => {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (value instanceof Date) return $dateText(value);
  if (Array.isArray(value)) return $arrayText(value);
  if (typeof value.toPostgres === 'function') {
    if (seen.includes(value)) throw new Error('circular reference detected while preparing "' + value + '" for query');
    return $prepare(value.toPostgres($prepare), [...seen, value]);
  }
  return JSON.stringify(value);
};
const escapeIdentifier = (text) => '"' + text.replace(/"/g, '""') + '"';
const escapeLiteral = (text) => {
  if (text === null || text === undefined) return "''";
  const quoted = "'" + text.replace(/'/g, "''").replace(/\\/g, '\\\\') + "'";
  return text.includes('\\') ? ' E' + quoted : quoted;
};
`;
