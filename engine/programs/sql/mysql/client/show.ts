import type { Reply } from './link.ts';

type Rows = Extract<Reply, { kind: 'rows' }>;

const size = (text: string): number => [...text].length;

/** With borders, as on a terminal. */
export function table({ headers, numeric, nullable, rows }: Rows, names: boolean): string {
  const shown = rows.map((row) => row.map((cell) => cell ?? 'NULL'));
  const widths = headers.map((header, index) => {
    // There is room for NULL where there may be one.
    let width = Math.max(names ? size(header) : 0, nullable[index] === true ? 4 : 0);
    for (const row of shown) width = Math.max(width, size(row[index] ?? ''));
    return width;
  });
  const border = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const line = (cells: readonly string[], right: readonly boolean[]) =>
    `|${cells
      .map((cell, index) => {
        const room = ' '.repeat((widths[index] ?? 0) - size(cell));
        return right[index] === true ? ` ${room}${cell} ` : ` ${cell}${room} `;
      })
      .join('|')}|\n`;
  const head = names ? line(headers, []) + border : '';
  return border + head + shown.map((row) => line(row, numeric)).join('') + border;
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\\': '\\\\', '\0': '\\0' };

/** With tabs, as into a pipe. */
export function batch({ headers, rows }: Rows, names: boolean): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly (string | null)[]) =>
    `${cells.map((cell) => (cell ?? 'NULL').replace(/[\n\t\\\0]/g, (each) => escapes[each] ?? each)).join('\t')}\n`;
  return (names ? line(headers) : '') + rows.map(line).join('');
}

/** A column a line, as after `\G`. */
export function vertical({ headers, rows }: Rows): string {
  const width = Math.max(0, ...headers.map(size));
  const stars = '*'.repeat(27);
  return rows
    .map((row, index) => {
      const lines = row.map(
        (cell, at) =>
          `${' '.repeat(width - size(headers[at] ?? ''))}${headers[at] ?? ''}: ${cell ?? 'NULL'}\n`,
      );
      return `${stars} ${index + 1}. row ${stars}\n${lines.join('')}`;
    })
    .join('');
}
