import type { Program, System } from '../../../linux/system.ts';
import { fail, type Run } from '../command.ts';
import { type Options, parseOptions, type Syntax } from '../options.ts';
import { slurp } from '../slurp.ts';
import { countOption } from './counts.ts';

const syntax: Syntax = {
  letters: 'A:bcdj:N:ot:vx',
  long: { 'address-radix': 'A', format: 't', 'skip-bytes': 'j', 'read-bytes': 'N', 'output-duplicates': 'v' },
  manual: {
    gnu: '[OPTION]... [FILE]...\n  or:  od [-abcdfilosx]... [FILE] [[+]OFFSET[.][b]]\nWrite an unambiguous representation, octal bytes by default,\nof FILE to standard output.',
  },
};

const ROW = 16;

type Format = { readonly kind: 'c' | 'x' | 'o' | 'u' | 'd'; readonly size: number };

type OdOptions = {
  readonly formats: readonly Format[];
  readonly radix: string;
  readonly skip: number;
  readonly most: number;
  readonly all: boolean;
};

const letters: Readonly<Record<string, Format>> = {
  b: { kind: 'o', size: 1 },
  c: { kind: 'c', size: 1 },
  d: { kind: 'u', size: 2 },
  o: { kind: 'o', size: 2 },
  x: { kind: 'x', size: 2 },
};

export const od: Program = slurp<OdOptions>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const radix = options.value('A') ?? 'o';
    if (!/^[odxn]$/.test(radix)) {
      throw fail(system, `invalid output address radix '${radix}'; it must be one character from [doxn]`);
    }
    return {
      operands: options.operands,
      options: {
        formats: formatsOf(system, options),
        radix,
        skip: countOption(system, options.value('j') ?? '0', '-j argument'),
        most: countOption(system, options.value('N') ?? String(Number.MAX_SAFE_INTEGER), '-N argument'),
        all: options.has('v'),
      },
    };
  },
  answer(run, options, files) {
    const text = files.map((file) => file.text).join('');
    dump(run, options, text.slice(options.skip, options.skip + options.most));
    return undefined;
  },
});

function formatsOf(system: System, options: Options): Format[] {
  const formats: Format[] = [];
  for (const [name, value] of options.given) {
    const plain = letters[name];
    if (plain !== undefined) formats.push(plain);
    if (name !== 't') continue;
    for (const [whole, kind, size] of value.matchAll(/([coxud])(\d?)/g)) {
      if (whole === undefined || (size !== '' && !/^[124]$/.test(size ?? '')))
        throw fail(system, `invalid type string '${value}'`);
      const bytes = kind === 'c' ? 1 : Number(size || 4);
      formats.push({
        kind: kind === 'c' || kind === 'x' || kind === 'u' || kind === 'd' ? kind : 'o',
        size: bytes,
      });
    }
    if (!/^([coxud][124]?)+$/.test(value)) throw fail(system, `invalid type string '${value}'`);
  }
  return formats.length > 0 ? formats : [{ kind: 'o', size: 2 }];
}

function dump(run: Run, options: OdOptions, text: string): void {
  let before: string | undefined;
  let starred = false;
  for (let at = 0; at < text.length; at += ROW) {
    const row = text.slice(at, at + ROW);
    if (!options.all && row === before && row.length === ROW) {
      if (!starred) run.write('*\n');
      starred = true;
      continue;
    }
    before = row;
    starred = false;
    options.formats.forEach((format, index) => {
      const label = address(options, options.skip + at);
      run.write(
        `${index === 0 ? label : ' '.repeat(label.length)}${rowText(format, options.formats, row)}\n`,
      );
    });
  }
  if (options.radix !== 'n') run.write(`${address(options, options.skip + text.length)}\n`);
}

function address({ radix }: OdOptions, offset: number): string {
  if (radix === 'n') return '';
  if (radix === 'x') return offset.toString(16).padStart(6, '0');
  return offset.toString(radix === 'd' ? 10 : 8).padStart(7, '0');
}

/** Digits of the largest number, by size. */
const digits: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  x: { 1: 2, 2: 4, 4: 8 },
  o: { 1: 3, 2: 6, 4: 11 },
  u: { 1: 3, 2: 5, 4: 10 },
  d: { 1: 4, 2: 6, 4: 11 },
  c: { 1: 3 },
};

function rowText(format: Format, all: readonly Format[], row: string): string {
  const width = (each: Format) => ((digits[each.kind]?.[each.size] ?? 3) + 1) / each.size;
  const column = Math.max(...all.map(width)) * format.size;
  let out = '';
  for (let at = 0; at < row.length; at += format.size) {
    out += (format.kind === 'c' ? characterText(row.charCodeAt(at)) : numberText(format, row, at)).padStart(
      column,
    );
  }
  return out;
}

function numberText({ kind, size }: Format, row: string, at: number): string {
  let value = 0;
  for (let index = size - 1; index >= 0; index--) value = value * 256 + (row.charCodeAt(at + index) || 0);
  const width = digits[kind]?.[size] ?? 0;
  if (kind === 'x') return value.toString(16).padStart(width, '0');
  if (kind === 'o') return value.toString(8).padStart(width, '0');
  const limit = 256 ** size;
  return String(kind === 'd' && value >= limit / 2 ? value - limit : value);
}

const escapes: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

function characterText(code: number): string {
  const named = escapes[code];
  if (named !== undefined) return named;
  return code >= 32 && code < 127 ? String.fromCharCode(code) : code.toString(8).padStart(3, '0');
}
