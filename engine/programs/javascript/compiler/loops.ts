import type {
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Statement,
  VariableDeclaration,
  WhileStatement,
} from 'acorn';
import { enterScope, leaveScope, pop, renewScope } from '../operations/basic.ts';
import { jump, jumpIfFalse, jumpIfTrue } from '../operations/control.ts';
import {
  beginIteration,
  closeIteration,
  iterate,
  iterateNames,
  step,
  stepResult,
} from '../operations/iteration.ts';
import type { Compiler, Enclosing } from './compiler.ts';
import { bind } from './patterns.ts';
import { boundNames, makesFunctions, Scope } from './scope.ts';
import { takeLabels } from './statements.ts';

function loop(c: Compiler): Extract<Enclosing, { kind: 'loop' | 'switch' | 'block' }> {
  return { kind: 'loop', labels: takeLabels(c), breaks: [], continues: [] };
}

export function whileStatement(c: Compiler, { test, body }: WhileStatement): void {
  const entry = loop(c);
  const again = c.here;
  c.expression(test);
  const end = c.emit(jumpIfFalse);
  c.within(entry, () => c.statement(body));
  for (const each of entry.continues) each.n = again;
  c.emit(jump, { n: again });
  c.land(end, ...entry.breaks);
}

export function doWhile(c: Compiler, { test, body }: DoWhileStatement): void {
  const entry = loop(c);
  const again = c.here;
  c.within(entry, () => c.statement(body));
  c.land(...entry.continues);
  c.expression(test);
  c.emit(jumpIfTrue, { n: again });
  c.land(...entry.breaks);
}

export function forStatement(c: Compiler, node: ForStatement): void {
  const { init, test, update, body } = node;
  const entry = loop(c);
  const declares = init?.type === 'VariableDeclaration' && init.kind !== 'var' ? init : undefined;
  inLoopScope(c, node, declares, true, (own) => {
    if (init?.type === 'VariableDeclaration') c.statement(init);
    else if (init) {
      c.expression(init);
      c.emit(pop);
    }
    const again = c.here;
    if (test) c.expression(test);
    const end = test ? c.emit(jumpIfFalse) : undefined;
    c.within(entry, () => c.statement(body));
    c.land(...entry.continues);
    if (own) c.emit(renewScope);
    if (update) {
      c.expression(update);
      c.emit(pop);
    }
    c.emit(jump, { n: again });
    if (end !== undefined) c.land(end);
    c.land(...entry.breaks);
  });
}

/** The scope of what the head of a loop declares: with an environment of its own if functions may keep it. */
function inLoopScope(
  c: Compiler,
  node: Statement,
  declares: VariableDeclaration | undefined,
  around: boolean,
  compile: (own: boolean) => void,
): void {
  if (declares === undefined) {
    compile(false);
    return;
  }
  const outer = c.scope;
  const own = makesFunctions(node);
  const scope = new Scope(outer, 'block', own);
  c.scope = scope;
  const enter = own ? c.emit(enterScope) : undefined;
  for (const { id } of declares.declarations)
    for (const name of boundNames(id)) scope.declare(name, declares.kind === 'const' ? 'const' : 'let');
  if (own) c.within({ kind: 'scope' }, () => compile(own));
  else compile(own);
  if (enter !== undefined) {
    enter.n = scope.slots;
    if (around) c.emit(leaveScope);
  }
  c.scope = outer;
}

export function forIn(c: Compiler, node: ForInStatement): void {
  c.expression(node.right);
  c.emit(iterateNames);
  each(c, node, false);
}

export function forOf(c: Compiler, node: ForOfStatement): void {
  c.expression(node.right);
  c.emit(iterate, { s: c.text(node.right), n: node.await ? 1 : 0 });
  c.emit(beginIteration);
  each(c, node, node.await);
}

/** iteration → (nothing): goes through it */
function each(c: Compiler, node: ForInStatement | ForOfStatement, awaits: boolean): void {
  const { left, body } = node;
  const entry = loop(c);
  const declares = left.type === 'VariableDeclaration' && left.kind !== 'var' ? left : undefined;
  c.within({ kind: 'iteration' }, () => {
    const again = c.here;
    c.at = node.right.start;
    const quick = c.emit(step);
    if (awaits) c.emitAwait();
    const slow = c.emit(stepResult);
    if (awaits) c.emitAwait();
    inLoopScope(c, node, declares, false, (own) => {
      if (left.type === 'VariableDeclaration') {
        const [declaration] = left.declarations;
        if (declaration !== undefined) bind(c, declaration.id, 'initialize');
      } else bind(c, left, 'assign');
      c.within(entry, () => c.statement(body));
      // Both ways out of the body come here with the scope of this time round.
      c.land(...entry.continues);
      if (own) c.emit(leaveScope);
      c.emit(jump, { n: again });
      c.land(...entry.breaks);
      if (own) c.emit(leaveScope);
    });
    const out = c.emit(jump);
    // At the end there is nothing to close, but the iteration is still there.
    c.land(quick, slow);
    c.land(out);
  });
  c.emit(closeIteration);
}
