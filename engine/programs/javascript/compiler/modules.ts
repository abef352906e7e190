import type {
  AnonymousClassDeclaration,
  AnonymousFunctionDeclaration,
  ClassDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Expression,
  FunctionDeclaration,
  Identifier,
  ImportExpression,
  Literal,
  ModuleDeclaration,
  Statement,
  YieldExpression,
} from 'acorn';
import type { ImportedName } from '../code.ts';
import { constant, pop, swap } from '../operations/basic.ts';
import { closure, nameFunction } from '../operations/calls.ts';
import { enterTry, jump, keepResult, leaveTry, throwIt, yieldIt } from '../operations/control.ts';
import {
  beginIteration,
  closeIteration,
  delegate,
  delegateResult,
  iterate,
} from '../operations/iteration.ts';
import { exportAll, importIt, metaObject } from '../operations/modules.ts';
import { defineAccessor } from '../operations/objects.ts';
import { classExpression } from './classes.ts';
import type { Compiler } from './compiler.ts';
import { functionCode, inFunction, returning } from './functions.ts';
import { boundNames, Scope } from './scope.ts';

type Body = readonly (Statement | ModuleDeclaration)[];

function sourceOf(node: Statement | ModuleDeclaration): string | undefined {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration')
    return String(node.source.value);
  return node.type === 'ExportNamedDeclaration' && node.source ? String(node.source.value) : undefined;
}

/** The modules that a module names, in their order. */
export function importsOf(body: Body): string[] {
  return [...new Set(body.flatMap((node) => sourceOf(node) ?? []))];
}

/** The names that must be there in other modules. */
export function importedNames(body: Body): ImportedName[] {
  return body.flatMap((node) => {
    const source = sourceOf(node);
    if (source === undefined) return [];
    if (node.type === 'ImportDeclaration')
      return node.specifiers.flatMap((each) => {
        if (each.type === 'ImportSpecifier')
          return [{ source, name: nameOf(each.imported), at: each.imported.start }];
        return each.type === 'ImportDefaultSpecifier' ? [{ source, name: 'default', at: each.start }] : [];
      });
    if (node.type !== 'ExportNamedDeclaration') return [];
    return node.specifiers.map(({ local }) => ({ source, name: nameOf(local), at: local.start }));
  });
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** The function of a module gets its own namespace, and those of the modules it imports. */
export function importBindings(c: Compiler, body: Body): void {
  const { scope, unit } = c;
  scope.declare('%namespace', 'parameter');
  for (const index of unit.imports.keys()) scope.declare(`%import${index}`, 'parameter');
  c.code.directParameters = 1 + unit.imports.length;
  const slotOf = (source: string) => 1 + unit.imports.indexOf(source);
  for (const node of body) {
    if (node.type !== 'ImportDeclaration') continue;
    const slot = slotOf(String(node.source.value));
    for (const specifier of node.specifiers) {
      const imported =
        specifier.type === 'ImportNamespaceSpecifier'
          ? '*'
          : specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : nameOf(specifier.imported);
      scope.declareImport(specifier.local.name, slot, imported);
    }
  }
  for (const node of body) exportGetters(c, node, slotOf);
}

/** Each export is a getter, so that who imports it sees what becomes of it. */
function exportGetters(c: Compiler, node: Body[number], slotOf: (source: string) => number): void {
  if (node.type === 'ExportDefaultDeclaration') {
    const { declaration } = node;
    const local = isNamed(declaration) ? declaration.id.name : '*default*';
    if (local === '*default*') c.scope.declare(local, 'let');
    exportGetter(c, 'default', local);
    return;
  }
  if (node.type !== 'ExportNamedDeclaration') return;
  for (const name of declaredNames(node)) exportGetter(c, name, name);
  for (const { local, exported } of node.specifiers) {
    let name = nameOf(local);
    if (node.source) {
      const alias = `%${nameOf(exported)}`;
      c.scope.declareImport(alias, slotOf(String(node.source.value)), name);
      name = alias;
    }
    exportGetter(c, nameOf(exported), name);
  }
}

function declaredNames({ declaration }: ExportNamedDeclaration): string[] {
  if (!declaration) return [];
  if (declaration.type !== 'VariableDeclaration') return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => boundNames(id));
}

function exportGetter(c: Compiler, exported: string, local: string): void {
  c.loadVariable('%namespace');
  c.emit(constant, { v: exported });
  const described = { name: exported, kind: 'arrow', start: 0, end: 0, strict: true } as const;
  const { index } = inFunction(c, described, new Scope(c.scope, 'arrow', true), () => {
    // The variable is found when the whole module is compiled: it may be declared further down.
    pending(c, local);
  });
  c.emit(closure, { n: index });
  c.emit(defineAccessor, { s: 'get' });
  c.emit(pop);
}

function pending(c: Compiler, local: string): void {
  if (c.scope.find(local) === undefined) c.scope.function.parent?.function.declare(local, 'let');
  c.loadVariable(local);
  c.emit(keepResult);
  returning(c);
}

export function isNamed(
  node:
    | Expression
    | AnonymousFunctionDeclaration
    | FunctionDeclaration
    | AnonymousClassDeclaration
    | ClassDeclaration,
): node is FunctionDeclaration | ClassDeclaration {
  return (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && Boolean(node.id);
}

export function exportDeclaration(c: Compiler, node: ModuleDeclaration & { type: `Export${string}` }): void {
  if (node.type === 'ExportNamedDeclaration') {
    if (node.declaration) c.statement(node.declaration);
  } else if (node.type === 'ExportAllDeclaration') {
    c.loadVariable('%namespace');
    c.loadVariable(`%import${c.unit.imports.indexOf(String(node.source.value))}`);
    c.emit(exportAll, { s: node.exported ? nameOf(node.exported) : '' });
  } else exportDefault(c, node);
}

function exportDefault(c: Compiler, { declaration }: ExportDefaultDeclaration): void {
  if (isNamed(declaration)) {
    c.statement(declaration);
    return;
  }
  if (declaration.type === 'FunctionDeclaration')
    c.emit(closure, { n: functionCode(c, declaration, { name: 'default' }).index });
  else if (declaration.type === 'ClassDeclaration') classExpression(c, declaration, 'default');
  else {
    c.expression(declaration);
    c.emit(nameFunction, { s: 'default' });
  }
  c.initializeVariable('*default*');
}

export function dynamicImport(c: Compiler, node: ImportExpression): void {
  c.expression(node.source);
  c.emit(importIt);
}

export function importMeta(c: Compiler): void {
  c.emit(metaObject);
}

export function yieldAll(c: Compiler, { argument }: YieldExpression): void {
  if (!argument) return;
  const isAsync = c.code.kind === 'async generator';
  c.expression(argument);
  c.emit(iterate, { s: c.text(argument), n: isAsync ? 1 : 0 });
  c.emit(beginIteration);
  const guard = c.emit(enterTry);
  // What the generator is given, its delegate gets.
  c.emit(constant);
  const again = c.here;
  const quick = c.emit(delegate);
  if (isAsync) c.emitAwait();
  const slow = c.emit(delegateResult);
  c.emit(yieldIt);
  c.emit(jump, { n: again });
  c.land(guard);
  c.emit(swap);
  c.emit(closeIteration);
  c.emit(throwIt);
  c.land(quick, slow);
  // iteration value → value
  c.emit(leaveTry);
  c.emit(swap);
  c.emit(pop);
}
