import { type Builtin, number, plain } from './builtin.ts';
import { textOf } from './formats.ts';
import { JqError, type JsonValue } from './syntax.ts';
import { described, isArray, isObject, typeOf } from './values.ts';

/** Functions on types, and on numbers. */
export const types: Readonly<Record<string, Builtin>> = {
  'type/0': plain(typeOf),
  'tostring/0': plain(textOf),
  'tojson/0': plain((value) => JSON.stringify(value)),
  'tonumber/0': plain((value) => {
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
      return Number(value);
    throw new JqError(`${described(value)} cannot be parsed as a number`);
  }),
  'floor/0': plain((value) => Math.floor(number(value))),
  'ceil/0': plain((value) => Math.ceil(number(value))),
  'round/0': plain((value) => Math.round(number(value))),
  'sqrt/0': plain((value) => Math.sqrt(number(value))),
  'abs/0': plain((value) => Math.abs(number(value))),
  'null/0': plain(() => null),
  ...Object.fromEntries(
    (
      [
        ['nulls', (value) => value === null],
        ['booleans', (value) => typeof value === 'boolean'],
        ['numbers', (value) => typeof value === 'number'],
        ['strings', (value) => typeof value === 'string'],
        ['arrays', isArray],
        ['objects', isObject],
        ['iterables', (value) => isArray(value) || isObject(value)],
        ['scalars', (value) => !isArray(value) && !isObject(value)],
        ['values', (value) => value !== null],
      ] satisfies [string, (value: JsonValue) => boolean][]
    ).map(([name, test]): [string, Builtin] => [
      `${name}/0`,
      function* ({ input }) {
        if (test(input.value)) yield input;
      },
    ]),
  ),
};
