import type { Builtin } from './builtin.ts';
import { formatted } from './formats.ts';
import { children, type Found, type Variables } from './found.ts';
import { type Filter, JqError, type JsonValue } from './syntax.ts';
import {
  arithmetic,
  atPath,
  compared,
  described,
  indexed,
  isArray,
  isObject,
  isTrue,
  type Path,
  typeOf,
  withPath,
} from './values.ts';

/** What one run of jq may take, in steps of its filter. */
const STEPS_MAX = 2_000_000;
const DEPTH_MAX = 500;

export class TooMuchWork extends Error {}

/** Runs a filter: a generator of what it gives. */
export class Evaluation {
  steps = 0;
  readonly #builtins: ReadonlyMap<string, Builtin>;
  #depth = 0;

  constructor(builtins: ReadonlyMap<string, Builtin>) {
    this.#builtins = builtins;
  }

  *values(filter: Filter, value: JsonValue, variables: Variables): Generator<JsonValue> {
    for (const found of this.run(filter, { value }, variables)) yield found.value;
  }

  first(filter: Filter, value: JsonValue, variables: Variables): JsonValue | undefined {
    for (const found of this.values(filter, value, variables)) return found;
    return undefined;
  }

  *paths(filter: Filter, value: JsonValue, variables: Variables): Generator<Path> {
    for (const { path } of this.run(filter, { value, path: [] }, variables)) {
      if (path === undefined) throw new JqError('Invalid path expression');
      yield path;
    }
  }

  *run(filter: Filter, input: Found, variables: Variables): Generator<Found> {
    if (++this.steps > STEPS_MAX || ++this.#depth > DEPTH_MAX) throw new TooMuchWork();
    try {
      yield* this.#run(filter, input, variables);
    } finally {
      this.#depth--;
    }
  }

  *#run(filter: Filter, input: Found, variables: Variables): Generator<Found> {
    switch (filter.is) {
      case 'identity':
        yield input;
        return;
      case 'recurse':
        yield* this.#recurse(input);
        return;
      case 'literal':
        yield { value: filter.value };
        return;
      case 'variable': {
        const value = variables.get(filter.name);
        if (value === undefined) throw new JqError(`$${filter.name} is not defined`);
        yield { value };
        return;
      }
      case 'index':
        for (const of of this.run(filter.of, input, variables)) {
          for (const key of this.values(filter.at, input.value, variables)) yield at(of, key);
        }
        return;
      case 'slice':
        yield* this.#slice(filter, input, variables);
        return;
      case 'iterate':
        for (const of of this.run(filter.of, input, variables)) yield* children(of);
        return;
      case 'optional':
        yield* this.#try(filter.of, undefined, input, variables);
        return;
      case 'try':
        yield* this.#try(filter.body, filter.handler, input, variables);
        return;
      case 'pipe':
        for (const left of this.run(filter.left, input, variables))
          yield* this.run(filter.right, left, variables);
        return;
      case 'comma':
        yield* this.run(filter.left, input, variables);
        yield* this.run(filter.right, input, variables);
        return;
      case 'if':
        for (const test of this.values(filter.test, input.value, variables)) {
          yield* this.run(isTrue(test) ? filter.then : filter.otherwise, input, variables);
        }
        return;
      case 'bind':
        for (const value of this.values(filter.source, input.value, variables)) {
          yield* this.run(filter.body, input, new Map([...variables, [filter.name, value]]));
        }
        return;
      case 'operator':
        yield* this.#operator(filter, input, variables);
        return;
      case 'call':
        yield* this.#call(filter, input, variables);
        return;
      default:
        yield* this.#made(filter, input.value, variables);
    }
  }

  /** Filters that make a value of their own. */
  *#made(filter: Filter, value: JsonValue, variables: Variables): Generator<Found> {
    if (filter.is === 'array') yield { value: [...this.values(filter.of, value, variables)] };
    else if (filter.is === 'object') yield* this.#object(filter.entries, 0, [], value, variables);
    else if (filter.is === 'format') yield { value: formatted(filter.format, value) };
    else if (filter.is === 'string') yield* this.#string(filter.parts, filter.format, value, variables);
    else if (filter.is === 'negate') {
      for (const each of this.values(filter.of, value, variables)) {
        if (typeof each !== 'number') throw new JqError(`${described(each)} cannot be negated`);
        yield { value: -each };
      }
    } else if (filter.is === 'reduce') {
      let state = this.first(filter.initial, value, variables) ?? null;
      for (const each of this.values(filter.source, value, variables)) {
        let last: JsonValue = null;
        for (const next of this.values(filter.update, state, new Map([...variables, [filter.name, each]])))
          last = next;
        state = last;
      }
      yield { value: state };
    }
  }

  *#recurse(input: Found): Generator<Found> {
    if (++this.steps > STEPS_MAX) throw new TooMuchWork();
    yield input;
    if (isArray(input.value) || isObject(input.value))
      for (const child of children(input)) yield* this.#recurse(child);
  }

  *#slice(filter: Extract<Filter, { is: 'slice' }>, input: Found, variables: Variables): Generator<Found> {
    for (const { value } of this.run(filter.of, input, variables)) {
      const from = filter.from === undefined ? null : this.first(filter.from, input.value, variables);
      const to = filter.to === undefined ? null : this.first(filter.to, input.value, variables);
      const whole = (bound: JsonValue | undefined) => (typeof bound === 'number' ? bound : undefined);
      if (value === null) yield { value: null };
      else if (typeof value === 'string') yield { value: [...value].slice(whole(from), whole(to)).join('') };
      else if (isArray(value)) yield { value: value.slice(whole(from), whole(to)) };
      else throw new JqError(`Cannot index ${typeOf(value)} with object`);
    }
  }

  *#try(body: Filter, handler: Filter | undefined, input: Found, variables: Variables): Generator<Found> {
    try {
      yield* this.run(body, input, variables);
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      if (handler !== undefined) yield* this.run(handler, { value: error.message }, variables);
    }
  }

  *#operator(
    filter: Extract<Filter, { is: 'operator' }>,
    input: Found,
    variables: Variables,
  ): Generator<Found> {
    const { operator, left, right } = filter;
    if (operator === 'and' || operator === 'or') {
      for (const a of this.values(left, input.value, variables)) {
        if (isTrue(a) === (operator === 'or')) yield { value: operator === 'or' };
        else for (const b of this.values(right, input.value, variables)) yield { value: isTrue(b) };
      }
    } else if (operator === '//') yield* this.#alternative(left, right, input, variables);
    else if (operator.endsWith('=') && !/^[=!<>]=$/.test(operator))
      yield* this.#assign(filter, input, variables);
    else {
      for (const b of this.values(right, input.value, variables)) {
        for (const a of this.values(left, input.value, variables)) {
          yield {
            value: /^(?:[=!<>]=|[<>])$/.test(operator)
              ? compared(operator, a, b)
              : arithmetic(operator, a, b),
          };
        }
      }
    }
  }

  *#alternative(left: Filter, right: Filter, input: Found, variables: Variables): Generator<Found> {
    let any = false;
    try {
      for (const found of this.run(left, input, variables)) {
        if (!isTrue(found.value)) continue;
        any = true;
        yield found;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
    }
    if (!any) yield* this.run(right, input, variables);
  }

  *#assign(
    { operator, left, right }: Extract<Filter, { is: 'operator' }>,
    { value }: Found,
    variables: Variables,
  ): Generator<Found> {
    const paths = [...this.paths(left, value, variables)];
    if (operator === '|=') {
      const gone: Path[] = [];
      let changed = value;
      for (const path of paths) {
        const next = this.first(right, atPath(changed, path), variables);
        if (next === undefined) gone.push(path);
        else changed = withPath(changed, path, next);
      }
      for (const path of gone.reverse()) changed = withPath(changed, path, undefined);
      yield { value: changed };
      return;
    }
    for (const given of this.values(right, value, variables)) {
      const put = (before: JsonValue): JsonValue => {
        if (operator === '=') return given;
        if (operator === '//=') return isTrue(before) ? before : given;
        return arithmetic(operator.slice(0, -1), before, given);
      };
      yield { value: paths.reduce((all, path) => withPath(all, path, put(atPath(all, path))), value) };
    }
  }

  *#object(
    entries: readonly (readonly [Filter, Filter])[],
    index: number,
    made: readonly (readonly [string, JsonValue])[],
    value: JsonValue,
    variables: Variables,
  ): Generator<Found> {
    const entry = entries[index];
    if (entry === undefined) {
      yield { value: Object.fromEntries(made) };
      return;
    }
    for (const key of this.values(entry[0], value, variables)) {
      if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
      for (const each of this.values(entry[1], value, variables)) {
        yield* this.#object(entries, index + 1, [...made, [key, each]], value, variables);
      }
    }
  }

  *#string(
    parts: readonly (string | Filter)[],
    format: string | undefined,
    value: JsonValue,
    variables: Variables,
  ): Generator<Found> {
    let texts = [''];
    for (const part of parts) {
      const pieces =
        typeof part === 'string'
          ? [part]
          : [...this.values(part, value, variables)].map((each) => formatted(format ?? '@text', each));
      texts = pieces.flatMap((piece) => texts.map((text) => text + piece));
    }
    for (const text of texts) yield { value: text };
  }

  *#call(filter: Extract<Filter, { is: 'call' }>, input: Found, variables: Variables): Generator<Found> {
    const builtin: Builtin | undefined = this.#builtins.get(`${filter.name}/${filter.arguments.length}`);
    if (builtin === undefined) throw new JqError(`${filter.name}/${filter.arguments.length} is not defined`);
    yield* builtin({ evaluation: this, input, variables, given: filter.arguments });
  }
}

function at(of: Found, key: JsonValue): Found {
  const value = indexed(of.value, key);
  const isKey = typeof key === 'string' || typeof key === 'number';
  return { value, path: of.path !== undefined && isKey ? [...of.path, key] : undefined };
}
