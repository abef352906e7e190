import { change } from '../../heap/change.ts';
import type { Machine } from '../machine/machine.ts';
import { JsArray } from '../values/array.ts';
import type { NativeRun } from '../values/functions.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';

/** Operations that an array's method costs: so many elements for the price of one. */
const ELEMENTS_PER_OPERATION = 8;
/** Those that only move what is behind a place do more for it; others look at one element. */
const MOVED_PER_OPERATION = 64;
const MOVING: ReadonlySet<string> = new Set(['shift', 'unshift', 'splice']);
const QUICK: ReadonlySet<string> = new Set(['push', 'pop', 'at']);

/** Methods of arrays that work on anything with a length: where it is no array, they are below, in JavaScript. */
export function forArrays(table: Readonly<Record<string, NativeRun>>): Record<string, NativeRun> {
  return Object.fromEntries(
    Object.entries(table).map(([name, run]): [string, NativeRun] => [
      name,
      (machine, self, args, newTarget, callee) => {
        if (!(self instanceof JsArray)) return generic(machine, name, self, args);
        const per = MOVING.has(name) ? MOVED_PER_OPERATION : ELEMENTS_PER_OPERATION;
        if (!QUICK.has(name)) machine.charge(self.items.length / per);
        const made = run(machine, self, args, newTarget, callee);
        // A subclass's slices are of that class.
        if (made instanceof JsArray && made !== self && self.inner !== 'Arguments' && SAME_KIND.has(name))
          change(made).proto = self.proto;
        return made;
      },
    ]),
  );
}

const SAME_KIND: ReadonlySet<string> = new Set(['slice', 'splice', 'concat', 'flat']);

function generic(machine: Machine, name: string, self: Value, args: readonly Value[]): Value {
  if (self === undefined || self === null)
    machine.throwError('TypeError', `Array.prototype.${name} called on null or undefined`);
  return machine.tail(machine.realm.object(`$arrayLikes/${name}`), machine.realm.wrapped(self), args);
}

export const arrayLikeDefinitions: Definitions = {
  $arrayLikes: {
    methods: {
      /** An array of the class of another. */
      sameKind: (_, __, [array, made]) => {
        if (array instanceof JsArray && made instanceof JsArray && array.inner !== 'Arguments')
          change(made).proto = array.proto;
        return made;
      },
    },
    source: `({
      $list(from) { const made = []; const length = Math.min(Number(from.length) || 0, 4000000); for (let index = 0; index < length; index++) if (index in from) made[index] = from[index]; else made.length = index + 1; return made; },
      $put(to, list) { const before = Number(to.length) || 0; for (let index = 0; index < list.length; index++) if (index in list) to[index] = list[index]; else delete to[index]; for (let index = list.length; index < before; index++) delete to[index]; to.length = list.length; return to; },
      push(...items) { let length = Number(this.length) || 0; for (const item of items) this[length++] = item; this.length = length; return length; },
      pop() { const length = Number(this.length) || 0; if (length === 0) { this.length = 0; return undefined; } const item = this[length - 1]; delete this[length - 1]; this.length = length - 1; return item; },
      shift() { const list = $arrayLikes.$list(this); const item = list.shift(); $arrayLikes.$put(this, list); return item; },
      unshift(...items) { const list = $arrayLikes.$list(this); list.unshift(...items); $arrayLikes.$put(this, list); return list.length; },
      splice(...args) { const list = $arrayLikes.$list(this); const gone = list.splice(...args); $arrayLikes.$put(this, list); return gone; },
      reverse() { return $arrayLikes.$put(this, $arrayLikes.$list(this).reverse()); },
      fill(...args) { return $arrayLikes.$put(this, $arrayLikes.$list(this).fill(...args)); },
      copyWithin(...args) { return $arrayLikes.$put(this, $arrayLikes.$list(this).copyWithin(...args)); },
      slice(...args) { return $arrayLikes.$list(this).slice(...args); },
      concat(...args) { return Array.isArray(this) ? $arrayLikes.$list(this).concat(...args) : [this].concat(...args); },
      join(...args) { return $arrayLikes.$list(this).join(...args); },
      toString() { return $isFunction(this.join) ? this.join() : Object.prototype.toString.call(this); },
      indexOf(...args) { return $arrayLikes.$list(this).indexOf(...args); },
      lastIndexOf(...args) { return $arrayLikes.$list(this).lastIndexOf(...args); },
      includes(...args) { return $arrayLikes.$list(this).includes(...args); },
      at(index) { return $arrayLikes.$list(this).at(index); },
      with(...args) { return $arrayLikes.$list(this).with(...args); },
      flat(...args) { return $arrayLikes.$list(this).flat(...args); },
      toReversed() { return $arrayLikes.$list(this).reverse(); },
    })`,
  },
};
