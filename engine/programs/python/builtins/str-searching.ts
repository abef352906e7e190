import { indexIn, lastIndexIn, splitAt } from '../../../simulation/text-search.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../machine/native.ts';
import { is, type Value } from '../machine/values.ts';
import { integerArgument, textArgument } from './given.ts';
import { lettersOf, textLength } from './text.ts';

const text = (machine: Machine, value: Value | undefined) => textArgument(machine, value);

/** find() and index() */
export function finder(fromRight: boolean, missing: number | 'error'): NativeRun {
  return (machine, [self, part, start, end]) => {
    const { piece, from } = pieceOf(machine, text(machine, self), start, end);
    const wanted = text(machine, part);
    const at = fromRight ? lastIndexIn(piece, wanted) : indexIn(piece, wanted);
    if (at >= 0) return from + textLength(piece.slice(0, at));
    if (missing === 'error') throw machine.error('ValueError', 'substring not found');
    return missing;
  };
}

/** The part of a text that is looked at, and which letter it begins with. */
function pieceOf(
  machine: Machine,
  value: string,
  start: Value | undefined,
  end: Value | undefined,
): { readonly piece: string; readonly from: number } {
  const length = textLength(value);
  const [from, to] = bounds(machine, length, start, end);
  if (from === 0 && to === length) return { piece: value, from };
  if (length === value.length) return { piece: value.slice(from, to), from };
  return { piece: lettersOf(machine, value).slice(from, to).join(''), from };
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

/** startswith() and endswith() */
export const affix =
  (test: (value: string, part: string) => boolean): NativeRun =>
  (machine, [self, parts, start, end]) => {
    const { piece } = pieceOf(machine, text(machine, self), start, end);
    const all = is(parts, 'tuple') ? parts.items : [parts ?? null];
    return all.some((part) => test(piece, text(machine, part)));
  };

export const counted: NativeRun = (machine, [self, part, start, end]) => {
  const { piece } = pieceOf(machine, text(machine, self), start, end);
  const wanted = text(machine, part);
  return wanted === '' ? textLength(piece) + 1 : splitAt(piece, wanted).length - 1;
};
