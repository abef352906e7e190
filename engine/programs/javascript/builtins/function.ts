import type { Machine } from '../machine/machine.ts';
import { Bound, Closure, JsArray, JsFunction, JsObject, type Value } from '../values.ts';
import type { Definitions } from './definition.ts';

function functionOf(machine: Machine, self: Value): JsFunction {
  return self instanceof JsFunction
    ? self
    : machine.throwError('TypeError', 'Function.prototype method called on incompatible receiver');
}

const refuse = (machine: Machine): never =>
  machine.throwError('EvalError', 'making functions from text is not part of the simulation');

export const functionDefinitions: Definitions = {
  Function: {
    constructs: true,
    call: (machine) => refuse(machine),
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
      '@@hasInstance': (_, self, [value]) => {
        const stored = self instanceof JsObject ? self.own('prototype')?.stored : undefined;
        const prototype =
          typeof stored === 'object' && stored !== null && 'value' in stored ? stored.value : stored;
        for (let at = value instanceof JsObject ? value.proto : null; at !== null; at = at.proto)
          if (at === prototype) return true;
        return false;
      },
    },
  },
  'AsyncFunction.prototype': { proto: 'Function.prototype', values: { '@@toStringTag': 'AsyncFunction' } },
  'GeneratorFunction.prototype': {
    make: (realm) => {
      const made = new JsObject(realm.object('Function.prototype'));
      made.inner = realm.object('Generator.prototype');
      return made;
    },
    values: { '@@toStringTag': 'GeneratorFunction' },
  },
  $call: { call: (machine, _, [callee, self, ...args]) => machine.tail(callee, self, args) },
  $isFunction: { call: (_, __, [value]) => value instanceof JsFunction },
};
