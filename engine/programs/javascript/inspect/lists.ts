import type { Dictionary, DictionaryCursor } from '../builtins/collections.ts';
import type { PromiseState } from '../machine/promises.ts';
import { EMPTY, type Value } from '../values/value.ts';
import { type Inspector, indented } from './inspector.ts';
import { styled } from './style.ts';

const plural = (count: number) => (count > 1 ? 's' : '');

function rest(total: number, shown: number): string[] {
  const left = total - shown;
  return left > 0 ? [`... ${left} more item${plural(left)}`] : [];
}

/** The elements of an array; holes are counted. */
export function items(i: Inspector, values: readonly Value[], level: number): string[] {
  const shown: string[] = [];
  let at = 0;
  while (at < values.length && shown.length < i.maxArrayLength) {
    const start = at;
    while (at < values.length && values[at] === EMPTY) at++;
    if (at > start) {
      shown.push(styled(i, 'undefined', `<${at - start} empty item${plural(at - start)}>`));
      continue;
    }
    const item = values[at++];
    shown.push(indented(i, () => i.show(item, level)));
  }
  return [...shown, ...rest(values.length, at)];
}

/** The entries of a Map or a Set. */
export function entries(i: Inspector, dictionary: Dictionary, isMap: boolean, level: number): string[] {
  const shown: string[] = [];
  indented(i, () => {
    for (const [key, value] of dictionary.entries()) {
      if (shown.length >= i.maxArrayLength) break;
      shown.push(isMap ? `${i.show(key, level)} => ${i.show(value, level)}` : i.show(key, level));
    }
  });
  return [...shown, ...rest(dictionary.size, shown.length)];
}

/** What an iterator of a Map or Set still has to give. */
export function upcoming(
  i: Inspector,
  { dictionary, mode, index }: DictionaryCursor,
  level: number,
): string[] {
  const left: (readonly [Value, Value])[] = [];
  for (let at = index; at < dictionary.keys.length && left.length < i.maxArrayLength; at++) {
    const key = dictionary.keys[at];
    if (key !== EMPTY) left.push([key, dictionary.values[at]]);
  }
  return indented(i, () =>
    left.map(([key, value]) =>
      mode === 'entries'
        ? `[ ${i.show(key, level)}, ${i.show(value, level)} ]`
        : i.show(mode === 'keys' ? key : value, level),
    ),
  );
}

export function numbers(i: Inspector, values: ArrayLike<number | bigint>): string[] {
  const count = Math.min(i.maxArrayLength, values.length);
  const shown = Array.from({ length: count }, (_, at) => {
    const value = values[at];
    return styled(
      i,
      'number',
      typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value),
    );
  });
  return [...shown, ...rest(values.length, count)];
}

export function promised(i: Inspector, { status, value }: PromiseState, level: number): string[] {
  if (status === 'pending') return [styled(i, 'special', '<pending>')];
  const shown = indented(i, () => i.show(value, level));
  return [status === 'rejected' ? `${styled(i, 'special', '<rejected>')} ${shown}` : shown];
}
