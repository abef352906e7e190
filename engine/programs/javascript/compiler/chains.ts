import type {
  CallExpression,
  ChainExpression,
  Expression,
  MemberExpression,
  NewExpression,
  SpreadElement,
  Super,
} from 'acorn';
import type { Instruction } from '../code.ts';
import { constant, pick } from '../operations/basic.ts';
import {
  bindThis,
  call,
  callSpread,
  construct,
  constructSpread,
  constructSuper,
} from '../operations/calls.ts';
import { jumpIfMissing } from '../operations/control.ts';
import {
  getComputed,
  getComputedKeeping,
  getNamed,
  getNamedKeeping,
  getPrivate,
  getSuper,
} from '../operations/members.ts';
import type { Compiler } from './compiler.ts';
import { elements } from './elements.ts';

/** The jumps to the end of the optional chain that is being compiled. */
type Chain = Instruction[];
const chains = new WeakMap<Compiler, Chain[]>();

function currentChain(c: Compiler): Chain {
  return chains.get(c)?.at(-1) ?? [];
}

export function chain(c: Compiler, { expression }: ChainExpression): void {
  const open = chains.get(c) ?? [];
  chains.set(c, open);
  const own: Chain = [];
  open.push(own);
  c.expression(expression);
  open.pop();
  c.land(...own);
}

function optionalJump(c: Compiler, optional: boolean, below: number): void {
  if (optional) currentChain(c).push(c.emit(jumpIfMissing, { m: below }));
}

export function member(c: Compiler, node: MemberExpression): void {
  if (node.object.type === 'Super') {
    c.loadVariable('this');
    superMember(c, node);
    return;
  }
  c.expression(node.object);
  optionalJump(c, node.optional, 0);
  property(c, node, false);
}

/** object → value, or object value */
function property(c: Compiler, node: MemberExpression, keeping: boolean): void {
  const { property: name } = node;
  if (name.type === 'PrivateIdentifier') {
    c.at = name.start;
    c.emit(getPrivate, { s: name.name, n: keeping ? 1 : 0 });
  } else if (node.computed) {
    c.expression(name);
    c.at = name.start;
    c.emit(keeping ? getComputedKeeping : getComputed);
  } else if (name.type === 'Identifier') {
    c.at = name.start;
    c.emit(keeping ? getNamedKeeping : getNamed, { s: name.name });
  }
}

/** this → value */
function superMember(c: Compiler, node: MemberExpression): void {
  c.loadVariable('%callee');
  if (node.computed && node.property.type !== 'PrivateIdentifier') {
    c.expression(node.property);
    c.emit(getSuper, { n: 1 });
  } else if (node.property.type === 'Identifier') c.emit(getSuper, { s: node.property.name });
}

/** → self callee */
export function callee(c: Compiler, node: Expression | Super): void {
  if (node.type === 'MemberExpression') {
    if (node.object.type === 'Super') {
      c.loadVariable('this');
      c.loadVariable('this');
      superMember(c, node);
    } else {
      c.expression(node.object);
      optionalJump(c, node.optional, 0);
      property(c, node, true);
    }
    return;
  }
  if (node.type === 'Super') return;
  if (node.type === 'ChainExpression' && node.expression.type === 'MemberExpression') {
    // (a?.b)(): with its object, as without the parentheses.
    callee(c, node.expression);
    return;
  }
  c.emit(constant);
  c.expression(node);
}

export function callExpression(c: Compiler, node: CallExpression): void {
  if (node.callee.type === 'Super') {
    superCall(c, node.arguments);
    return;
  }
  callee(c, node.callee);
  optionalJump(c, node.optional, 1);
  const spread = values(c, node.arguments);
  c.at = callPosition(node.callee);
  const s = described(c, node.callee);
  if (spread) c.emit(callSpread, { s });
  else c.emit(call, { n: node.arguments.length, s });
}

/** @returns whether they are one array now */
function values(c: Compiler, nodes: readonly (Expression | SpreadElement)[]): boolean {
  if (nodes.some(({ type }) => type === 'SpreadElement')) {
    elements(c, nodes);
    return true;
  }
  for (const node of nodes) if (node.type !== 'SpreadElement') c.expression(node);
  return false;
}

/** Where a stack trace says that a call is. */
function callPosition(node: Expression | Super): number {
  return node.type === 'MemberExpression' ? node.property.start : node.start;
}

/** A callee as messages name it. */
function described(c: Compiler, expression: Expression | Super): string {
  switch (expression.type) {
    case 'Identifier':
      return expression.name;
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression': {
      const object = described(c, expression.object);
      if (expression.property.type === 'PrivateIdentifier') return `${object}.#${expression.property.name}`;
      if (!expression.computed && expression.property.type === 'Identifier')
        return `${object}.${expression.property.name}`;
      return expression.property.type === 'Literal'
        ? `${object}[${c.text(expression.property)}]`
        : `${object}[${described(c, expression.property)}]`;
    }
    case 'CallExpression':
      return `${described(c, expression.callee)}(...)`;
    case 'ChainExpression':
      return described(c, expression.expression);
    case 'Literal':
      return c.text(expression);
    default:
      return '(intermediate value)';
  }
}

export function newExpression(c: Compiler, node: NewExpression): void {
  c.expression(node.callee);
  const spread = values(c, node.arguments);
  c.at = node.start;
  const s = described(c, node.callee);
  if (spread) c.emit(constructSpread, { s });
  else c.emit(construct, { n: node.arguments.length, s });
}

function superCall(c: Compiler, args: readonly (Expression | SpreadElement)[]): void {
  const at = c.at;
  c.loadVariable('%callee');
  c.emit(pick);
  c.loadVariable('new.target');
  elements(c, args);
  c.at = at;
  c.emit(constructSuper);
  const self = c.scope.find('this');
  if (self !== undefined) c.emit(bindThis, { n: self.hops, m: self.variable.slot });
}
