import type { Machine } from '../machine/machine.ts';
import { sliceBounds } from '../machine/slices.ts';
import type { Slice } from '../machine/values.ts';

const SURROGATE = /[\ud800-\udbff]/;

/** The characters of a text: Python counts code points. */
export function characters(text: string): string[] {
  return SURROGATE.test(text) ? [...text] : text.split('');
}

export function textLength(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length;
}

const LETTERS_PER_INSTRUCTION = 8;

/** A text's letters, to be gone over one by one. */
export function lettersOf(machine: Machine, value: string): string[] {
  machine.work(value.length / LETTERS_PER_INSTRUCTION);
  return characters(value);
}

/** The letter that begins at a place. */
export const letterAt = (value: string, at: number) => String.fromCodePoint(value.codePointAt(at) ?? 0);

export function byteValues(text: string): number[] {
  const values: number[] = [];
  for (let index = 0; index < text.length; index++) values.push(text.charCodeAt(index));
  return values;
}

/** The items that a slice takes. */
export function sliced<T>(machine: Machine, items: readonly T[], slice: Slice): T[] {
  const [from, to, step] = sliceBounds(machine, slice, items.length);
  machine.work(Math.abs(to - from) >> 4);
  machine.allocate(8 * Math.ceil(Math.abs((to - from) / step)));
  if (step === 1) return items.slice(from, Math.max(from, to));
  const taken: T[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) {
    const item = items[at];
    if (item !== undefined) taken.push(item);
  }
  return taken;
}
