import { splitAt } from '../../../simulation/text-search.ts';
import { change } from '../../heap/change.ts';
import { loadItemNow } from '../machine/items.ts';
import { iterableItems } from '../machine/iteration.ts';
import { getIn } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { bytes, is, type Value } from '../machine/values.ts';
import { encoded } from './encoding.ts';
import { integerArgument, textArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { formatText } from './str-format.ts';
import { affix, counted, finder } from './str-searching.ts';
import { partition, splitLines, splitter, stripper } from './str-splitting.ts';
import { characters, letterAt, lettersOf, textLength } from './text.ts';

const text = (machine: Machine, value: Value | undefined) => textArgument(machine, value);
const CHARACTERS_PER_INSTRUCTION = 16;
/** The same of what is gone over letter by letter, and of what the host does at once. */
const LETTERS_PER_INSTRUCTION = 8;
const CHARACTERS_AT_ONCE_PER_INSTRUCTION = 64;

/** A method without arguments. */
const mapped =
  (change: (text: string) => Value, perInstruction = CHARACTERS_AT_ONCE_PER_INSTRUCTION): NativeRun =>
  (machine, [self]) => {
    const value = text(machine, self);
    machine.work(value.length / perInstruction);
    return change(value);
  };

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
  if (value === '') return value;
  const first = letterAt(value, 0);
  return first.toUpperCase() + value.slice(first.length).toLowerCase();
};

const titled = (value: string) =>
  value.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());

const swapped = (value: string) =>
  characters(value)
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');

function replaced(machine: Machine, value: string, from: string, to: string, most: number): string {
  const parts = from === '' ? ['', ...lettersOf(machine, value), ''] : splitAt(value, from);
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

const translate: NativeRun = (machine, [self, table]) => {
  const own = plain(table ?? null);
  const change = (letter: string): string => {
    const to = is(own, 'dict')
      ? getIn(machine, own, letter.codePointAt(0) ?? 0)
      : loadItemNow(machine, table ?? null, letter.codePointAt(0) ?? 0);
    if (to === undefined) return letter;
    return to === null ? '' : typeof to === 'number' ? String.fromCodePoint(to) : machine.text(to);
  };
  return lettersOf(machine, text(machine, self)).map(change).join('');
};

const cased = (value: string) => value.toLowerCase() !== value.toUpperCase();

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  upper: mapped((value) => value.toUpperCase()),
  lower: mapped((value) => value.toLowerCase()),
  casefold: mapped((value) => value.toLowerCase().replaceAll('ß', 'ss')),
  capitalize: mapped(capitalized),
  title: mapped(titled, LETTERS_PER_INSTRUCTION),
  swapcase: mapped(swapped, LETTERS_PER_INSTRUCTION),
  strip: stripper('both'),
  lstrip: stripper('left'),
  rstrip: stripper('right'),
  split: splitter(false),
  rsplit: splitter(true),
  splitlines: splitLines,
  find: finder(false, -1),
  rfind: finder(true, -1),
  index: finder(false, 'error'),
  rindex: finder(true, 'error'),
  count: counted,
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
  const targets = lettersOf(machine, text(machine, to));
  const letters = lettersOf(machine, text(machine, from));
  machine.work(letters.length);
  for (const [index, letter] of letters.entries()) {
    set(letter.codePointAt(0) ?? 0, targets[index]?.codePointAt(0) ?? null);
  }
  if (gone !== undefined)
    for (const letter of lettersOf(machine, text(machine, gone))) set(letter.codePointAt(0) ?? 0, null);
  return dict;
}

export const strMethods = natives('str.', table);
