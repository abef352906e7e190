import { change } from '../../heap/change.ts';
import { toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { stackHere } from '../machine/stack-trace.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import { Accessor, CONFIGURABLE, DataSlot, WRITABLE } from '../values/slots.ts';
import type { Value } from '../values/value.ts';
import type { Definition, Definitions } from './definition.ts';

const KINDS = ['EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'];
const HIDDEN = WRITABLE | CONFIGURABLE;

function make(
  machine: Machine,
  kind: string,
  args: readonly Value[],
  newTarget: JsObject | undefined,
): JsObject {
  const made = new JsObject(machine.prototypeFor(newTarget, `${kind}.prototype`), 'Error');
  const [message, options] = args;
  change(made).inner = new PendingStack(stackHere(machine, '', newTarget));
  const { realm } = machine;
  change(made.props).set(
    'stack',
    new Accessor(realm.object('$stack/get'), realm.object('$stack/set'), CONFIGURABLE),
  );
  if (message !== undefined)
    change(made.props).set('message', new DataSlot(toText(machine, message), HIDDEN));
  if (options instanceof JsObject && options.own('cause') !== undefined)
    change(made.props).set('cause', new DataSlot(machine.get(options, 'cause'), HIDDEN));
  return made;
}

/** The calls that led to an error: its title comes to them when somebody first asks, with the name it has then. */
export class PendingStack {
  readonly lines: string;

  constructor(lines: string) {
    this.lines = lines;
  }
}

/** The error that the stack is of: the receiver, or one among its prototypes. */
function pendingIn(self: Value): JsObject | undefined {
  let left = 10;
  for (let at = self instanceof JsObject ? self : null; at !== null && left > 0; at = at.proto, left--)
    if (at.inner instanceof PendingStack) return at;
  return undefined;
}

function definitionsOf(kind: string, parent: string | undefined): Record<string, Definition> {
  return {
    [kind]: {
      constructs: true,
      arity: 1,
      call: (machine, _, args, newTarget) => make(machine, kind, args, newTarget),
      links: { prototype: `${kind}.prototype` },
      ...(parent === undefined ? {} : { proto: parent }),
    },
    [`${kind}.prototype`]: {
      links: { constructor: kind },
      values: { name: kind, message: '' },
      ...(parent === undefined ? {} : { proto: `${parent}.prototype` }),
    },
  };
}

export function errorText(machine: Machine, error: JsObject): string {
  const name = machine.get(error, 'name');
  const message = machine.get(error, 'message');
  const title = name === undefined ? 'Error' : toText(machine, name);
  const words = message === undefined ? '' : toText(machine, message);
  if (title === '') return words;
  return words === '' ? title : `${title}: ${words}`;
}

const base = definitionsOf('Error', undefined);

export const errorDefinitions: Definitions = {
  ...base,
  Error: {
    ...base.Error,
    values: { stackTraceLimit: 10 },
    methods: {
      isError: (_, __, [value]) => value instanceof JsObject && value.kind === 'Error',
      captureStackTrace: (machine, _, [object, without]) => {
        if (object instanceof JsObject)
          object.put('stack', new DataSlot(stackHere(machine, errorText(machine, object), without), HIDDEN));
        return undefined;
      },
    },
  },
  'Error.prototype': {
    ...base['Error.prototype'],
    methods: {
      toString: (machine: Machine, self: Value) => (self instanceof JsObject ? errorText(machine, self) : ''),
    },
  },
  $stack: {
    methods: {
      get: (machine, self) => {
        const error = pendingIn(self);
        if (!(error?.inner instanceof PendingStack)) return undefined;
        const text = `${errorText(machine, error)}${error.inner.lines}`;
        change(error).inner = undefined;
        change(error.props).set('stack', new DataSlot(text, HIDDEN));
        return text;
      },
      set: (_, self, [value]) => {
        if (!(self instanceof JsObject)) return undefined;
        if (self.inner instanceof PendingStack) change(self).inner = undefined;
        self.put('stack', new DataSlot(value, HIDDEN));
        return undefined;
      },
    },
  },
  ...Object.assign({}, ...KINDS.map((kind) => definitionsOf(kind, 'Error'))),
  AggregateError: {
    constructs: true,
    proto: 'Error',
    call: (machine, _, [errors, message], newTarget) => {
      const made = make(machine, 'AggregateError', [message], newTarget);
      change(made.props).set(
        'errors',
        new DataSlot(errors instanceof JsArray ? errors : machine.realm.array([]), HIDDEN),
      );
      return made;
    },
    links: { prototype: 'AggregateError.prototype' },
  },
  'AggregateError.prototype': {
    proto: 'Error.prototype',
    links: { constructor: 'AggregateError' },
    values: { name: 'AggregateError', message: '' },
  },
};
