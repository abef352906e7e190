import type {
  Expression,
  MethodDefinition,
  ObjectPattern,
  Pattern,
  Property,
  PropertyDefinition,
} from 'acorn';
import { constant, duplicate, pick, pop, swap } from '../operations/basic.ts';
import { jump, jumpIfDefined } from '../operations/control.ts';
import { beginIteration, closeIteration, iterate, step, stepResult } from '../operations/iteration.ts';
import { getComputed, getNamed, setComputed, setNamed, setPrivate } from '../operations/members.ts';
import { append, newArray, requireObject, restProperties } from '../operations/objects.ts';
import { toKeyOperation } from '../operations/operators.ts';
import type { Compiler } from './compiler.ts';

/** What a pattern does with the variables in it: gives them their first value, or assigns. */
export type Binding = 'initialize' | 'assign';

/** Takes the value on top of the stack apart, and off the stack. */
export function bind(c: Compiler, pattern: Pattern, binding: Binding): void {
  c.at = pattern.start;
  switch (pattern.type) {
    case 'Identifier':
      if (binding === 'initialize') c.initializeVariable(pattern.name);
      else {
        c.storeVariable(pattern.name);
        c.emit(pop);
      }
      break;
    case 'MemberExpression':
      assignMember(c, pattern);
      break;
    case 'AssignmentPattern': {
      const given = c.emit(jumpIfDefined);
      named(c, pattern.right, pattern.left.type === 'Identifier' ? pattern.left.name : '');
      c.land(given);
      bind(c, pattern.left, binding);
      break;
    }
    case 'ObjectPattern':
      bindObject(c, pattern, binding);
      break;
    case 'ArrayPattern':
      bindArray(c, pattern.elements, binding);
      break;
    case 'RestElement':
      bind(c, pattern.argument, binding);
      break;
  }
}

/** An expression whose value takes the name of where it goes, if it is a function without one. */
export function named(c: Compiler, node: Expression, name: string): void {
  const anonymous =
    node.type === 'ArrowFunctionExpression' ||
    ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id);
  c.givenName = anonymous ? name : '';
  c.expression(node);
}

function assignMember(c: Compiler, node: Extract<Pattern, { type: 'MemberExpression' }>): void {
  if (node.object.type === 'Super') c.unsupported('assigning to super in a pattern', node);
  c.expression(node.object);
  if (node.property.type === 'PrivateIdentifier') {
    c.emit(swap);
    c.emit(setPrivate, { s: node.property.name });
  } else if (node.computed) {
    c.expression(node.property);
    // value object key → object key value
    c.emit(pick, { n: 2 });
    c.emit(setComputed);
    c.emit(pop);
  } else if (node.property.type === 'Identifier') {
    c.emit(swap);
    c.emit(setNamed, { s: node.property.name });
  }
  c.emit(pop);
}

/** The key of a property that isn't computed. */
export function literalKey(
  c: Compiler,
  { key, computed }: Pick<Property | PropertyDefinition | MethodDefinition, 'key' | 'computed'>,
): string | undefined {
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'Literal') return String(key.bigint ?? key.value);
  return c.text(key);
}

function bindObject(c: Compiler, pattern: ObjectPattern, binding: Binding): void {
  const [first] = pattern.properties;
  const name = first?.type === 'Property' ? (literalKey(c, first) ?? '') : '';
  c.emit(requireObject, { s: name });
  const rest = pattern.properties.find((property) => property.type === 'RestElement');
  if (rest !== undefined) {
    // Computed keys are kept, so that the rest leaves them out.
    c.emit(newArray);
    c.emit(swap);
  }
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') continue;
    const key = literalKey(c, property);
    c.emit(duplicate);
    if (key === undefined) {
      c.expression(property.key);
      c.emit(toKeyOperation);
    } else if (rest !== undefined) c.emit(constant, { v: key });
    if (rest !== undefined) {
      // keys source source key → the key is noted
      c.emit(pick, { n: 3 });
      c.emit(pick, { n: 1 });
      c.emit(append);
      c.emit(pop);
    }
    c.at = property.key.start;
    if (key !== undefined && rest === undefined) c.emit(getNamed, { s: key });
    else c.emit(getComputed);
    bind(c, property.value, binding);
  }
  if (rest === undefined) c.emit(pop);
  else {
    c.emit(swap);
    c.emit(restProperties);
    bind(c, rest.argument, binding);
  }
}

function bindArray(c: Compiler, elements: readonly (Pattern | null)[], binding: Binding): void {
  c.emit(iterate, { s: '' });
  c.emit(beginIteration);
  for (const element of elements) {
    if (element?.type === 'RestElement') {
      collect(c, 0);
      bind(c, element.argument, binding);
      continue;
    }
    const quick = c.emit(step);
    const slow = c.emit(stepResult);
    const given = c.emit(jump);
    c.land(quick, slow);
    c.emit(constant);
    c.land(given);
    if (element === null) c.emit(pop);
    else bind(c, element, binding);
  }
  c.emit(closeIteration);
}

/** iteration (with so many above it) → … array of what is left */
export function collect(c: Compiler, above: number): void {
  c.emit(newArray);
  const again = c.here;
  const quick = c.emit(step, { m: above + 1 });
  const slow = c.emit(stepResult, { m: above + 1 });
  c.emit(append);
  c.emit(jump, { n: again });
  c.land(quick, slow);
}
