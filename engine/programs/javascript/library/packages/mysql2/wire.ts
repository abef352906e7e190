/** MySQL's packets: made, and taken apart. */
export const mysqlWire = String.raw`
const EventEmitter = require('events');
const net = require('net');
const crypto = require('crypto');
const $packet = (sequence, body) => {
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  head[3] = sequence & 255;
  return Buffer.concat([head, body]);
};
const $int = (value, width) => { const made = Buffer.alloc(width); made.writeUIntLE(value, 0, width); return made; };
const $zero = (text) => Buffer.from(text + '\0');
const $sized = (bytes) => Buffer.concat([bytes.length < 251 ? $int(bytes.length, 1) : bytes.length < 65536 ? Buffer.concat([$int(252, 1), $int(bytes.length, 2)]) : Buffer.concat([$int(253, 1), $int(bytes.length, 3)]), bytes]);
const $readLong = (body, at) => body.readBigUInt64LE(at);
/** Reads a packet's body from its front to its end. */
class $Reader {
  constructor(body, at = 0) { this.body = body; this.at = at; }
  int(width) { const made = this.body.readUIntLE(this.at, width); this.at += width; return made; }
  length() {
    const first = this.body[this.at++];
    if (first < 251) return first;
    if (first === 251) return null;
    if (first === 252) return this.int(2);
    if (first === 253) return this.int(3);
    const made = Number($readLong(this.body, this.at));
    this.at += 8;
    return made;
  }
  bytes(size) { const made = this.body.subarray(this.at, this.at + size); this.at += size; return made; }
  text(size) { const made = this.body.toString('utf8', this.at, this.at + size); this.at += size; return made; }
  sized() { const size = this.length(); return size === null ? null : this.text(size); }
  zero() { const end = this.body.indexOf(0, this.at); const made = this.body.toString('utf8', this.at, end); this.at = end + 1; return made; }
  get left() { return this.body.length - this.at; }
}
const $column = (body) => {
  const from = new $Reader(body);
  const [, schema, table, orgTable, name, orgName] = [from.sized(), from.sized(), from.sized(), from.sized(), from.sized(), from.sized()];
  from.length();
  const characterSet = from.int(2);
  const columnLength = from.int(4);
  const columnType = from.int(1);
  const flags = from.int(2);
  return { schema, table, orgTable, name, orgName, characterSet, columnLength, columnType, type: columnType, flags, decimals: from.int(1) };
};
const $xor = (one, two) => Buffer.from(one.map((byte, at) => byte ^ two[at]));
/** What a client answers to a server's nonce. */
const $answers = {
  mysql_native_password(password, nonce) {
    if (password === '') return Buffer.alloc(0);
    const sha1 = (...parts) => crypto.createHash('sha1').update(Buffer.concat(parts)).digest();
    const once = sha1(Buffer.from(password));
    return $xor(once, sha1(nonce, sha1(once)));
  },
  caching_sha2_password(password, nonce) {
    if (password === '') return Buffer.alloc(0);
    const sha256 = (...parts) => crypto.createHash('sha256').update(Buffer.concat(parts)).digest();
    const once = sha256(Buffer.from(password));
    return $xor(once, sha256(sha256(once), nonce));
  },
};
const $codes = { 1004: 'ER_CANT_CREATE_FILE', 1005: 'ER_CANT_CREATE_TABLE', 1007: 'ER_DB_CREATE_EXISTS', 1008: 'ER_DB_DROP_EXISTS', 1040: 'ER_CON_COUNT_ERROR', 1044: 'ER_DBACCESS_DENIED_ERROR', 1045: 'ER_ACCESS_DENIED_ERROR', 1046: 'ER_NO_DB_ERROR', 1047: 'ER_UNKNOWN_COM_ERROR', 1048: 'ER_BAD_NULL_ERROR', 1049: 'ER_BAD_DB_ERROR', 1050: 'ER_TABLE_EXISTS_ERROR', 1051: 'ER_BAD_TABLE_ERROR', 1052: 'ER_NON_UNIQ_ERROR', 1054: 'ER_BAD_FIELD_ERROR', 1055: 'ER_WRONG_FIELD_WITH_GROUP', 1059: 'ER_TOO_LONG_IDENT', 1060: 'ER_DUP_FIELDNAME', 1061: 'ER_DUP_KEYNAME', 1062: 'ER_DUP_ENTRY', 1063: 'ER_WRONG_FIELD_SPEC', 1064: 'ER_PARSE_ERROR', 1065: 'ER_EMPTY_QUERY', 1066: 'ER_NONUNIQ_TABLE', 1067: 'ER_INVALID_DEFAULT', 1068: 'ER_MULTIPLE_PRI_KEY', 1072: 'ER_KEY_COLUMN_DOES_NOT_EXITS', 1075: 'ER_WRONG_AUTO_KEY', 1091: 'ER_CANT_DROP_FIELD_OR_KEY', 1096: 'ER_NO_TABLES_USED', 1109: 'ER_UNKNOWN_TABLE', 1110: 'ER_FIELD_SPECIFIED_TWICE', 1111: 'ER_INVALID_GROUP_FUNC_USE', 1115: 'ER_UNKNOWN_CHARACTER_SET', 1136: 'ER_WRONG_VALUE_COUNT_ON_ROW', 1142: 'ER_TABLEACCESS_DENIED_ERROR', 1146: 'ER_NO_SUCH_TABLE', 1153: 'ER_NET_PACKET_TOO_LARGE', 1170: 'ER_BLOB_KEY_WITHOUT_LENGTH', 1193: 'ER_UNKNOWN_SYSTEM_VARIABLE', 1205: 'ER_LOCK_WAIT_TIMEOUT', 1210: 'ER_WRONG_ARGUMENTS', 1213: 'ER_LOCK_DEADLOCK', 1215: 'ER_CANNOT_ADD_FOREIGN', 1216: 'ER_NO_REFERENCED_ROW', 1217: 'ER_ROW_IS_REFERENCED', 1222: 'ER_WRONG_NUMBER_OF_COLUMNS_IN_SELECT', 1227: 'ER_SPECIFIC_ACCESS_DENIED_ERROR', 1242: 'ER_SUBQUERY_NO_1_ROW', 1243: 'ER_UNKNOWN_STMT_HANDLER', 1251: 'ER_NOT_SUPPORTED_AUTH_MODE', 1264: 'ER_WARN_DATA_OUT_OF_RANGE', 1265: 'WARN_DATA_TRUNCATED', 1292: 'ER_TRUNCATED_WRONG_VALUE', 1305: 'ER_SP_DOES_NOT_EXIST', 1364: 'ER_NO_DEFAULT_FOR_FIELD', 1365: 'ER_DIVISION_BY_ZERO', 1366: 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD', 1396: 'ER_CANNOT_USER', 1406: 'ER_DATA_TOO_LONG', 1451: 'ER_ROW_IS_REFERENCED_2', 1452: 'ER_NO_REFERENCED_ROW_2', 1690: 'ER_DATA_OUT_OF_RANGE', 1819: 'ER_NOT_VALID_PASSWORD', 3140: 'ER_INVALID_JSON_TEXT', 3819: 'ER_CHECK_CONSTRAINT_VIOLATED', 4031: 'ER_CLIENT_INTERACTION_TIMEOUT' };
const $problem = (body, sql) => {
  const errno = body.readUInt16LE(1);
  const hasState = body[3] === 35;
  const words = body.toString('utf8', hasState ? 9 : 3);
  const made = new Error(words);
  made.code = $codes[errno] ?? 'UNKNOWN_CODE_PLEASE_REPORT';
  made.errno = errno;
  if (sql !== undefined) made.sql = sql;
  made.sqlState = hasState ? body.toString('utf8', 4, 9) : '';
  made.sqlMessage = words;
  return made;
};
`;
