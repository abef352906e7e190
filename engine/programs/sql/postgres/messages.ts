import type { SqlError } from '../errors.ts';
import { postgresWords } from '../errors.ts';
import type { Environment } from '../run/environment.ts';
import type { OutColumn } from '../run/scope.ts';
import { showValue, utf8 } from '../values/output.ts';
import { factsOf, oidOf, type SqlType } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { binaryOf } from './binary.ts';
import { int16, int32, readInt32 } from './integers.ts';

export const cString = (text: string): string => `${utf8(text)}\0`;

/** A message of a kind: its length counts itself. */
export function message(kind: string, body = ''): string {
  return kind + int32(body.length + 4) + body;
}

/** Takes a message off the front; undefined: it isn't whole. @param typed false: the first of a connection has no kind */
export function takeMessage(
  input: string,
  typed: boolean,
): { kind: string; body: string; size: number } | 'bad' | undefined {
  const start = typed ? 1 : 0;
  if (input.length < start + 4) return undefined;
  const length = readInt32(input, start);
  if (length < 4 || length > 8_388_600) return 'bad';
  if (input.length < start + length) return undefined;
  return {
    kind: typed ? (input[0] ?? '') : '',
    body: input.slice(start + 4, start + length),
    size: start + length,
  };
}

export function rowDescription(columns: readonly OutColumn[], formats: readonly number[] = []): string {
  const fields = columns.map(({ name, type, source }, index) => {
    const { size } = factsOf(type);
    return (
      cString(name) +
      int32(source?.table ?? 0) +
      int16(source === undefined ? 0 : source.column + 1) +
      int32(oidOf(type)) +
      int16(type.array === true ? -1 : size) +
      int32(modifierOf(type)) +
      int16(formatOf(formats, index))
    );
  });
  return message('T', int16(columns.length) + fields.join(''));
}

export function formatOf(formats: readonly number[], index: number): number {
  return formats.length === 1 ? (formats[0] ?? 0) : (formats[index] ?? 0);
}

/** atttypmod */
export function modifierOf({ base, length, scale }: SqlType): number {
  if (length === undefined) return -1;
  if (base === 'numeric') return ((length << 16) | (scale ?? 0)) + 4;
  return base === 'varchar' || base === 'bpchar' ? length + 4 : length;
}

export function dataRow(columns: readonly OutColumn[], row: Row, formats: readonly number[] = []): string {
  const values = columns.map(({ type }, index) => {
    const value = row[index] ?? null;
    if (value === null) return int32(-1);
    const shown = formatOf(formats, index) === 1 ? binaryOf(type, value) : utf8(showValue(type, value));
    return int32(shown.length) + shown;
  });
  return message('D', int16(columns.length) + values.join(''));
}

/** Where characters are counted, a position is one more than an offset. */
export function errorResponse(severity: 'ERROR' | 'FATAL', error: SqlError, statement?: string): string {
  const { state, message: words } = postgresWords(error);
  const position =
    error.at === undefined || statement === undefined
      ? ''
      : `P${[...statement.slice(0, error.at)].length + 1}\0`;
  const { schema, table, column, constraint } = error.about;
  const about = [
    ['s', schema],
    ['t', table],
    ['c', column],
    ['n', constraint],
  ].flatMap(([code, value]) => (value === undefined ? [] : [`${code}${cString(value)}`]));
  const more =
    (error.detail === undefined ? '' : `D${cString(error.detail)}`) +
    (error.hint === undefined ? '' : `H${cString(error.hint)}`);
  return message(
    'E',
    `S${severity}\0V${severity}\0C${state}\0M${cString(words)}${more}${position}${about.join('')}\0`,
  );
}

export function fatal(state: string, words: string): string {
  return message('E', `SFATAL\0VFATAL\0C${state}\0M${cString(words)}\0`);
}

export function noticeResponse({ level, state, words, detail }: Environment['notices'][number]): string {
  const more = detail === undefined ? '' : `D${cString(detail)}`;
  return message('N', `S${level}\0V${level}\0C${state}\0M${cString(words)}${more}\0`);
}
