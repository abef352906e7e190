/** How psql shows answers. JSON. */
export type Format = {
  style: 'aligned' | 'unaligned' | 'csv';
  expanded: boolean;
  tuplesOnly: boolean;
  separator: string;
  nullText: string;
  footer: boolean;
};

export interface Shown {
  readonly title?: string;
  readonly headers: readonly string[];
  /** Types' oids: numbers stand on the right. */
  readonly types: readonly number[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Lines after it, in place of the number of rows. */
  readonly footers?: readonly string[];
}

/** \pset and -P. */
export function pset(format: Format, [name = '', value = '']: readonly string[]): void {
  if (name === 'format') format.style = value === 'unaligned' || value === 'csv' ? value : 'aligned';
  else if (name === 'expanded' || name === 'x') format.expanded = value !== 'off';
  else if (name === 'tuples_only' || name === 't') format.tuplesOnly = value !== 'off';
  else if (name === 'null') format.nullText = value.replace(/^'(.*)'$/, '$1');
  else if (name === 'fieldsep') format.separator = value.replace(/^'(.*)'$/, '$1');
  else if (name === 'footer') format.footer = value !== 'off';
}

const numbers = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700]);

/** Columns on a terminal: wide characters take two. */
function width(text: string): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum +=
      code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xffdc) || code >= 0x1f300) ? 2 : 1;
  }
  return sum;
}

export function show(shown: Shown, format: Format): string {
  if (format.style === 'csv') return csv(shown, format);
  if (format.expanded) return expanded(shown, format);
  return format.style === 'unaligned' ? unaligned(shown, format) : aligned(shown, format);
}

function footerLines({ rows, footers }: Shown, { tuplesOnly, footer }: Format): readonly string[] {
  if (tuplesOnly) return [];
  return footers ?? (footer ? [`(${rows.length} row${rows.length === 1 ? '' : 's'})`] : []);
}

function csv({ headers, rows }: Shown, { tuplesOnly, nullText }: Format): string {
  const cell = (text: string | null) =>
    text === null ? nullText : /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [...(tuplesOnly ? [] : [headers]), ...rows].map((row) => `${row.map(cell).join(',')}\n`);
  return lines.join('');
}

function unaligned(shown: Shown, format: Format): string {
  const { headers, rows, title } = shown;
  const lines = [
    ...(format.tuplesOnly ? [] : [...(title === undefined ? [] : [title]), headers.join(format.separator)]),
  ];
  for (const row of rows) lines.push(row.map((cell) => cell ?? format.nullText).join(format.separator));
  lines.push(...footerLines(shown, format));
  return lines.map((line) => `${line}\n`).join('');
}

function aligned(shown: Shown, format: Format): string {
  const { headers, types, rows, title } = shown;
  const cells = rows.map((row) => row.map((cell) => (cell ?? format.nullText).split('\n')));
  const widths = headers.map((header, index) => {
    let widest = format.tuplesOnly ? 0 : Math.max(...header.split('\n').map(width));
    for (const row of cells) for (const line of row[index] ?? []) widest = Math.max(widest, width(line));
    return widest;
  });
  const lines: string[] = [];
  if (!format.tuplesOnly) {
    const total = widths.reduce((sum, each) => sum + each + 3, -1);
    if (title !== undefined)
      lines.push(total > width(title) ? ' '.repeat(Math.floor((total - width(title)) / 2)) + title : title);
    lines.push(headers.map((header, index) => centred(header, widths[index] ?? 0)).join('|'));
    lines.push(widths.map((each) => '-'.repeat(each + 2)).join('+'));
  }
  for (const row of cells) lines.push(...rowLines(row, widths, types));
  lines.push(...footerLines(shown, format));
  return `${lines.map((line) => `${line}\n`).join('')}\n`;
}

function centred(text: string, size: number): string {
  const left = Math.floor((size - width(text)) / 2);
  return ` ${' '.repeat(left)}${text}${' '.repeat(size - width(text) - left)} `;
}

/** A row may have lines: a plus sign says that a cell goes on. */
function rowLines(
  row: readonly (readonly string[])[],
  widths: readonly number[],
  types: readonly number[],
): string[] {
  const height = Math.max(1, ...row.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) => {
    const parts = row.map((cell, index) => {
      const text = cell[at] ?? '';
      const room = ' '.repeat((widths[index] ?? 0) - width(text));
      const more = at + 1 < cell.length;
      const last = index === row.length - 1;
      const body = numbers.has(types[index] ?? 0) ? room + text : last && !more ? text : text + room;
      return ` ${body}${more ? '+' : last ? '' : ' '}`;
    });
    return parts.join('|');
  });
}

function expanded(shown: Shown, format: Format): string {
  const { headers, rows, title } = shown;
  if (rows.length === 0) return format.tuplesOnly ? '' : '(0 rows)\n\n';
  if (format.style === 'unaligned') {
    return `${rows.map((row) => row.map((cell, index) => `${headers[index] ?? ''}${format.separator}${cell ?? format.nullText}\n`).join('')).join('\n')}`;
  }
  const name = Math.max(...headers.map(width));
  let value = 0;
  for (const row of rows)
    for (const cell of row)
      for (const line of (cell ?? format.nullText).split('\n')) value = Math.max(value, width(line));
  const lines = title === undefined || format.tuplesOnly ? [] : [title];
  for (const [index, row] of rows.entries()) {
    if (!format.tuplesOnly) lines.push(recordLine(index + 1, name, value));
    for (const [at, cell] of row.entries()) {
      const parts = (cell ?? format.nullText).split('\n');
      for (const [line, part] of parts.entries()) {
        const header = line === 0 ? (headers[at] ?? '') : '';
        lines.push(
          `${header}${' '.repeat(name - width(header))} | ${part}${line + 1 < parts.length ? `${' '.repeat(value - width(part))}+` : ''}`,
        );
      }
    }
  }
  return `${lines.map((line) => `${line}\n`).join('')}\n`;
}

function recordLine(number: number, name: number, value: number): string {
  const mark = `-[ RECORD ${number} ]`;
  const room = name + 1 - mark.length;
  if (room >= 0) return `${mark}${'-'.repeat(room)}+${'-'.repeat(value + 1)}`;
  return mark + '-'.repeat(Math.max(0, name + value + 3 - mark.length));
}
