import { change } from '../../heap/change.ts';
import { builtinClass } from './classes.ts';
import { Raised } from './raised.ts';
import { type ClassThing, type Instance, tuple, type Value } from './values.ts';

export function makeError(type: ClassThing, positional: readonly Value[]): Instance {
  return { t: 'instance', class: type, attributes: new Map([['args', tuple(positional)]]) };
}

/** A built-in exception, to be thrown. */
export function raiseError(
  type: string,
  positional: readonly Value[],
  more: readonly (readonly [string, Value])[] = [],
): Raised {
  const error = makeError(
    builtinClass(type),
    positional.length === 1 && positional[0] === '' ? [] : positional,
  );
  for (const [name, value] of more) change(error.attributes).set(name, value);
  return new Raised(error);
}

export function stopIteration(value: Value = null): Raised {
  return raiseError('StopIteration', value === null ? [] : [value], [['value', value]]);
}
