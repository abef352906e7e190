import type { AssignmentExpression, Expression, MemberExpression, Pattern, UpdateExpression } from 'acorn';
import type { Instruction, Operation } from '../code.ts';
import { duplicate, pop, sink, swap } from '../operations/basic.ts';
import { jump, jumpKeepingFalse, jumpKeepingTrue, jumpKeepingValue } from '../operations/control.ts';
import {
  getBothKeeping,
  getNamedKeeping,
  getPrivate,
  setComputed,
  setNamed,
  setPrivate,
} from '../operations/members.ts';
import { binary, step, toKeyOperation, toNumericOperation } from '../operations/operators.ts';
import type { Compiler } from './compiler.ts';
import { bind, named } from './patterns.ts';

/** A place that can be assigned to, with what it needs of the stack. */
interface Place {
  /** Values that wait on the stack: the object, the key. */
  readonly below: number;
  /** Puts its value on top. */
  load(): void;
  /** Assigns what is on top; only that is left. */
  store(): void;
}

function place(c: Compiler, node: Pattern | Expression): Place {
  if (node.type === 'Identifier') {
    const { name } = node;
    return { below: 0, load: () => c.loadVariable(name), store: () => c.storeVariable(name) };
  }
  if (node.type === 'MemberExpression') return memberPlace(c, node);
  return c.unsupported('this kind of assignment', node);
}

function memberPlace(c: Compiler, node: MemberExpression): Place {
  if (node.object.type === 'Super') c.unsupported('assigning to super', node);
  c.expression(node.object);
  const { property } = node;
  if (property.type === 'PrivateIdentifier') {
    const { name } = property;
    return simple(c, property.start, [getPrivate, { s: name, n: 1 }], [setPrivate, { s: name }]);
  }
  if (!node.computed && property.type === 'Identifier') {
    const operands = { s: property.name };
    return simple(c, property.start, [getNamedKeeping, operands], [setNamed, operands]);
  }
  c.expression(property);
  return {
    below: 2,
    load: () => {
      c.at = property.start;
      c.emit(toKeyOperation);
      c.emit(getBothKeeping);
    },
    store: () => {
      c.at = property.start;
      c.emit(setComputed);
    },
  };
}

type Emitted = readonly [Operation, { readonly s: string; readonly n?: number }];

function simple(c: Compiler, at: number, load: Emitted, store: Emitted): Place {
  const emit = ([operation, operands]: Emitted) => {
    c.at = at;
    c.emit(operation, operands);
  };
  return { below: 1, load: () => emit(load), store: () => emit(store) };
}

const LOGICAL: Readonly<Record<string, Operation>> = {
  '&&=': jumpKeepingFalse,
  '||=': jumpKeepingTrue,
  '??=': jumpKeepingValue,
};

export function assignment(c: Compiler, node: AssignmentExpression): void {
  const { left, right, operator } = node;
  if (operator === '=') {
    if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') {
      c.expression(right);
      c.emit(duplicate);
      bind(c, left, 'assign');
      return;
    }
    const to = place(c, left);
    const isFunction = right.type === 'FunctionExpression' || right.type === 'ArrowFunctionExpression';
    c.inferredName =
      isFunction && left.type === 'MemberExpression' ? c.text(left).replace('.prototype.', '.') : '';
    named(c, right, left.type === 'Identifier' ? left.name : '');
    c.at = left.type === 'Identifier' ? Math.max(left.end, c.unit.text.indexOf('=', left.end)) : left.start;
    to.store();
    return;
  }
  const to = place(c, left);
  to.load();
  const conditional = LOGICAL[operator];
  if (conditional !== undefined) {
    const decided = c.emit(conditional);
    named(c, right, left.type === 'Identifier' ? left.name : '');
    to.store();
    finish(c, decided, to.below);
    return;
  }
  c.expression(right);
  c.at = node.start;
  const operation = binary[operator.slice(0, -1)];
  if (operation === undefined) c.unsupported(`the operator ${operator}`, node);
  c.emit(operation);
  to.store();
}

/** Where it was decided not to assign, what waited on the stack goes from under the value. */
function finish(c: Compiler, decided: Instruction, below: number): void {
  if (below === 0) {
    c.land(decided);
    return;
  }
  const end = c.emit(jump);
  c.land(decided);
  for (let left = below; left > 0; left--) {
    c.emit(swap);
    c.emit(pop);
  }
  c.land(end);
}

/** `++` and `--` */
export function update(c: Compiler, { argument, prefix, operator }: UpdateExpression): void {
  const to = place(c, argument);
  to.load();
  c.emit(toNumericOperation);
  if (!prefix) {
    c.emit(duplicate);
    c.emit(sink, { n: to.below + 1 });
  }
  c.emit(step, { n: operator === '++' ? 1 : -1 });
  to.store();
  if (!prefix) c.emit(pop);
}
