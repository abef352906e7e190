import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  Literal,
  LogicalExpression,
  ObjectExpression,
  PrivateIdentifier,
  SequenceExpression,
  TaggedTemplateExpression,
  TemplateLiteral,
  UnaryExpression,
} from 'acorn';
import { constant, pop } from '../operations/basic.ts';
import { callSpread, closure } from '../operations/calls.ts';
import {
  jump,
  jumpIfFalse,
  jumpKeepingFalse,
  jumpKeepingTrue,
  jumpKeepingValue,
} from '../operations/control.ts';
import { deleteComputed } from '../operations/members.ts';
import {
  append,
  copyProperties,
  defineAccessor,
  defineComputed,
  defineNamed,
  newArray,
  newObject,
  newPattern,
  setPrototype,
  templateObject,
} from '../operations/objects.ts';
import {
  binary,
  hasPrivate,
  invert,
  join,
  negate,
  not,
  toKeyOperation,
  toNumberOperation,
  typeofOperation,
} from '../operations/operators.ts';
import { callee } from './chains.ts';
import type { Compiler } from './compiler.ts';
import { elements } from './elements.ts';
import { functionCode } from './functions.ts';
import { literalKey, named } from './patterns.ts';

export function literal(c: Compiler, node: Literal): void {
  if (node.regex) c.emit(newPattern, { s: node.regex.pattern, v: node.regex.flags });
  else if (node.bigint !== undefined && node.bigint !== null) c.emit(constant, { v: BigInt(node.bigint) });
  else if (typeof node.value !== 'object') c.emit(constant, { v: node.value });
  else c.emit(constant, { v: null });
}

export function template(c: Compiler, { quasis, expressions }: TemplateLiteral): void {
  let count = 0;
  for (const [index, quasi] of quasis.entries()) {
    if (quasi.value.cooked !== '' || index === 0) {
      c.emit(constant, { v: quasi.value.cooked ?? '' });
      count++;
    }
    const inner = expressions[index];
    if (inner === undefined) continue;
    c.expression(inner);
    count++;
  }
  c.emit(join, { n: count });
}

export function taggedTemplate(c: Compiler, { tag, quasi }: TaggedTemplateExpression): void {
  callee(c, tag);
  for (const { value } of quasi.quasis) c.emit(constant, { v: value.cooked ?? undefined });
  c.emit(newArray, { n: quasi.quasis.length });
  for (const { value } of quasi.quasis) c.emit(constant, { v: value.raw });
  c.emit(newArray, { n: quasi.quasis.length });
  c.emit(templateObject);
  c.emit(newArray, { n: 1 });
  for (const inner of quasi.expressions) {
    c.expression(inner);
    c.emit(append);
  }
  c.emit(callSpread, { s: c.text(tag) });
}

export function arrayLiteral(c: Compiler, nodes: Parameters<typeof elements>[1]): void {
  const plain = nodes.flatMap((node) => (node === null || node.type === 'SpreadElement' ? [] : [node]));
  if (nodes.length > 0 && plain.length === nodes.length) {
    for (const node of plain) c.expression(node);
    c.emit(newArray, { n: nodes.length });
  } else elements(c, nodes);
}

export function objectLiteral(c: Compiler, { properties }: ObjectExpression): void {
  c.emit(newObject);
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      c.expression(property.argument);
      c.emit(copyProperties);
      continue;
    }
    const key = literalKey(c, property);
    if (property.kind !== 'init') {
      if (key === undefined) c.expression(property.key);
      else c.emit(constant, { v: key });
      method(c, property.value, key ?? '');
      c.emit(defineAccessor, { s: property.kind });
    } else if (key === '__proto__' && !property.shorthand && !property.method) {
      c.expression(property.value);
      c.emit(setPrototype);
    } else if (key === undefined) {
      c.expression(property.key);
      c.emit(toKeyOperation);
      if (property.method) method(c, property.value, '');
      else c.expression(property.value);
      c.emit(defineComputed);
    } else if (property.method) {
      method(c, property.value, key);
      c.emit(defineNamed, { s: key });
    } else {
      named(c, property.value, key);
      c.emit(defineNamed, { s: key });
    }
  }
}

function method(c: Compiler, node: Expression, name: string): void {
  if (node.type === 'FunctionExpression')
    c.emit(closure, { n: functionCode(c, node, { name, role: 'method' }).index });
}

export function unary(c: Compiler, node: UnaryExpression): void {
  const { operator, argument } = node;
  if (operator === 'delete') {
    remove(c, argument);
    return;
  }
  if (operator === 'typeof' && argument.type === 'Identifier') c.loadVariable(argument.name, true);
  else c.expression(argument);
  c.at = node.start;
  if (operator === 'void') {
    c.emit(pop);
    c.emit(constant);
  } else c.emit(UNARY[operator]);
}

const UNARY = {
  '!': not,
  '-': negate,
  '+': toNumberOperation,
  '~': invert,
  typeof: typeofOperation,
} as const;

function remove(c: Compiler, node: Expression): void {
  if (node.type === 'ChainExpression') c.unsupported('delete with ?.', node);
  if (node.type !== 'MemberExpression' || node.object.type === 'Super') {
    c.expression(node);
    c.emit(pop);
    c.emit(constant, { v: true });
    return;
  }
  c.expression(node.object);
  if (node.computed && node.property.type !== 'PrivateIdentifier') c.expression(node.property);
  else if (node.property.type === 'Identifier') c.emit(constant, { v: node.property.name });
  c.emit(deleteComputed);
}

export function binaryExpression(c: Compiler, node: BinaryExpression): void {
  if (node.left.type === 'PrivateIdentifier') {
    c.expression(node.right);
    c.emit(hasPrivate, { s: privateName(node.left) });
    return;
  }
  c.expression(node.left);
  c.expression(node.right);
  c.at = Math.max(node.left.end, c.unit.text.indexOf(node.operator, node.left.end));
  const operation = binary[node.operator];
  if (operation === undefined) c.unsupported(`the operator ${node.operator}`, node);
  c.emit(operation);
}

function privateName({ name }: PrivateIdentifier): string {
  return name;
}

const LOGICAL = { '&&': jumpKeepingFalse, '||': jumpKeepingTrue, '??': jumpKeepingValue } as const;

export function logical(c: Compiler, { left, right, operator }: LogicalExpression): void {
  c.expression(left);
  const decided = c.emit(LOGICAL[operator]);
  c.expression(right);
  c.land(decided);
}

export function conditional(c: Compiler, { test, consequent, alternate }: ConditionalExpression): void {
  c.expression(test);
  const otherwise = c.emit(jumpIfFalse);
  c.expression(consequent);
  const end = c.emit(jump);
  c.land(otherwise);
  c.expression(alternate);
  c.land(end);
}

export function sequence(c: Compiler, { expressions }: SequenceExpression): void {
  for (const [index, each] of expressions.entries()) {
    if (index > 0) c.emit(pop);
    c.expression(each);
  }
}
