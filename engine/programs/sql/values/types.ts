import { SqlError } from '../errors.ts';
import type { TypeName } from '../syntax/tree.ts';

/** A type. JSON: columns have theirs stored. */
export interface SqlType {
  readonly base: Base;
  /** Of varchar, bpchar; digits of numeric. */
  readonly length?: number;
  readonly scale?: number;
  /** Of an enum, which has a name, too. */
  readonly labels?: readonly string[];
  readonly name?: string;
  /** Of an enum: its number and its schema. */
  readonly oid?: number;
  readonly schema?: string;
  readonly array?: boolean;
  readonly unsigned?: boolean;
  /** As MySQL shows it. */
  readonly shown?: string;
}

interface BaseFacts {
  readonly oid: number;
  readonly arrayOid: number;
  /** As format_type and errors say it. */
  readonly title: string;
  /** Bytes; -1: it varies. */
  readonly size: number;
  readonly category: Category;
}

export type Category = 'bool' | 'number' | 'text' | 'time' | 'interval' | 'json' | 'other' | 'unknown';

const bases = {
  bool: { oid: 16, arrayOid: 1000, title: 'boolean', size: 1, category: 'bool' },
  bytea: { oid: 17, arrayOid: 1001, title: 'bytea', size: -1, category: 'other' },
  name: { oid: 19, arrayOid: 1003, title: 'name', size: 64, category: 'text' },
  int8: { oid: 20, arrayOid: 1016, title: 'bigint', size: 8, category: 'number' },
  int2: { oid: 21, arrayOid: 1005, title: 'smallint', size: 2, category: 'number' },
  int4: { oid: 23, arrayOid: 1007, title: 'integer', size: 4, category: 'number' },
  text: { oid: 25, arrayOid: 1009, title: 'text', size: -1, category: 'text' },
  oid: { oid: 26, arrayOid: 1028, title: 'oid', size: 4, category: 'number' },
  json: { oid: 114, arrayOid: 199, title: 'json', size: -1, category: 'json' },
  float4: { oid: 700, arrayOid: 1021, title: 'real', size: 4, category: 'number' },
  float8: { oid: 701, arrayOid: 1022, title: 'double precision', size: 8, category: 'number' },
  unknown: { oid: 705, arrayOid: 0, title: 'unknown', size: -2, category: 'unknown' },
  bpchar: { oid: 1042, arrayOid: 1014, title: 'character', size: -1, category: 'text' },
  varchar: { oid: 1043, arrayOid: 1015, title: 'character varying', size: -1, category: 'text' },
  date: { oid: 1082, arrayOid: 1182, title: 'date', size: 4, category: 'time' },
  time: { oid: 1083, arrayOid: 1183, title: 'time without time zone', size: 8, category: 'time' },
  timestamp: { oid: 1114, arrayOid: 1115, title: 'timestamp without time zone', size: 8, category: 'time' },
  timestamptz: { oid: 1184, arrayOid: 1185, title: 'timestamp with time zone', size: 8, category: 'time' },
  interval: { oid: 1186, arrayOid: 1187, title: 'interval', size: 16, category: 'interval' },
  numeric: { oid: 1700, arrayOid: 1231, title: 'numeric', size: -1, category: 'number' },
  regclass: { oid: 2205, arrayOid: 2210, title: 'regclass', size: 4, category: 'other' },
  void: { oid: 2278, arrayOid: 0, title: 'void', size: 4, category: 'other' },
  record: { oid: 2249, arrayOid: 2287, title: 'record', size: -1, category: 'other' },
  uuid: { oid: 2950, arrayOid: 2951, title: 'uuid', size: 16, category: 'other' },
  jsonb: { oid: 3802, arrayOid: 3807, title: 'jsonb', size: -1, category: 'json' },
  enum: { oid: 3500, arrayOid: 0, title: 'enum', size: 4, category: 'other' },
} as const satisfies Record<string, BaseFacts>;

export type Base = keyof typeof bases;

const simple = (base: Base): SqlType => ({ base });
export const BOOL = simple('bool');
export const INT4 = simple('int4');
export const INT8 = simple('int8');
export const NUMERIC = simple('numeric');
export const FLOAT8 = simple('float8');
export const TEXT = simple('text');
export const UNKNOWN = simple('unknown');
export const DATE = simple('date');
export const TIME = simple('time');
export const TIMESTAMP = simple('timestamp');
export const TIMESTAMPTZ = simple('timestamptz');
export const INTERVAL = simple('interval');
export const JSONB = simple('jsonb');
export const JSON_TYPE = simple('json');
export const NAME = simple('name');
export const OID = simple('oid');

export function factsOf({ base }: SqlType): BaseFacts {
  return bases[base];
}

export function categoryOf(type: SqlType): Category {
  return type.array === true ? 'other' : bases[type.base].category;
}

export function oidOf(type: SqlType): number {
  return type.array === true ? bases[type.base].arrayOid : (type.oid ?? bases[type.base].oid);
}

export function typeOfOid(oid: number): SqlType | undefined {
  for (const [base, facts] of baseEntries) {
    if (facts.oid === oid) return { base };
    if (facts.arrayOid === oid && oid !== 0) return { base, array: true };
  }
  return undefined;
}

function isBase(name: string): name is Base {
  return Object.hasOwn(bases, name);
}
const baseEntries = Object.entries(bases).flatMap(([name, facts]) =>
  isBase(name) ? [[name, facts] as const] : [],
);

export { baseEntries };

export function isInteger({ base, array }: SqlType): boolean {
  return array !== true && ['int2', 'int4', 'int8', 'oid'].includes(base);
}

export function isFloat({ base, array }: SqlType): boolean {
  return array !== true && (base === 'float4' || base === 'float8');
}

/** What a type is called in errors and in `\d`: without its length in the former. */
export function titleOf(type: SqlType, full = false): string {
  const brackets = type.array === true ? '[]' : '';
  if (type.base === 'enum') return `${type.name ?? 'enum'}${brackets}`;
  const { title } = bases[type.base];
  if (!full || type.length === undefined) return title + brackets;
  const numbers = type.base === 'numeric' ? `${type.length},${type.scale ?? 0}` : String(type.length);
  return title.includes(' without') || title.includes(' with ')
    ? `${title.replace(/ (with.*)$/, `(${numbers}) $1`)}${brackets}`
    : `${title}(${numbers})${brackets}`;
}

const postgresNames: Readonly<Record<string, Base>> = {
  boolean: 'bool',
  int: 'int4',
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  decimal: 'numeric',
  dec: 'numeric',
  real: 'float4',
  float: 'float8',
  char: 'bpchar',
  character: 'bpchar',
  string: 'text',
  citext: 'text',
  regtype: 'oid',
  regrole: 'name',
  regproc: 'name',
  regnamespace: 'name',
  inet: 'text',
  timetz: 'time',
  xml: 'text',
  int2vector: 'text',
  oidvector: 'text',
  xid: 'int8',
  cstring: 'text',
};

/** @param enums types that students have made, by name */
export function postgresType(written: TypeName, enums: (name: string) => SqlType | undefined): SqlType {
  const name = written.name;
  const base = isBase(name) ? name : Object.hasOwn(postgresNames, name) ? postgresNames[name] : undefined;
  const array = written.array ? { array: true } : {};
  const [length, scale] = written.numbers;
  if (base === undefined || base === 'enum') {
    if (name.startsWith('_') && isBase(name.slice(1)))
      return { base: postgresBase(name.slice(1)), array: true };
    const found = enums(name);
    if (found === undefined) throw new SqlError('undefinedType', { name }, written.at);
    return { ...found, ...array };
  }
  if (name === 'float' && length !== undefined && length < 25) return { base: 'float4', ...array };
  if (base === 'numeric' && length !== undefined) return { base, length, scale: scale ?? 0, ...array };
  if (base === 'bpchar') return { base, length: length ?? 1, ...array };
  if (
    (base === 'varchar' || base === 'timestamp' || base === 'timestamptz' || base === 'time') &&
    length !== undefined
  )
    return { base, length, ...array };
  return { base, ...array };
}

function postgresBase(name: string): Base {
  return isBase(name) ? name : 'text';
}

const mysqlNames: Readonly<Record<string, readonly [base: Base, shown: string]>> = {
  tinyint: ['int2', 'tinyint'],
  bool: ['int2', 'tinyint(1)'],
  boolean: ['int2', 'tinyint(1)'],
  smallint: ['int2', 'smallint'],
  mediumint: ['int4', 'mediumint'],
  int: ['int4', 'int'],
  integer: ['int4', 'int'],
  int4: ['int4', 'int'],
  int8: ['int8', 'bigint'],
  bigint: ['int8', 'bigint'],
  serial: ['int8', 'bigint unsigned'],
  signed: ['int8', 'bigint'],
  unsigned: ['int8', 'bigint unsigned'],
  decimal: ['numeric', 'decimal'],
  numeric: ['numeric', 'decimal'],
  dec: ['numeric', 'decimal'],
  float: ['float4', 'float'],
  double: ['float8', 'double'],
  float8: ['float8', 'double'],
  real: ['float8', 'double'],
  char: ['bpchar', 'char'],
  varchar: ['varchar', 'varchar'],
  text: ['text', 'text'],
  tinytext: ['text', 'tinytext'],
  mediumtext: ['text', 'mediumtext'],
  longtext: ['text', 'longtext'],
  blob: ['bytea', 'blob'],
  tinyblob: ['bytea', 'tinyblob'],
  mediumblob: ['bytea', 'mediumblob'],
  longblob: ['bytea', 'longblob'],
  binary: ['bytea', 'binary'],
  varbinary: ['bytea', 'varbinary'],
  date: ['date', 'date'],
  time: ['time', 'time'],
  datetime: ['timestamp', 'datetime'],
  timestamp: ['timestamp', 'timestamp'],
  year: ['int4', 'year'],
  json: ['jsonb', 'json'],
  enum: ['enum', 'enum'],
  set: ['text', 'set'],
  bit: ['int4', 'bit'],
  uuid: ['uuid', 'uuid'],
};

export function mysqlType(written: TypeName): SqlType {
  const known = Object.hasOwn(mysqlNames, written.name) ? mysqlNames[written.name] : undefined;
  if (known === undefined) throw new SqlError('undefinedType', { name: written.name }, written.at);
  const [base, title] = known;
  const unsigned = written.unsigned ? { unsigned: true } : {};
  const suffix = written.unsigned ? ' unsigned' : '';
  const [length, scale] = written.numbers;
  if (base === 'enum') {
    const list = written.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(',');
    return { base, labels: written.labels, name: 'enum', shown: `enum(${list})` };
  }
  if (title === 'set')
    return { base, shown: `set(${written.labels.map((label) => `'${label}'`).join(',')})` };
  if (base === 'numeric') {
    const [digits, places] = [length ?? 10, scale ?? 0];
    return {
      base,
      length: digits,
      scale: places,
      shown: `decimal(${digits},${places})${suffix}`,
      ...unsigned,
    };
  }
  if (base === 'varchar' || base === 'bpchar' || title === 'varbinary' || title === 'binary') {
    const characters = length ?? (base === 'varchar' ? 255 : 1);
    return { base, length: characters, shown: `${title}(${characters})` };
  }
  if (title === 'tinyint' && length === 1) return { base, shown: 'tinyint(1)', ...unsigned };
  if ((base === 'timestamp' || base === 'time') && length !== undefined)
    return { base, length, shown: `${title}(${length})` };
  if (base === 'timestamp' || base === 'time') return { base, length: 0, shown: title };
  return { base, shown: title + suffix, ...unsigned };
}

/** The name that MySQL has for it, where a column doesn't say. */
export function mysqlTitle(type: SqlType): string {
  if (type.shown !== undefined) return type.shown;
  const found = Object.values(mysqlNames).find(([base]) => base === type.base)?.[1];
  if (type.base === 'varchar') return `varchar(${type.length ?? 255})`;
  if (type.base === 'numeric') return `decimal(${type.length ?? 65},${type.scale ?? 0})`;
  return type.base === 'timestamptz' ? 'datetime' : (found ?? 'text');
}
