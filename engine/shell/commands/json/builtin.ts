import type { Evaluation } from './evaluate.ts';
import type { Found, Variables } from './found.ts';
import { type Filter, JqError, type JsonValue } from './syntax.ts';
import { described } from './values.ts';

/** What a function of jq is called with. */
export interface Call {
  readonly evaluation: Evaluation;
  readonly input: Found;
  readonly variables: Variables;
  readonly given: readonly Filter[];
}

export type Builtin = (call: Call) => Generator<Found>;

/** A function of the input alone. */
export function plain(of: (value: JsonValue) => JsonValue): Builtin {
  return function* ({ input }) {
    yield { value: of(input.value) };
  };
}

/** A function of the input and the values of its arguments. */
export function withValues(of: (value: JsonValue, ...given: JsonValue[]) => JsonValue): Builtin {
  return function* ({ evaluation, input, variables, given }) {
    const combine = function* (index: number, chosen: readonly JsonValue[]): Generator<Found> {
      const filter = given[index];
      if (filter === undefined) yield { value: of(input.value, ...chosen) };
      else
        for (const value of evaluation.values(filter, input.value, variables))
          yield* combine(index + 1, [...chosen, value]);
    };
    yield* combine(0, []);
  };
}

export function number(value: JsonValue): number {
  if (typeof value === 'number') return value;
  throw new JqError(`${described(value)} number required`);
}
