import type { Program } from '../../../linux/system.ts';
import { decode, encode } from '../bytes.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { linesOf, slurp } from '../slurp.ts';

const syntax: Syntax = {
  letters: 'c:eo:s:tx',
  long: {
    output: '',
    table: 't',
    separator: 's',
    'output-separator': 'o',
    'output-width': 'c',
    fillrows: 'x',
  },
  manual: { package: 'util-linux', gnu: '[options] [<file>...]\n\nColumnate lists.' },
};

const TAB = 8;

type ColumnOptions = {
  readonly table: boolean;
  readonly separators: string | null;
  readonly glue: string;
  readonly width: number;
  readonly rows: boolean;
};

export const column: Program = slurp<ColumnOptions>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const width = Number(options.value('c') ?? system.windowSize(1)?.columns ?? 80);
    return {
      operands: options.operands,
      options: {
        table: options.has('t'),
        separators: options.value('s') ?? null,
        glue: options.value('o') ?? '  ',
        width: Number.isInteger(width) && width > 0 ? width : 80,
        rows: options.has('x'),
      },
    };
  },
  answer(run, options, files) {
    const lines = files.flatMap(({ text }) => linesOf(decode(text))).filter((line) => line.trim() !== '');
    run.write(encode(options.table ? tableText(options, lines) : listText(options, lines)));
    return undefined;
  },
});

function tableText({ separators, glue }: ColumnOptions, lines: readonly string[]): string {
  const rows = lines.map((line) => cells(line, separators));
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  return rows
    .map(
      (row) =>
        `${row.map((cell, index) => (index === widths.length - 1 ? cell : index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join(glue)}\n`,
    )
    .join('');
}

/** Blanks in a row are one separator; other separators each are one. */
function cells(line: string, separators: string | null): string[] {
  if (separators === null) return line.trim().split(/[ \t]+/);
  const row: string[] = [''];
  for (const letter of line) {
    if (separators.includes(letter)) row.push('');
    else row[row.length - 1] += letter;
  }
  return row;
}

/** Columns as wide as the longest line, filled with tabs. */
function listText({ width, rows }: ColumnOptions, lines: readonly string[]): string {
  const longest = Math.max(0, ...lines.map((line) => line.length));
  const each = Math.ceil((longest + 1) / TAB) * TAB;
  const count = Math.max(1, Math.floor(width / each));
  const height = Math.ceil(lines.length / count);
  const place = (row: number, at: number) => (rows ? row * count + at : at * height + row);
  let text = '';
  for (let row = 0; row < height; row++) {
    const found = Array.from({ length: count }, (_, at) => lines[place(row, at)]).filter(
      (line) => line !== undefined,
    );
    text += found
      .map((line, index) =>
        index === found.length - 1 ? line : line + '\t'.repeat(Math.ceil((each - line.length) / TAB)),
      )
      .join('');
    text += '\n';
  }
  return text;
}
