import { encode } from '../../../shell/commands/bytes.ts';
import type { Given, Outcome, Request } from './request.ts';

/** What a command gave, as it is printed. */
export function shown(given: Exclude<Given, 'later'>, banner: string, request: Request): Outcome {
  const isJson = request.format === 'json';
  const told = request.quiet || request.silent || isJson || banner === '' ? '' : `${banner}\n`;
  if ('error' in given) return { out: told, err: `Error:\n${given.error}\n`, code: given.code };
  if (!('rows' in given)) {
    const says = given.says === undefined || (request.silent && given.says === '') ? '' : `${given.says}\n`;
    return { out: told + says, err: '', code: 0 };
  }
  return { out: told + table(given, request), err: '', code: 0 };
}

function table(
  { columns, rows }: Extract<Given, { rows: unknown }>,
  { format, headers, silent }: Request,
): string {
  if (format === 'json') return `${jsonRows(rows.map((row) => columns.map((each) => [each, row[each]])))}\n`;
  const cells = rows.map((row) => columns.map((each) => text(row[each])));
  if (rows.length === 0 && format === 'table') return '';
  const head = headers && !silent ? [columns] : [];
  if (format === 'pretty_table') return boxed(columns, cells);
  const line = (each: readonly string[]) =>
    `${each.map((cell) => (format === 'csv' ? quoted(cell) : cell)).join(format === 'csv' ? ',' : '\t')}\n`;
  return [...head, ...cells].map(line).join('');
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function jsonRows(rows: readonly (readonly (readonly [string, unknown])[])[]): string {
  if (rows.length === 0) return '[]';
  return `[\n${rows.map((row) => JSON.stringify(Object.fromEntries(row.map(([name, value]) => [name, plain(value)])))).join(',\n')}\n]`;
}

function plain(value: unknown): unknown {
  return value instanceof ErlangTable ? value.json : value;
}

/** A table of AMQP's, as Erlang shows it. */
export class ErlangTable {
  readonly text: string;
  readonly json: unknown;
  constructor(text: string, json: unknown) {
    this.text = text;
    this.json = json;
  }
}

function text(value: unknown): string {
  if (value instanceof ErlangTable) return value.text;
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(1);
  return value === undefined ? '' : String(value);
}

function boxed(columns: readonly string[], cells: readonly (readonly string[])[]): string {
  const widths = columns.map((name, at) =>
    Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const rule = (left: string, middle: string, right: string) =>
    encode(`${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`);
  const bar = encode('│');
  const line = (row: readonly string[]) =>
    `${bar}${row.map((cell, at) => ` ${cell.padEnd(widths[at] ?? 0)} `).join(bar)}${bar}\n`;
  const rows = [columns, ...cells].map(line);
  return rule('┌', '┬', '┐') + rows.join(rule('├', '┼', '┤')) + rule('└', '┴', '┘');
}
