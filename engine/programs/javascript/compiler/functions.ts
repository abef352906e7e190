import type { ArrowFunctionExpression, Expression, Function as FunctionNode, Statement } from 'acorn';
import type { FunctionCode, FunctionKind } from '../code.ts';
import { argument, constant, empty, initialize, restArguments } from '../operations/basic.ts';
import { closure } from '../operations/calls.ts';
import { keepResult, returnFromDerived, returnResult } from '../operations/control.ts';
import type { Compiler } from './compiler.ts';
import { bind } from './patterns.ts';
import { boundNames, Scope, varNames } from './scope.ts';

interface Described {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly start: number;
  readonly end: number;
  readonly strict: boolean;
}

/** A function without instructions yet. */
export function newCode(
  unit: FunctionCode['unit'],
  parent: number,
  { name, kind, start, end, strict }: Described,
): FunctionCode {
  const code: FunctionCode = {
    unit,
    index: unit.functions.length,
    parent,
    name,
    inferred: '',
    kind,
    isAsync: kind.startsWith('async') && kind !== 'async generator',
    strict,
    arity: 0,
    instructions: [],
    slots: 0,
    directParameters: 0,
    thisSlot: -1,
    calleeSlot: -1,
    targetSlot: -1,
    argumentsSlot: -1,
    hasPrototype: kind === 'normal' || kind.endsWith('generator'),
    start,
    end,
  };
  unit.functions.push(code);
  return code;
}

/** Compiles something as a function of its own: what is around comes back afterwards. */
export function inFunction(
  c: Compiler,
  described: Described,
  scope: Scope,
  compile: () => void,
): FunctionCode {
  const { code: outer, scope: outerScope, enclosing, at } = c;
  const code = newCode(c.unit, outer.index, described);
  c.code = code;
  c.scope = scope;
  c.enclosing = [];
  compile();
  c.emit(constant);
  c.emit(keepResult);
  returning(c);
  finishCode(code, scope);
  c.code = outer;
  c.scope = outerScope;
  c.enclosing = enclosing;
  c.at = at;
  return code;
}

export function finishCode(code: FunctionCode, scope: Scope): void {
  code.slots = scope.slots;
  const slot = (name: string) => scope.variables.get(name)?.slot ?? -1;
  code.thisSlot = slot('this');
  code.calleeSlot = slot('%callee');
  code.targetSlot = slot('new.target');
  const known = scope.variables.get('arguments');
  code.argumentsSlot = known?.kind === 'hidden' ? known.slot : -1;
}

/** Leaves the function with the result that is kept. */
export function returning(c: Compiler): void {
  if (c.code.kind === 'derived') {
    c.emit(returnFromDerived);
    c.loadVariable('this');
    c.emit(keepResult);
  }
  c.emit(returnResult);
}

function kindOf(node: FunctionNode | ArrowFunctionExpression, role: 'function' | 'method'): FunctionKind {
  const arrow = node.type === 'ArrowFunctionExpression';
  if (node.generator) return node.async ? 'async generator' : 'generator';
  if (arrow) return node.async ? 'async arrow' : 'arrow';
  if (role === 'method') return node.async ? 'async method' : 'method';
  return node.async ? 'async' : 'normal';
}

function isStrict(c: Compiler, body: FunctionNode['body'] | Expression): boolean {
  if (c.code.strict || body.type !== 'BlockStatement') return c.code.strict;
  const [first] = body.body;
  return first?.type === 'ExpressionStatement' && first.directive === 'use strict';
}

export function functionCode(
  c: Compiler,
  node: FunctionNode | ArrowFunctionExpression,
  {
    name = node.id?.name ?? '',
    role = 'function',
    kind,
  }: { name?: string; role?: 'function' | 'method'; kind?: FunctionKind } = {},
): FunctionCode {
  const scope = new Scope(c.scope, node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function', true);
  const described = {
    name,
    kind: kind ?? kindOf(node, role),
    start: node.start,
    end: node.end,
    strict: isStrict(c, node.body),
  };
  return inFunction(c, described, scope, () => {
    parameters(c, node);
    if (node.type === 'FunctionExpression' && node.id) selfName(c, node.id.name);
    if (node.body.type === 'BlockStatement') {
      functionBody(c, node.body.body);
      return;
    }
    c.expression(node.body);
    c.emit(keepResult);
    returning(c);
  });
}

/** A function expression knows itself by its name, unless something else has it. */
function selfName(c: Compiler, name: string): void {
  if (c.scope.variables.has(name)) return;
  c.scope.declare(name, 'function');
  c.loadVariable('%callee');
  c.initializeVariable(name);
}

function parameters(c: Compiler, node: FunctionNode | ArrowFunctionExpression): void {
  const { params } = node;
  const withDefault = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  c.code.arity = withDefault < 0 ? params.length : withDefault;
  const simple = params.every(({ type }) => type === 'Identifier');
  const names = params.flatMap(boundNames);
  for (const name of names) c.scope.declare(name, 'parameter');
  if (simple && new Set(names).size === names.length) {
    c.code.directParameters = params.length;
    return;
  }
  for (const [index, param] of params.entries()) {
    c.at = param.start;
    if (param.type === 'RestElement') c.emit(restArguments, { n: index });
    else c.emit(argument, { n: index });
    bind(c, param, 'initialize');
  }
}

/** Declares what the body declares, makes its functions, and compiles it. */
export function functionBody(c: Compiler, body: readonly Statement[]): void {
  hoist(c, body);
  for (const statement of body) c.statement(statement);
}

export function hoist(c: Compiler, body: readonly Statement[]): void {
  for (const name of varNames(body, c.code.strict)) c.scope.declare(name, 'var');
  declareLexical(c, body);
  makeFunctions(c, body);
}

/** let, const, class and functions of a block; those that may be asked for too early are marked. */
export function declareLexical(c: Compiler, body: readonly Statement[]): void {
  const marked: string[] = [];
  for (const statement of body) {
    if (statement.type === 'FunctionDeclaration') c.scope.declare(statement.id.name, 'function');
    else if (statement.type === 'ClassDeclaration') {
      c.scope.declare(statement.id.name, 'class');
      marked.push(statement.id.name);
    } else if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') {
      const kind = statement.kind === 'const' ? 'const' : 'let';
      for (const { id } of statement.declarations)
        for (const name of boundNames(id)) {
          c.scope.declare(name, kind);
          marked.push(name);
        }
    }
  }
  // An environment of its own begins with all of them marked.
  if (c.scope.own && c.scope.kind === 'block') return;
  for (const name of marked) {
    const found = c.scope.find(name);
    if (found !== undefined) c.emit(empty, { n: found.hops, m: found.variable.slot });
  }
}

export function makeFunctions(c: Compiler, body: readonly Statement[]): void {
  for (const statement of body) {
    if (statement.type !== 'FunctionDeclaration') continue;
    c.emit(closure, { n: functionCode(c, statement).index });
    c.initializeVariable(statement.id.name);
    if (c.scope.kind === 'block' && !c.code.strict) leak(c, statement.id.name);
  }
}

/** Sloppy code sees a function of a block around it, once the block has begun. */
function leak(c: Compiler, name: string): void {
  const around = c.scope.function.variables.get(name);
  if (around?.kind !== 'var') return;
  c.loadVariable(name);
  let hops = 0;
  for (let at: Scope | undefined = c.scope; at !== undefined && at.kind === 'block'; at = at.parent)
    if (at.own) hops++;
  c.emit(initialize, { n: hops, m: around.slot });
}

export function functionExpression(c: Compiler, node: FunctionNode | ArrowFunctionExpression): void {
  const given = c.takeName();
  const inferred = c.inferredName;
  c.inferredName = '';
  const code = functionCode(c, node, { name: node.id?.name ?? given });
  code.inferred = inferred;
  c.at = node.start;
  c.emit(closure, { n: code.index });
}
