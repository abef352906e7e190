import type {
  BlockStatement,
  ClassDeclaration,
  ExpressionStatement,
  IfStatement,
  LabeledStatement,
  Statement,
  SwitchStatement,
  ThrowStatement,
  TryStatement,
  VariableDeclaration,
} from 'acorn';
import type { Instruction } from '../code.ts';
import { constant, enterScope, leaveScope, pop } from '../operations/basic.ts';
import {
  catchIt,
  endSubroutine,
  enterTry,
  jump,
  jumpIfCase,
  jumpIfFalse,
  keepResult,
  leaveTry,
  subroutine,
  throwIt,
} from '../operations/control.ts';
import { closeIteration } from '../operations/iteration.ts';
import { classExpression } from './classes.ts';
import type { Compiler, Enclosing } from './compiler.ts';
import { declareLexical, makeFunctions, returning } from './functions.ts';
import { bind, named } from './patterns.ts';
import { boundNames, makesFunctions, Scope } from './scope.ts';

export function expressionStatement(c: Compiler, node: ExpressionStatement): void {
  c.expression(node.expression);
  // What a script ends with is its value: for -p and the prompt.
  const isTop = c.unit.kind === 'script' && c.code.index === 0;
  c.emit(isTop ? keepResult : pop);
}

/** Compiles something in a block scope; it has an environment of its own only if functions are made in it. */
function inScope(c: Compiler, node: object, body: readonly Statement[], compile: () => void): void {
  const outer = c.scope;
  const declares = body.some(({ type }) => type.endsWith('Declaration'));
  const own = declares && makesFunctions(node);
  const scope = new Scope(outer, 'block', own);
  c.scope = scope;
  const enter = own ? c.emit(enterScope) : undefined;
  const run = () => {
    declareLexical(c, body);
    makeFunctions(c, body);
    compile();
  };
  if (own) c.within({ kind: 'scope' }, run);
  else run();
  if (enter !== undefined) {
    enter.n = scope.slots;
    c.emit(leaveScope);
  }
  c.scope = outer;
}

export function block(c: Compiler, node: BlockStatement): void {
  inScope(c, node, node.body, () => {
    for (const statement of node.body) c.statement(statement);
  });
}

export function variables(c: Compiler, { declarations, kind }: VariableDeclaration): void {
  for (const { id, init } of declarations) {
    c.at = id.start;
    if (!init) {
      if (kind === 'var') continue;
      c.emit(constant);
    } else named(c, init, id.type === 'Identifier' ? id.name : '');
    bind(c, id, 'initialize');
  }
}

export function classDeclaration(c: Compiler, node: ClassDeclaration): void {
  classExpression(c, node, '');
  c.initializeVariable(node.id.name);
}

export function ifStatement(c: Compiler, { test, consequent, alternate }: IfStatement): void {
  c.expression(test);
  const otherwise = c.emit(jumpIfFalse);
  c.statement(consequent);
  if (!alternate) {
    c.land(otherwise);
    return;
  }
  const end = c.emit(jump);
  c.land(otherwise);
  c.statement(alternate);
  c.land(end);
}

export function labeled(c: Compiler, { label, body }: LabeledStatement): void {
  const isLoop = /^(?:For|While|DoWhile|Labeled)/.test(body.type);
  c.labels.push(label.name);
  if (isLoop) {
    c.statement(body);
    return;
  }
  const entry: Enclosing = { kind: 'block', labels: takeLabels(c), breaks: [], continues: [] };
  c.within(entry, () => c.statement(body));
  c.land(...entry.breaks);
}

export function takeLabels(c: Compiler): string[] {
  const { labels } = c;
  c.labels = [];
  return labels;
}

/** Undoes what lies between here and the entry with that index. */
function leaveTo(c: Compiler, index: number): void {
  const { enclosing } = c;
  for (let at = enclosing.length - 1; at >= index; at--) {
    const entry = enclosing[at];
    if (entry === undefined) continue;
    // What runs on the way out stands outside of what was left already.
    c.enclosing = enclosing.slice(0, at);
    leave(c, entry);
  }
  c.enclosing = enclosing;
}

function leave(c: Compiler, entry: Enclosing): void {
  switch (entry.kind) {
    case 'scope':
      c.emit(leaveScope);
      break;
    case 'iteration':
      c.emit(closeIteration);
      break;
    case 'values':
      for (let left = entry.count; left > 0; left--) c.emit(pop);
      break;
    case 'try':
      c.emit(leaveTry);
      break;
    case 'finally':
      c.emit(leaveTry);
      entry.calls.push(c.emit(subroutine));
      break;
    default:
      break;
  }
}

export function breakOrContinue(c: Compiler, type: 'break' | 'continue', label: string | undefined): void {
  for (let index = c.enclosing.length - 1; index >= 0; index--) {
    const entry = c.enclosing[index];
    if (entry === undefined || !('labels' in entry)) continue;
    const fits =
      label === undefined
        ? entry.kind === 'loop' || (entry.kind === 'switch' && type === 'break')
        : entry.labels.includes(label);
    if (!fits) continue;
    leaveTo(c, index + 1);
    (type === 'break' ? entry.breaks : entry.continues).push(c.emit(jump));
    return;
  }
}

export function returnStatement(
  c: Compiler,
  argument: (Statement & { type: 'ReturnStatement' })['argument'],
): void {
  if (argument) c.expression(argument);
  else c.emit(constant);
  if (c.code.kind === 'async generator') c.emitAwait();
  c.emit(keepResult);
  leaveTo(c, 0);
  returning(c);
}

export function throwStatement(c: Compiler, node: ThrowStatement): void {
  c.expression(node.argument);
  c.at = node.start;
  c.emit(throwIt);
}

export function switchStatement(c: Compiler, node: SwitchStatement): void {
  c.expression(node.discriminant);
  const entry: Enclosing = { kind: 'switch', labels: takeLabels(c), breaks: [], continues: [] };
  const statements = node.cases.flatMap(({ consequent }) => consequent);
  // The value stays on the stack until a case is found.
  c.within(entry, () =>
    inScope(c, node, statements, () => {
      const jumps: (Instruction | undefined)[] = node.cases.map(({ test }) => {
        if (!test) return undefined;
        c.expression(test);
        return c.emit(jumpIfCase);
      });
      c.emit(pop);
      const none = c.emit(jump);
      let hasDefault = false;
      for (const [index, { test, consequent }] of node.cases.entries()) {
        const found = jumps[index];
        if (found !== undefined) c.land(found);
        if (!test) {
          hasDefault = true;
          c.land(none);
        }
        for (const statement of consequent) c.statement(statement);
      }
      if (!hasDefault) c.land(none);
    }),
  );
  c.land(...entry.breaks);
}

export function tryStatement(c: Compiler, node: TryStatement): void {
  if (!node.finalizer) {
    tryCatch(c, node);
    return;
  }
  const { finalizer } = node;
  const entry: Enclosing = { kind: 'finally', calls: [] };
  const handler = c.emit(enterTry);
  c.within(entry, () => (node.handler ? tryCatch(c, node) : c.statement(node.block)));
  c.emit(leaveTry);
  entry.calls.push(c.emit(subroutine));
  const end = c.emit(jump);
  c.land(handler);
  // The exception stays on the stack below the place to come back to.
  entry.calls.push(c.emit(subroutine));
  c.emit(throwIt);
  c.land(...entry.calls);
  // While it runs: the place to come back to, and what may be below it.
  c.within({ kind: 'values', count: 1 }, () => c.statement(finalizer));
  c.emit(endSubroutine);
  c.land(end);
}

function tryCatch(c: Compiler, { block: body, handler }: TryStatement): void {
  const guard = c.emit(enterTry);
  c.within({ kind: 'try' }, () => c.statement(body));
  c.emit(leaveTry);
  const end = c.emit(jump);
  c.land(guard);
  if (handler) {
    c.emit(catchIt);
    catchClause(c, handler);
  }
  c.land(end);
}

function catchClause(c: Compiler, { param, body }: NonNullable<TryStatement['handler']>): void {
  if (!param) {
    c.emit(pop);
    c.statement(body);
    return;
  }
  const outer = c.scope;
  const own = makesFunctions(body);
  const scope = new Scope(outer, 'block', own);
  c.scope = scope;
  const enter = own ? c.emit(enterScope) : undefined;
  for (const name of boundNames(param)) scope.declare(name, 'let');
  bind(c, param, 'initialize');
  if (own) c.within({ kind: 'scope' }, () => c.statement(body));
  else c.statement(body);
  if (enter !== undefined) {
    enter.n = scope.slots;
    c.emit(leaveScope);
  }
  c.scope = outer;
}
