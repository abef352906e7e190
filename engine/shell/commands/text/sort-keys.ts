import { compareVersions } from '../version-order.ts';

/** How lines are compared: letters as sort's options. */
export type Ordering = {
  readonly numeric: boolean;
  readonly human: boolean;
  readonly version: boolean;
  readonly general: boolean;
  readonly month: boolean;
  readonly fold: boolean;
  readonly dictionary: boolean;
  readonly printable: boolean;
  readonly reverse: boolean;
  readonly skipBlanks: boolean;
  readonly skipBlanksAtEnd: boolean;
};

/** A -k option: fields and characters from 1; `toField` 0: to the end of the line. */
export type SortKey = {
  readonly fromField: number;
  readonly fromCharacter: number;
  readonly toField: number;
  /** 0: to the end of the field. */
  readonly toCharacter: number;
  readonly ordering: Ordering;
};

export function orderingOf(letters: string, atEnd = ''): Ordering {
  const has = (letter: string) => letters.includes(letter) || atEnd.includes(letter);
  return {
    numeric: has('n'),
    human: has('h'),
    version: has('V'),
    general: has('g'),
    month: has('M'),
    fold: has('f'),
    dictionary: has('d'),
    printable: has('i'),
    reverse: has('r'),
    skipBlanks: letters.includes('b'),
    skipBlanksAtEnd: atEnd.includes('b'),
  };
}

/** `2,3nr`, `1.2,1.4`. Undefined: wrong. @param usual what holds for a key without letters of its own */
export function parseSortKey(text: string, usual: Ordering): SortKey | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfgiMhnrV]*)(?:,(\d+)(?:\.(\d+))?([bdfgiMhnrV]*))?$/.exec(text);
  if (match === null || Number(match[1]) === 0) return undefined;
  const letters = match[3] ?? '';
  const atEnd = match[6] ?? '';
  return {
    fromField: Number(match[1]),
    fromCharacter: Number(match[2] ?? 1),
    toField: Number(match[4] ?? 0),
    toCharacter: Number(match[5] ?? 0),
    ordering: letters + atEnd === '' ? usual : orderingOf(letters, atEnd),
  };
}

const blank = (character: string | undefined) =>
  character === ' ' || character === '\t' || character === '\n';

/** The part of a line that a key names. */
export function keyText(line: string, key: SortKey, separator: string | null): string {
  const start = offset(line, key.fromField - 1, separator);
  let from = start;
  if (key.ordering.skipBlanks) while (from < line.length && blank(line[from])) from++;
  from = Math.min(line.length, from + Math.max(0, key.fromCharacter - 1));
  if (key.toField === 0) return line.slice(from);
  let to: number;
  if (key.toCharacter === 0) {
    to = offset(line, key.toField, separator);
    if (separator !== null && to > 0 && (to < line.length || line[to - 1] === separator)) to--;
    if (separator !== null && to === line.length - 1 && line[to] !== separator) to = line.length;
  } else {
    to = offset(line, key.toField - 1, separator);
    if (key.ordering.skipBlanksAtEnd) while (to < line.length && blank(line[to])) to++;
    to = Math.min(line.length, to + key.toCharacter);
  }
  return line.slice(from, Math.max(from, to));
}

/** Where a field begins, counted from 0. Without a separator, blanks before a field belong to it. */
function offset(line: string, field: number, separator: string | null): number {
  let at = 0;
  for (let count = 0; count < field && at < line.length; count++) {
    if (separator !== null) {
      const next = line.indexOf(separator, at);
      at = next < 0 ? line.length : next + 1;
      continue;
    }
    while (at < line.length && blank(line[at])) at++;
    while (at < line.length && !blank(line[at])) at++;
  }
  return at;
}

const compareBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function compareKeys(a: string, b: string, ordering: Ordering): number {
  if (ordering.numeric) return numeric(a) - numeric(b);
  if (ordering.general) return general(a) - general(b);
  if (ordering.human) return human(a) - human(b);
  if (ordering.month) return month(a) - month(b);
  const [left, right] = [normal(a, ordering), normal(b, ordering)];
  return ordering.version ? compareVersions(left, right) : compareBytes(left, right);
}

function normal(text: string, ordering: Ordering): string {
  let out = text;
  if (ordering.dictionary) out = out.replace(/[^A-Za-z0-9 \t]/g, '');
  if (ordering.printable) out = out.replace(/[^ -~]/g, '');
  return ordering.fold ? out.toUpperCase() : out;
}

function numeric(text: string): number {
  const match = /^[ \t\n]*(-?\d*(?:\.\d*)?)/.exec(text);
  const number = Number(match?.[1] ?? '');
  return Number.isNaN(number) ? 0 : number;
}

function general(text: string): number {
  const match = /^[ \t\n]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text);
  return match === null ? -Number.MAX_VALUE : Number(match[1]);
}

const suffixes = 'KMGTPEZY';

/** The suffix counts before the number does, as GNU compares. */
function human(text: string): number {
  const match = /^[ \t\n]*(-?)(\d*(?:\.\d*)?)([KkMGTPEZY]?)/.exec(text);
  const number = Number(match?.[2] ?? '') || 0;
  const power = suffixes.indexOf((match?.[3] ?? '').toUpperCase());
  const size = number === 0 ? 0 : number * 1024 ** (match?.[3] ? power + 1 : 0);
  return match?.[1] === '-' ? -size : size;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function month(text: string): number {
  return months.indexOf(text.trimStart().slice(0, 3).toUpperCase()) + 1;
}
