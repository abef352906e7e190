import { indexIn, lastIndexIn, splitAt } from '../../../simulation/text-search.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../machine/native.ts';
import { list, tuple, type Value } from '../machine/values.ts';
import { integerArgument, textArgument } from './given.ts';
import { letterAt, lettersOf } from './text.ts';

const text = (machine: Machine, value: Value | undefined) => textArgument(machine, value);
const WHITE = /[\s\x85]/;
const CHARACTERS_PER_INSTRUCTION = 16;
/** The same of what is gone over letter by letter, and of what the host does at once. */
const LETTERS_PER_INSTRUCTION = 8;
const CHARACTERS_AT_ONCE_PER_INSTRUCTION = 64;

/** The second half of a letter that is two of the host's. */
const PAIR_END = /[\udc00-\udfff]/;

export function stripper(sides: 'both' | 'left' | 'right'): NativeRun {
  return (machine, [self, given]) => {
    const value = text(machine, self);
    const blanks = given === undefined || given === null;
    const set = blanks ? undefined : new Set(lettersOf(machine, text(machine, given)));
    const goes = (letter: string) => (set === undefined ? WHITE.test(letter) : set.has(letter));
    let from = 0;
    let to = value.length;
    if (sides !== 'right')
      for (let letter = ''; from < to; from += letter.length) {
        letter = letterAt(value, from);
        if (!goes(letter)) break;
      }
    if (sides !== 'left')
      for (let letter = ''; to > from; to -= letter.length) {
        letter = letterAt(value, to > 1 && PAIR_END.test(value.charAt(to - 1)) ? to - 2 : to - 1);
        if (!goes(letter)) break;
      }
    machine.work((value.length - (to - from)) / LETTERS_PER_INSTRUCTION);
    return value.slice(from, to);
  };
}

function split(
  machine: Machine,
  value: string,
  separator: Value | undefined,
  most: number,
  fromRight: boolean,
): string[] {
  if (separator === undefined || separator === null) {
    machine.work(value.length / CHARACTERS_PER_INSTRUCTION);
    return splitBlanks(value, most, fromRight);
  }
  const by = text(machine, separator);
  if (by === '') throw machine.error('ValueError', 'empty separator');
  const parts = splitAt(value, by);
  machine.work(value.length / CHARACTERS_AT_ONCE_PER_INSTRUCTION + parts.length / 4);
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

export const splitter =
  (fromRight: boolean): NativeRun =>
  (machine, [self, separator, most], keywords) => {
    const count = integerArgument(machine, most ?? keywords.get('maxsplit'), -1);
    return list(split(machine, text(machine, self), separator ?? keywords.get('sep'), count, fromRight));
  };

export function partition(fromRight: boolean): NativeRun {
  return (machine, [self, separator]) => {
    const value = text(machine, self);
    const by = text(machine, separator);
    const at = fromRight ? lastIndexIn(value, by) : indexIn(value, by);
    if (at < 0) return tuple(fromRight ? ['', '', value] : [value, '', '']);
    return tuple([value.slice(0, at), by, value.slice(at + by.length)]);
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: separators of files and records end lines, too
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

function lines(machine: Machine, value: string, keep: boolean): string[] {
  machine.work(value.length / CHARACTERS_AT_ONCE_PER_INSTRUCTION);
  const found: string[] = [];
  let from = 0;
  for (const { 0: end, index } of value.matchAll(LINE_END)) {
    machine.work(1);
    found.push(value.slice(from, keep ? index + end.length : index));
    from = index + end.length;
  }
  if (from < value.length) found.push(value.slice(from));
  return found;
}

export const splitLines: NativeRun = (machine, [self, keep], keywords) =>
  list(lines(machine, text(machine, self), (keep ?? keywords.get('keepends') ?? false) === true));
