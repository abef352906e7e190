import type { Program } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import type { Run } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { slurp } from '../slurp.ts';
import { countOption } from './counts.ts';

const ROW = 16;
const COLUMNS_MAX = 256;

type DumpOptions = {
  readonly style: 'words' | 'canonical' | 'octal' | 'characters';
  readonly skip: number;
  readonly most: number;
  readonly all: boolean;
};

const syntax: Syntax = {
  letters: 'bcCdoxn:s:ve:f:',
  long: { canonical: 'C', length: 'n', skip: 's', 'no-squeezing': 'v' },
  manual: {
    package: 'util-linux',
    gnu: '[options] <file>...\n\nDisplay file contents in hexadecimal, decimal, octal, or ascii.',
  },
};

export const hexdump: Program = dumpProgram(false);
export const hd: Program = dumpProgram(true);

function dumpProgram(canonical: boolean): Program {
  return slurp<DumpOptions>({
    begin(system) {
      const options = parseOptions(system, syntax);
      if (options.has('e') || options.has('f')) throw fail(system, "formats of one's own are not simulated");
      const style = options.last('C', 'b', 'c', 'd', 'o', 'x');
      if (style === 'd' || style === 'c') throw fail(system, `option -${style} is not simulated: use od`);
      return {
        operands: options.operands,
        options: {
          style:
            canonical || style === 'C' ? 'canonical' : style === 'b' || style === 'o' ? 'octal' : 'words',
          skip: countOption(system, options.value('s') ?? '0', 'offset'),
          most: countOption(system, options.value('n') ?? String(Number.MAX_SAFE_INTEGER), 'length'),
          all: options.has('v'),
        },
      };
    },
    answer(run, options, files) {
      const text = files
        .map((file) => file.text)
        .join('')
        .slice(options.skip, options.skip + options.most);
      const width = options.style === 'canonical' ? 8 : 7;
      rows(run, text, options.all, (row, at) => {
        const label = (options.skip + at).toString(16).padStart(width, '0');
        return options.style === 'canonical'
          ? canonicalRow(label, row)
          : `${label}${plainRow(options.style, row)}\n`;
      });
      if (text !== '') run.write(`${(options.skip + text.length).toString(16).padStart(width, '0')}\n`);
      return undefined;
    },
  });
}

/** Rows that are the same as the one before are a star. */
function rows(run: Run, text: string, all: boolean, show: (row: string, at: number) => string): void {
  let before: string | undefined;
  let starred = false;
  for (let at = 0; at < text.length; at += ROW) {
    const row = text.slice(at, at + ROW);
    if (!all && row === before && row.length === ROW) {
      if (!starred) run.write('*\n');
      starred = true;
      continue;
    }
    before = row;
    starred = false;
    run.write(show(row, at));
  }
}

function hexByte(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(2, '0');
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, '.');
}

function canonicalRow(label: string, row: string): string {
  const bytes = [...row].map(hexByte);
  const halves = [bytes.slice(0, 8).join(' '), bytes.slice(8).join(' ')].map((half) => half.padEnd(23));
  return `${label}  ${halves.join('  ')}  |${printable(row)}|\n`;
}

function plainRow(style: DumpOptions['style'], row: string): string {
  if (style === 'octal')
    return [...row].map((letter) => ` ${letter.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');
  let out = '';
  for (let at = 0; at < row.length; at += 2)
    out += ` ${row[at + 1] === undefined ? '00' : hexByte(row[at + 1] ?? '')}${hexByte(row[at] ?? '')}`;
  return out.padEnd((ROW / 2) * 5);
}

type XxdOptions = {
  readonly columns: number;
  readonly group: number;
  readonly plain: boolean;
  readonly reverse: boolean;
  readonly upper: boolean;
  readonly skip: number;
  readonly most: number;
};

const xxdSyntax: Syntax = {
  letters: 'c:g:l:prs:u',
  manual: {
    gnu: '[options] [infile [outfile]]',
  },
};

export const xxd: Program = slurp<XxdOptions>({
  begin(system) {
    const options = parseOptions(system, xxdSyntax);
    const plain = options.has('p');
    const number = (letter: string, standard: number) =>
      countOption(system, options.value(letter) ?? String(standard), 'number');
    return {
      operands: options.operands.slice(0, 1),
      options: {
        columns: Math.min(COLUMNS_MAX, Math.max(1, number('c', plain ? 30 : 16))),
        group: number('g', 2),
        plain,
        reverse: options.has('r'),
        upper: options.has('u'),
        skip: number('s', 0),
        most: number('l', Number.MAX_SAFE_INTEGER),
      },
    };
  },
  answer(run, options, files) {
    const whole = files.map((file) => file.text).join('');
    if (options.reverse) {
      run.write(reversed(whole, options.plain));
      return undefined;
    }
    const text = whole.slice(options.skip, options.skip + options.most);
    for (let at = 0; at < text.length; at += options.columns) {
      run.write(xxdRow(options, text.slice(at, at + options.columns), options.skip + at));
    }
    return undefined;
  },
});

function xxdRow({ columns, group, plain, upper }: XxdOptions, row: string, at: number): string {
  const bytes = [...row].map((letter) => (upper ? hexByte(letter).toUpperCase() : hexByte(letter)));
  if (plain) return `${bytes.join('')}\n`;
  const size = group === 0 ? columns : group;
  const groups: string[] = [];
  for (let from = 0; from < bytes.length; from += size) groups.push(bytes.slice(from, from + size).join(''));
  const width = 2 * columns + Math.ceil(columns / size) - 1;
  return `${at.toString(16).padStart(8, '0')}: ${groups.join(' ').padEnd(width)}  ${printable(row)}\n`;
}

function reversed(text: string, plain: boolean): string {
  const bytes = text
    .split('\n')
    .map((line) => (plain ? line : (/^[0-9a-fA-F]+: ?((?:[0-9a-fA-F]+ ?)+)/.exec(line)?.[1] ?? '')))
    .join('')
    .match(/[0-9a-fA-F]{2}/g);
  return (bytes ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('');
}
