import { SqlError } from '../errors.ts';
import { ROWS_MAX, VALUE_CHARS_MAX } from '../limits.ts';
import type { Environment } from '../run/environment.ts';
import { tableNamed } from '../run/names.ts';
import type { OutColumn } from '../run/scope.ts';
import { plainSelect } from '../syntax/plain-select.ts';
import type { Statement } from '../syntax/statement-tree.ts';
import type { Expr, Insert, Query } from '../syntax/tree.ts';
import { showValue, utf8 } from '../values/output.ts';
import { TEXT } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { int16 } from './integers.ts';
import { message } from './messages.ts';

type Copy = Extract<Statement, { kind: 'copy' }>;

/** COPY … TO STDOUT, as a query. */
export function copyOut({ query, table, columns }: Copy): Query {
  if (query !== undefined) return query;
  const names = columns.map((name) => ({ expr: { kind: 'column', path: [name], at: 0 } as const }));
  const items = columns.length === 0 ? [{ expr: { kind: 'star', at: 0 } as const }] : names;
  return plainSelect({ items, from: { kind: 'table', ...table, columns: [] } });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };
const unescapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\\': '\\\\' };

/** COPY … FROM STDIN: lines that become an INSERT. */
export class CopyIn {
  readonly #copy: Copy;
  readonly #columns: readonly string[];
  #rest = '';
  readonly #rows: Expr[][] = [];
  #first = true;

  constructor(env: Environment, copy: Copy) {
    if (copy.where.toLowerCase() !== 'stdin') throw new SqlError('unsupported', { what: 'COPY from a file' });
    const def = tableNamed(env, copy.table);
    this.#copy = copy;
    this.#columns = copy.columns.length === 0 ? def.columns.map(({ name }) => name) : copy.columns;
  }

  get response(): string {
    const count = this.#columns.length;
    return message('G', `\0${int16(count)}${int16(0).repeat(count)}`);
  }

  add(text: string): void {
    this.#rest += text;
    if (this.#rest.length > VALUE_CHARS_MAX * 4) throw new SqlError('tooLarge');
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line.replace(/\r$/, ''));
  }

  #line(line: string): void {
    const { csv, header, delimiter = csv ? ',' : '\t' } = this.#copy;
    const skip = this.#first && header;
    this.#first = false;
    if (skip || line === '\\.') return;
    const fields = csv
      ? csvFields(line, delimiter)
      : line
          .split(delimiter)
          .map((field) =>
            field === '\\N'
              ? null
              : field.replace(/\\(.)/g, (_all, letter: string) => escapes[letter] ?? letter),
          );
    if (fields.length < this.#columns.length)
      throw new SqlError('badArgument', {
        words: `missing data for column "${this.#columns[fields.length] ?? ''}"`,
      });
    if (fields.length > this.#columns.length)
      throw new SqlError('badArgument', { words: 'extra data after last expected column' });
    this.#rows.push(
      fields.map((text): Expr => (text === null ? { kind: 'null' } : { kind: 'string', text, at: 0 })),
    );
    if (this.#rows.length > ROWS_MAX) throw new SqlError('tooManyRows');
  }

  statement(): Statement {
    if (this.#rest !== '') this.#line(this.#rest);
    if (this.#rows.length === 0) return { kind: 'nothing', tag: 'COPY 0' };
    const source: Query = {
      kind: 'query',
      with: [],
      recursive: false,
      body: { kind: 'values', rows: this.#rows },
      order: [],
    };
    return {
      kind: 'insert',
      with: [],
      table: this.#copy.table,
      columns: this.#columns,
      places: [],
      overriding: 'system',
      source,
      returning: [],
    } satisfies Insert;
  }

  static header(columns: readonly OutColumn[], copy: Copy): string {
    const names = columns.map(({ name }): OutColumn => ({ name, type: TEXT }));
    return CopyIn.line(
      names,
      columns.map(({ name }) => name),
      copy,
    );
  }

  static line(columns: readonly OutColumn[], row: Row, { csv, delimiter = csv ? ',' : '\t' }: Copy): string {
    const shown = columns.map(({ type }, index) => {
      const value = row[index] ?? null;
      if (value === null) return csv ? '' : '\\N';
      const text = showValue(type, value);
      if (!csv) return text.replace(/[\n\t\r\\]/g, (each) => unescapes[each] ?? each);
      return text === '' || /[",\n\r]/.test(text) || text.includes(delimiter)
        ? `"${text.replaceAll('"', '""')}"`
        : text;
    });
    return utf8(`${shown.join(delimiter)}\n`);
  }
}

function csvFields(line: string, delimiter: string): (string | null)[] {
  const fields: (string | null)[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] === '"') {
      let text = '';
      for (at++; at < line.length; at++) {
        if (line[at] !== '"') text += line[at];
        else if (line[at + 1] === '"') text += line[at++];
        else break;
      }
      fields.push(text);
      at += 2;
      continue;
    }
    const end = line.indexOf(delimiter, at);
    const field = line.slice(at, end < 0 ? line.length : end);
    fields.push(field === '' ? null : field);
    if (end < 0) break;
    at = end + delimiter.length;
  }
  return fields;
}
