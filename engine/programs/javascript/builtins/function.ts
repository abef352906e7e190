import { change } from '../../heap/change.ts';
import { toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { JsArray } from '../values/array.ts';
import { Bound, Closure, JsFunction, type NativeRun } from '../values/functions.ts';
import { inherits } from '../values/lookup.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';

function functionOf(machine: Machine, self: Value): JsFunction {
  return self instanceof JsFunction
    ? self
    : machine.throwError('TypeError', 'Function.prototype method called on incompatible receiver');
}

/** `new Function(…)`: it sees global names only, as the language has it. */
const fromText =
  (head: string): NativeRun =>
  (machine, _, args) => {
    const texts = args.map((arg) => toText(machine, arg));
    const body = texts.pop() ?? '';
    return machine.tail(machine.realm.object('$functionFrom/$make'), undefined, [
      `(${head} anonymous(${texts.join(',')}\n) {\n${body}\n})`,
    ]);
  };

export const functionDefinitions: Definitions = {
  Function: {
    constructs: true,
    arity: 1,
    call: fromText('function'),
    links: { prototype: 'Function.prototype' },
  },
  'Function.prototype': {
    proto: 'Object.prototype',
    name: '',
    call: () => undefined,
    links: { constructor: 'Function' },
    methods: {
      call: (machine, self, [target, ...args]) => machine.tail(functionOf(machine, self), target, args),
      apply: (machine, self, [target, args]) =>
        machine.tail(functionOf(machine, self), target, args instanceof JsArray ? [...args.items] : []),
      bind: (machine, self, [target, ...args]) => {
        const callee = functionOf(machine, self);
        return new Bound(callee.proto, callee, target, args);
      },
      toString: (machine: Machine, self: Value) => {
        const callee = functionOf(machine, self);
        if (!(callee instanceof Closure)) return `function ${callee.defaultName}() { [native code] }`;
        return callee.code.unit.text.slice(callee.code.start, callee.code.end);
      },
      '@@hasInstance': (machine, self, [value]) => {
        const prototype = self instanceof JsObject ? machine.get(self, 'prototype') : undefined;
        return value instanceof JsObject && inherits(value, prototype);
      },
    },
  },
  $functionFrom: {
    source: `({ $make(text) { const run = $script(text, 'anonymous'); return run.call(globalThis); } })`,
  },
  AsyncFunction: {
    constructs: true,
    arity: 1,
    call: fromText('async function'),
    links: { prototype: 'AsyncFunction.prototype' },
  },
  GeneratorFunction: {
    constructs: true,
    arity: 1,
    call: fromText('function*'),
    links: { prototype: 'GeneratorFunction.prototype' },
  },
  AsyncGeneratorFunction: {
    constructs: true,
    arity: 1,
    call: fromText('async function*'),
    links: { prototype: 'AsyncGeneratorFunction.prototype' },
  },
  'AsyncFunction.prototype': {
    proto: 'Function.prototype',
    links: { constructor: 'AsyncFunction' },
    values: { '@@toStringTag': 'AsyncFunction' },
  },
  'GeneratorFunction.prototype': {
    make: (realm) => {
      const made = new JsObject(realm.object('Function.prototype'));
      change(made).inner = realm.object('Generator.prototype');
      return made;
    },
    links: { constructor: 'GeneratorFunction' },
    values: { '@@toStringTag': 'GeneratorFunction' },
  },
  'AsyncGeneratorFunction.prototype': {
    make: (realm) => {
      const made = new JsObject(realm.object('Function.prototype'));
      change(made).inner = realm.object('AsyncGenerator.prototype');
      return made;
    },
    links: { constructor: 'AsyncGeneratorFunction' },
    values: { '@@toStringTag': 'AsyncGeneratorFunction' },
  },
  $call: { call: (machine, _, [callee, self, ...args]) => machine.tail(callee, self, args) },
  $isFunction: { call: (_, __, [value]) => value instanceof JsFunction },
};
