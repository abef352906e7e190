import type { Definitions } from '../builtins/definition.ts';
import { inspectValue } from '../inspect/inspect.ts';
import type { InspectOptions } from '../inspect/inspector.ts';
import { isStyle, styled } from '../inspect/style.ts';
import { toText, typeOf } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { JsFunction } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';

const count = (value: Value): number =>
  value === null ? Number.POSITIVE_INFINITY : typeof value === 'number' ? value : Number.NaN;

/** The options of util.inspect. */
function inspectOptions(machine: Machine, given: JsObject): InspectOptions {
  const numbers = ['depth', 'breakLength', 'maxArrayLength', 'maxStringLength'].map(
    (name) => [name, count(machine.get(given, name))] as const,
  );
  const flags = ['colors', 'showHidden', 'sorted', 'getters', 'customInspect'].map(
    (name) => [name, machine.get(given, name)] as const,
  );
  const compact = machine.get(given, 'compact');
  return {
    ...Object.fromEntries(numbers.filter(([, value]) => !Number.isNaN(value))),
    ...Object.fromEntries(
      flags.filter(([, value]) => value !== undefined).map(([name, value]) => [name, Boolean(value)]),
    ),
    ...(compact === false ? { compact: 0 } : typeof compact === 'number' ? { compact } : {}),
  };
}

function received(machine: Machine, value: Value): string {
  if (value === undefined || value === null) return String(value);
  if (value instanceof JsFunction) return `function ${toText(machine, machine.get(value, 'name'))}`;
  if (value instanceof JsObject) {
    const name = machine.runtime.typeNameOf(value);
    return value.proto === null ? inspectValue(machine, value, { depth: -1 }) : `an instance of ${name}`;
  }
  const shown = inspectValue(machine, value);
  return `type ${typeOf(value)} (${shown.length > 28 ? `${shown.slice(0, 25)}...` : shown})`;
}

export const inspectBindings: Definitions = {
  /** util.inspect, as objects that print themselves get it too. */
  $inspectValue: {
    name: 'inspect',
    arity: 2,
    call: (machine, _, [value, options, depth, colors]) => {
      const given =
        options instanceof JsObject
          ? inspectOptions(machine, options)
          : {
              showHidden: options === true,
              colors: colors === true,
              ...(depth === undefined ? {} : { depth: count(depth) }),
            };
      return inspectValue(machine, value, given);
    },
  },
  /** An error as node's own modules throw it: of a kind, with a code and a message. */
  $coded: {
    call: (machine, _, [kind, code, message]) =>
      machine.realm.codedError(toText(machine, kind), toText(machine, code), toText(machine, message)),
    methods: {
      toString: (machine: Machine, self: Value) => {
        if (!(self instanceof JsObject)) return '';
        const [name, code, message] = ['name', 'code', 'message'].map((key) =>
          toText(machine, machine.get(self, key)),
        );
        return `${name} [${code}]: ${message}`;
      },
    },
  },
  /** What a function was given, as node's errors name it. */
  $received: { call: (machine, _, [value]) => received(machine, value) },
  $inspect: {
    methods: {
      stylize: (machine, _, [text, style]) => {
        const name = style === undefined ? 'name' : toText(machine, style);
        return styled({ colors: false }, isStyle(name) ? name : 'name', toText(machine, text));
      },
    },
  },
};
