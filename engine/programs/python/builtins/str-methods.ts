import { indexIn, lastIndexIn, splitAt } from '../../../simulation/text-search.ts';
import { change } from '../../heap/change.ts';
import { loadItemNow } from '../machine/items.ts';
import { iterableItems } from '../machine/iteration.ts';
import { getIn } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { bytes, is, list, tuple, type Value } from '../machine/values.ts';
import { encoded } from './encoding.ts';
import { integerArgument, textArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { formatText } from './str-format.ts';
import { characters, textLength } from './text.ts';

const text = (machine: Machine, value: Value | undefined) => textArgument(machine, value);
const WHITE = /[\s\x85]/;
const CHARACTERS_PER_INSTRUCTION = 16;

/** A method without arguments. */
const mapped =
  (change: (text: string) => Value): NativeRun =>
  (machine, [self]) =>
    change(text(machine, self));

/** Tabs as the blanks up to the next column that is a multiple of `size`. */
function expanded(text: string, size: number): string {
  let column = 0;
  return text.replace(/[\t\n\r]|[^\t\n\r]+/g, (part) => {
    const blanks = part === '\t' ? (size > 0 ? size - (column % size) : 0) : undefined;
    column = part === '\n' || part === '\r' ? 0 : column + (blanks ?? part.length);
    return blanks === undefined ? part : ' '.repeat(blanks);
  });
}

const tested = (pattern: RegExp): NativeRun => mapped((value) => pattern.test(value));

function stripper(sides: 'both' | 'left' | 'right'): NativeRun {
  return (machine, [self, given]) => {
    const value = text(machine, self);
    const blanks = given === undefined || given === null;
    // Most texts have nothing to take away.
    if (blanks && !WHITE.test(value.charAt(0)) && !WHITE.test(value.charAt(value.length - 1))) return value;
    const letters = characters(value);
    const set = blanks ? undefined : characters(text(machine, given));
    const goes = (letter: string | undefined) =>
      letter !== undefined && (set === undefined ? WHITE.test(letter) : set.includes(letter));
    let from = 0;
    let to = letters.length;
    if (sides !== 'right') while (from < to && goes(letters[from])) from++;
    if (sides !== 'left') while (to > from && goes(letters[to - 1])) to--;
    return letters.slice(from, to).join('');
  };
}

function split(
  machine: Machine,
  value: string,
  separator: Value | undefined,
  most: number,
  fromRight: boolean,
): string[] {
  if (separator === undefined || separator === null) return splitBlanks(value, most, fromRight);
  const by = text(machine, separator);
  if (by === '') throw machine.error('ValueError', 'empty separator');
  const parts = splitAt(value, by);
  if (most < 0 || parts.length <= most + 1) return parts;
  return fromRight
    ? [parts.slice(0, parts.length - most).join(by), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(by)];
}

function splitBlanks(value: string, most: number, fromRight: boolean): string[] {
  const words = value.split(/[\s\x85]+/).filter((word) => word !== '');
  if (most < 0 || words.length <= most) return words;
  if (!fromRight) {
    let rest = value.trimStart();
    for (let index = 0; index < most; index++) rest = rest.slice((words[index] ?? '').length).trimStart();
    return [...words.slice(0, most), rest.trimEnd()];
  }
  let rest = value.trimEnd();
  const taken = most === 0 ? [] : words.slice(-most);
  for (const word of taken.toReversed()) rest = rest.slice(0, rest.length - word.length).trimEnd();
  return [rest, ...taken];
}

const splitter =
  (fromRight: boolean): NativeRun =>
  (machine, [self, separator, most], keywords) => {
    const count = integerArgument(machine, most ?? keywords.get('maxsplit'), -1);
    return list(split(machine, text(machine, self), separator ?? keywords.get('sep'), count, fromRight));
  };

function finder(fromRight: boolean, missing: number | 'error'): NativeRun {
  return (machine, [self, part, start, end]) => {
    const value = text(machine, self);
    const [from, to] = bounds(machine, value.length, start, end);
    const piece = value.slice(from, to);
    const wanted = text(machine, part);
    const at = fromRight ? lastIndexIn(piece, wanted) : indexIn(piece, wanted);
    if (at >= 0) return from + at;
    if (missing === 'error') throw machine.error('ValueError', 'substring not found');
    return missing;
  };
}

function bounds(
  machine: Machine,
  length: number,
  start: Value | undefined,
  end: Value | undefined,
): [number, number] {
  const place = (value: Value | undefined, fallback: number) => {
    const number = integerArgument(machine, value, fallback);
    return number < 0 ? Math.max(0, number + length) : Math.min(number, length);
  };
  return [place(start, 0), place(end, length)];
}

const affix =
  (test: (value: string, part: string) => boolean): NativeRun =>
  (machine, [self, parts, start, end]) => {
    const value = text(machine, self);
    const [from, to] = bounds(machine, value.length, start, end);
    const all = is(parts, 'tuple') ? parts.items : [parts ?? null];
    return all.some((part) => test(value.slice(from, to), text(machine, part)));
  };

function fillUp(machine: Machine, characters: number): void {
  machine.allocate(characters);
  machine.work(characters / CHARACTERS_PER_INSTRUCTION);
}

const aligner =
  (align: 'left' | 'right' | 'center'): NativeRun =>
  (machine, [self, width, fill]) => {
    const value = text(machine, self);
    const missing = integerArgument(machine, width) - textLength(value);
    if (missing <= 0) return value;
    fillUp(machine, missing);
    const by = fill === undefined ? ' ' : text(machine, fill);
    if (align === 'left') return value + by.repeat(missing);
    if (align === 'right') return by.repeat(missing) + value;
    const before = Math.floor(missing / 2) + (missing & integerArgument(machine, width) & 1);
    return by.repeat(before) + value + by.repeat(missing - before);
  };

const capitalized = (value: string) => {
  const [first = '', ...rest] = characters(value);
  return first.toUpperCase() + rest.join('').toLowerCase();
};

const titled = (value: string) =>
  value.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());

const swapped = (value: string) =>
  characters(value)
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');

function partition(fromRight: boolean): NativeRun {
  return (machine, [self, separator]) => {
    const value = text(machine, self);
    const by = text(machine, separator);
    const at = fromRight ? lastIndexIn(value, by) : indexIn(value, by);
    if (at < 0) return tuple(fromRight ? ['', '', value] : [value, '', '']);
    return tuple([value.slice(0, at), by, value.slice(at + by.length)]);
  };
}

function replaced(machine: Machine, value: string, from: string, to: string, most: number): string {
  const parts = from === '' ? ['', ...characters(value), ''] : splitAt(value, from);
  const times = Math.min(most < 0 ? parts.length - 1 : most, parts.length - 1);
  const size = value.length + times * (to.length - from.length);
  machine.allocate(size);
  machine.work(size / CHARACTERS_PER_INSTRUCTION);
  const rest = parts.slice(times).join(from);
  return [...parts.slice(0, times), rest].join(to);
}

function join(machine: Machine, separator: string, items: readonly Value[]): string {
  const parts = items.map((item, index) => {
    const part = plain(item);
    if (typeof part === 'string') return part;
    throw machine.error(
      'TypeError',
      `sequence item ${index}: expected str instance, ${machine.typeName(item)} found`,
    );
  });
  const size = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  machine.allocate(49 + size);
  machine.work((size / CHARACTERS_PER_INSTRUCTION + parts.length) / 4);
  return parts.join(separator);
}

function lines(value: string, keep: boolean): string[] {
  const found = value.match(/[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029]|$)/g) ?? [];
  const all = found.filter((line, index) => index < found.length - 1 || line !== '');
  return keep ? all : all.map((line) => line.replace(/(?:\r\n|[\n\r\v\f\x85\u2028\u2029])$/, ''));
}

const translate: NativeRun = (machine, [self, table]) => {
  const own = plain(table ?? null);
  const change = (letter: string): string => {
    const to = is(own, 'dict')
      ? getIn(machine, own, letter.codePointAt(0) ?? 0)
      : loadItemNow(machine, table ?? null, letter.codePointAt(0) ?? 0);
    if (to === undefined) return letter;
    return to === null ? '' : typeof to === 'number' ? String.fromCodePoint(to) : machine.text(to);
  };
  return characters(text(machine, self)).map(change).join('');
};

const cased = (value: string) => value.toLowerCase() !== value.toUpperCase();

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  upper: mapped((value) => value.toUpperCase()),
  lower: mapped((value) => value.toLowerCase()),
  casefold: mapped((value) => value.toLowerCase().replaceAll('ß', 'ss')),
  capitalize: mapped(capitalized),
  title: mapped(titled),
  swapcase: mapped(swapped),
  strip: stripper('both'),
  lstrip: stripper('left'),
  rstrip: stripper('right'),
  split: splitter(false),
  rsplit: splitter(true),
  splitlines: (machine, [self, keep], keywords) =>
    list(lines(text(machine, self), (keep ?? keywords.get('keepends') ?? false) === true)),
  find: finder(false, -1),
  rfind: finder(true, -1),
  index: finder(false, 'error'),
  rindex: finder(true, 'error'),
  count: (machine, [self, part, start, end]) => {
    const value = text(machine, self);
    const [from, to] = bounds(machine, value.length, start, end);
    const piece = value.slice(from, to);
    const wanted = text(machine, part);
    return wanted === '' ? piece.length + 1 : splitAt(piece, wanted).length - 1;
  },
  startswith: affix((value, part) => value.startsWith(part)),
  endswith: affix((value, part) => value.endsWith(part)),
  removeprefix: (machine, [self, part]) => {
    const [value, prefix] = [text(machine, self), text(machine, part)];
    return value.startsWith(prefix) ? value.slice(prefix.length) : value;
  },
  removesuffix: (machine, [self, part]) => {
    const [value, suffix] = [text(machine, self), text(machine, part)];
    return suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value;
  },
  replace: (machine, [self, from, to, most], keywords) =>
    replaced(
      machine,
      text(machine, self),
      text(machine, from),
      text(machine, to),
      integerArgument(machine, most ?? keywords.get('count'), -1),
    ),
  join: {
    drains: [1],
    run: (machine, [self, items]) =>
      join(machine, text(machine, self), iterableItems(machine, asOptional(items))),
  },
  ljust: aligner('left'),
  rjust: aligner('right'),
  center: aligner('center'),
  zfill: (machine, [self, width]) => {
    const [, sign = '', digits = ''] = /^([+-]?)([\s\S]*)$/.exec(text(machine, self)) ?? [];
    fillUp(machine, Math.max(0, integerArgument(machine, width) - digits.length));
    return sign + digits.padStart(integerArgument(machine, width) - sign.length, '0');
  },
  expandtabs: (machine, [self, size], keywords) => {
    const tab = integerArgument(machine, size ?? keywords.get('tabsize') ?? 8);
    const given = text(machine, self);
    fillUp(machine, (given.split('\t').length - 1) * Math.max(0, tab));
    return expanded(given, tab);
  },
  partition: partition(false),
  rpartition: partition(true),
  encode: (machine, [self, encoding, errors], keywords) =>
    bytes(
      encoded(
        machine,
        text(machine, self),
        encoding ?? keywords.get('encoding'),
        errors ?? keywords.get('errors'),
      ),
    ),
  format: (machine, [self, ...positional], keywords) =>
    formatText(machine, text(machine, self), positional, (name) => keywords.get(name)),
  format_map: (machine, [self, mapping]) =>
    formatText(machine, text(machine, self), [], (name) => loadItemNow(machine, mapping ?? null, name)),
  translate,
  isdigit: tested(/^\p{Nd}+$/u),
  isdecimal: tested(/^\p{Nd}+$/u),
  isnumeric: tested(/^\p{N}+$/u),
  isalpha: tested(/^\p{L}+$/u),
  isalnum: tested(/^[\p{L}\p{N}]+$/u),
  isspace: tested(/^\s+$/),
  isidentifier: tested(/^[\p{ID_Start}_]\p{ID_Continue}*$/u),
  isascii: mapped((value) => !/[^\0-\x7f]/.test(value)),
  isprintable: mapped((value) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u.test(value)),
  isupper: mapped((value) => cased(value) && value === value.toUpperCase()),
  islower: mapped((value) => cased(value) && value === value.toLowerCase()),
  istitle: mapped((value) => cased(value) && value === titled(value)),
  maketrans: (machine, [from, to, gone]) => maketrans(machine, from, to, gone),
};

function maketrans(
  machine: Machine,
  from: Value | undefined,
  to: Value | undefined,
  gone: Value | undefined,
): Value {
  const dict = machine.sync({ t: 'native', name: 'new dict' }, []);
  if (!is(dict, 'dict')) return dict;
  const set = (key: number, value: Value) => change(dict.map).set(key, [key, value]);
  if (is(from, 'dict')) {
    for (const [key, value] of from.map.values())
      set(typeof key === 'string' ? (key.codePointAt(0) ?? 0) : Number(key), value);
    return dict;
  }
  const targets = characters(text(machine, to));
  for (const [index, letter] of characters(text(machine, from)).entries()) {
    set(letter.codePointAt(0) ?? 0, targets[index]?.codePointAt(0) ?? null);
  }
  if (gone !== undefined)
    for (const letter of characters(text(machine, gone))) set(letter.codePointAt(0) ?? 0, null);
  return dict;
}

export const strMethods = natives('str.', table);
