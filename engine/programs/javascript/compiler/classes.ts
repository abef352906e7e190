import type { Class, Function as FunctionNode, MethodDefinition, PropertyDefinition } from 'acorn';
import type { FunctionCode } from '../code.ts';
import {
  constant,
  duplicate,
  enterScope,
  leaveScope,
  pop,
  restArguments,
  swap,
} from '../operations/basic.ts';
import { bindThis, closure, constructSuper } from '../operations/calls.ts';
import {
  defineAccessor,
  defineField,
  defineMethod,
  newClass,
  runStatic,
  setFields,
} from '../operations/objects.ts';
import { PRIVATE } from '../values/keys.ts';
import type { Compiler } from './compiler.ts';
import { functionBody, functionCode, inFunction } from './functions.ts';
import { literalKey, named } from './patterns.ts';
import { Scope } from './scope.ts';

function methodExpression(c: Compiler, node: FunctionNode): void {
  c.emit(closure, { n: functionCode(c, node, { name: '', role: 'method' }).index });
}

/** → class */
export function classExpression(c: Compiler, node: Class, givenName: string): void {
  const outer = c.scope;
  const name = node.id?.name;
  const scope = new Scope(outer, 'block', true);
  c.scope = scope;
  const enter = c.emit(enterScope, { n: 0 });
  if (name !== undefined) scope.declare(name, 'const');
  if (node.superClass) c.expression(node.superClass);
  c.at = node.start;
  c.emit(newClass, {
    n: constructorCode(c, node, name ?? givenName).index,
    m: node.superClass ? 1 : 0,
    s: name ?? givenName,
  });
  members(c, node);
  c.emit(pop);
  if (name !== undefined) {
    c.emit(duplicate);
    c.initializeVariable(name);
  }
  fields(c, node);
  statics(c, node);
  enter.n = scope.slots;
  c.emit(leaveScope);
  c.scope = outer;
}

function constructorCode(c: Compiler, node: Class, name: string): FunctionCode {
  const kind = node.superClass ? 'derived' : 'class';
  const found = node.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  if (found?.type === 'MethodDefinition') return functionCode(c, found.value, { name, kind });
  const described = { name, kind, start: node.start, end: node.end, strict: true } as const;
  return inFunction(c, described, new Scope(c.scope, 'function', true), () => {
    if (kind === 'derived') defaultSuperCall(c);
  });
}

/** constructor(...args) { super(...args); } */
function defaultSuperCall(c: Compiler): void {
  c.loadVariable('%callee');
  c.emit(duplicate);
  c.loadVariable('new.target');
  c.emit(restArguments);
  c.emit(constructSuper);
  const self = c.scope.find('this');
  if (self !== undefined) c.emit(bindThis, { n: self.hops, m: self.variable.slot });
  c.emit(pop);
}

function memberKey(c: Compiler, member: MethodDefinition | PropertyDefinition): void {
  if (member.key.type === 'PrivateIdentifier') c.emit(constant, { v: `${PRIVATE}${member.key.name}` });
  else {
    const key = literalKey(c, member);
    if (key === undefined && member.computed) c.expression(member.key);
    else c.emit(constant, { v: key });
  }
}

/** class prototype → the same, with its methods */
function members(c: Compiler, node: Class): void {
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' || member.kind === 'constructor') continue;
    c.at = member.start;
    if (member.static) c.emit(swap);
    memberKey(c, member);
    methodExpression(c, member.value);
    if (member.kind === 'method') c.emit(defineMethod);
    else c.emit(defineAccessor, { s: member.kind, n: 1 });
    if (member.static) c.emit(swap);
  }
}

function fieldName(c: Compiler, member: PropertyDefinition): string {
  return member.key.type === 'PrivateIdentifier' ? `#${member.key.name}` : (literalKey(c, member) ?? '');
}

/** In a function whose `this` is the object: sets its field. */
function setField(c: Compiler, member: PropertyDefinition): void {
  c.loadVariable('this');
  memberKey(c, member);
  if (member.value) named(c, member.value, fieldName(c, member));
  else c.emit(constant);
  c.emit(defineField);
  c.emit(pop);
}

function hiddenMethod(
  c: Compiler,
  name: string,
  node: { start: number; end: number },
  compile: () => void,
): void {
  const described = { name, kind: 'method', start: node.start, end: node.end, strict: true } as const;
  const { index } = inFunction(c, described, new Scope(c.scope, 'function', true), compile);
  c.emit(closure, { n: index });
}

/** class → class */
function fields(c: Compiler, node: Class): void {
  const own = node.body.body.filter((member) => member.type === 'PropertyDefinition' && !member.static);
  if (own.length === 0) return;
  hiddenMethod(c, '<instance_members_initializer>', node, () => {
    for (const member of own) if (member.type === 'PropertyDefinition') setField(c, member);
  });
  c.emit(setFields);
}

/** class → class */
function statics(c: Compiler, node: Class): void {
  for (const member of node.body.body) {
    if (member.type === 'PropertyDefinition' && member.static)
      hiddenMethod(c, '<static_initializer>', member, () => setField(c, member));
    else if (member.type === 'StaticBlock')
      hiddenMethod(c, '<static_initializer>', member, () => functionBody(c, member.body));
    else continue;
    c.emit(runStatic);
  }
}
