import { ELLIPSIS, tuple, type Value } from '../machine/values.ts';
import type { Expression } from '../syntax/tree.ts';
import type { CodeScope } from './scope.ts';

/**
 * What pytest wants to know of an `assert` of a test: the values of the parts of its expression. They are kept in
 * hidden variables, and a template says what they are the values of, as tuples that begin with a kind:
 * `value slot`, `name slot name`, `call slot function arguments`, `attribute slot object name`,
 * `binary slot left operator right`, `unary slot operator operand`, `boolean slot operator values`,
 * `compare slot operators operands`. An argument is a pair of what stands before it, and its value.
 */
export interface Recorded {
  readonly template: Value;
  /** Parts of the expression → the variable that takes the value. */
  readonly slots: ReadonlyMap<Expression, number>;
}

/** What stands for the value of a part that wasn't looked at. */
export const UNSEEN: Value = ELLIPSIS;

export function recordedAssert(test: Expression, scope: CodeScope): Recorded {
  const slots = new Map<Expression, number>();
  const slotOf = (part: Expression) => {
    const slot = scope.slots.length;
    scope.slots.push(`.assert${slots.size}`);
    slots.set(part, slot);
    return slots.size - 1;
  };
  return { template: templateOf(test, slotOf), slots };
}

function templateOf(part: Expression, slotOf: (part: Expression) => number): Value {
  const of = (inner: Expression) => templateOf(inner, slotOf);
  const node = (...items: readonly Value[]) => tuple([part.kind, slotOf(part), ...items]);
  switch (part.kind) {
    case 'name':
      return node(part.name);
    case 'call': {
      const positional = part.arguments.map((each) =>
        each.kind === 'starred' ? tuple(['*', of(each.value)]) : tuple(['', of(each)]),
      );
      const keywords = part.keywords.map(({ name, value }) =>
        tuple([name === undefined ? '**' : `${name}=`, of(value)]),
      );
      return node(of(part.function), tuple([...positional, ...keywords]));
    }
    case 'attribute':
      return node(of(part.object), part.name);
    case 'binary':
      return node(of(part.left), part.operator, of(part.right));
    case 'unary':
      return node(part.operator, of(part.operand));
    case 'boolean':
      return node(part.operator, tuple(part.values.map(of)));
    case 'compare':
      return node(
        tuple(part.rest.map(({ operator }) => operator)),
        tuple([part.first, ...part.rest.map(({ operand }) => operand)].map(of)),
      );
    default:
      return tuple(['value', slotOf(part)]);
  }
}
