import { type Expression, type ModuleDeclaration, type Options, parse, type Statement } from 'acorn';
import type { Unit, UnitKind } from '../code.ts';
import { constant } from '../operations/basic.ts';
import { awaitIt, keepResult, yieldIt } from '../operations/control.ts';
import { assignment, update } from './assignments.ts';
import { callExpression, chain, member, newExpression } from './chains.ts';
import { classExpression } from './classes.ts';
import { Compiler } from './compiler.ts';
import {
  arrayLiteral,
  binaryExpression,
  conditional,
  literal,
  logical,
  objectLiteral,
  sequence,
  taggedTemplate,
  template,
  unary,
} from './expressions.ts';
import { finishCode, functionExpression, hoist, newCode, returning } from './functions.ts';
import { doWhile, forIn, forOf, forStatement, whileStatement } from './loops.ts';
import {
  dynamicImport,
  exportDeclaration,
  importBindings,
  importMeta,
  importsOf,
  isNamed,
  yieldAll,
} from './modules.ts';
import { Scope } from './scope.ts';
import {
  block,
  breakOrContinue,
  classDeclaration,
  expressionStatement,
  ifStatement,
  labeled,
  returnStatement,
  switchStatement,
  throwStatement,
  tryStatement,
  variables,
} from './statements.ts';

function expression(c: Compiler, node: Expression): void {
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined' ? void c.emit(constant) : c.loadVariable(node.name);
    case 'Literal':
      return literal(c, node);
    case 'ThisExpression':
      return c.loadVariable('this');
    case 'TemplateLiteral':
      return template(c, node);
    case 'TaggedTemplateExpression':
      return taggedTemplate(c, node);
    case 'ArrayExpression':
      return arrayLiteral(c, node.elements);
    case 'ObjectExpression':
      return objectLiteral(c, node);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return functionExpression(c, node);
    case 'ClassExpression':
      return classExpression(c, node, c.takeName());
    case 'UnaryExpression':
      return unary(c, node);
    case 'UpdateExpression':
      return update(c, node);
    case 'BinaryExpression':
      return binaryExpression(c, node);
    case 'LogicalExpression':
      return logical(c, node);
    case 'ConditionalExpression':
      return conditional(c, node);
    case 'AssignmentExpression':
      return assignment(c, node);
    case 'SequenceExpression':
      return sequence(c, node);
    case 'MemberExpression':
      return member(c, node);
    case 'ChainExpression':
      return chain(c, node);
    case 'CallExpression':
      return callExpression(c, node);
    case 'NewExpression':
      return newExpression(c, node);
    case 'AwaitExpression':
      c.expression(node.argument);
      return void c.emit(awaitIt);
    case 'YieldExpression':
      return yieldExpression(c, node);
    case 'ImportExpression':
      return dynamicImport(c, node);
    case 'MetaProperty':
      return node.meta.name === 'new' ? c.loadVariable('new.target') : importMeta(c);
    case 'ParenthesizedExpression':
      return c.expression(node.expression);
  }
}

function yieldExpression(c: Compiler, node: Expression & { type: 'YieldExpression' }): void {
  if (node.delegate) {
    yieldAll(c, node);
    return;
  }
  if (node.argument) c.expression(node.argument);
  else c.emit(constant);
  c.emit(yieldIt);
}

function statement(c: Compiler, node: Statement | ModuleDeclaration): void {
  switch (node.type) {
    case 'ExpressionStatement':
      return expressionStatement(c, node);
    case 'BlockStatement':
      return block(c, node);
    case 'VariableDeclaration':
      return variables(c, node);
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'ImportDeclaration':
      return;
    case 'ClassDeclaration':
      return classDeclaration(c, node);
    case 'IfStatement':
      return ifStatement(c, node);
    case 'ForStatement':
      return forStatement(c, node);
    case 'ForInStatement':
      return forIn(c, node);
    case 'ForOfStatement':
      return forOf(c, node);
    case 'WhileStatement':
      return whileStatement(c, node);
    case 'DoWhileStatement':
      return doWhile(c, node);
    case 'SwitchStatement':
      return switchStatement(c, node);
    case 'TryStatement':
      return tryStatement(c, node);
    case 'ThrowStatement':
      return throwStatement(c, node);
    case 'ReturnStatement':
      return returnStatement(c, node.argument);
    case 'BreakStatement':
      return breakOrContinue(c, 'break', node.label?.name);
    case 'ContinueStatement':
      return breakOrContinue(c, 'continue', node.label?.name);
    case 'LabeledStatement':
      return labeled(c, node);
    case 'WithStatement':
      return c.unsupported('with', node);
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      return exportDeclaration(c, node);
  }
}

/** The parameters of a CommonJS module's function. */
const COMMONJS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Compiles a source text. The first function of the unit is the whole of it.
 * @throws SyntaxError of the parser, with a position, or Unsupported
 */
export function compile(file: string, text: string, kind: UnitKind): Unit {
  const options: Options = {
    ecmaVersion: 2024,
    sourceType: kind === 'module' ? 'module' : 'script',
    allowReturnOutsideFunction: kind === 'commonjs' || kind === 'library',
    allowAwaitOutsideFunction: kind === 'module',
    allowHashBang: true,
  };
  const program = parse(text, options);
  const unit: Unit = { file, text, kind, functions: [], imports: importsOf(program.body) };
  const [first] = program.body;
  const strict =
    kind === 'module' || (first?.type === 'ExpressionStatement' && first.directive === 'use strict');
  const code = newCode(unit, -1, {
    name: '',
    kind: kind === 'module' ? 'async' : 'normal',
    start: 0,
    end: text.length,
    strict,
  });
  const scope = new Scope(undefined, 'function', true);
  const c = new Compiler(unit, { expression, statement }, code, scope);
  if (kind === 'module') importBindings(c, program.body);
  if (kind === 'commonjs' || kind === 'library') {
    for (const name of COMMONJS) scope.declare(name, 'parameter');
    code.directParameters = COMMONJS.length;
  }
  topLevel(c, program.body);
  if (kind !== 'script') {
    c.emit(constant);
    c.emit(keepResult);
  }
  returning(c);
  finishCode(code, scope);
  return unit;
}

function topLevel(c: Compiler, body: readonly (Statement | ModuleDeclaration)[]): void {
  hoist(
    c,
    body.flatMap((node) => declarationIn(node) ?? []),
  );
  for (const node of body) c.statement(node);
}

/** What is declared at the top of a module, also by an export. */
function declarationIn(node: Statement | ModuleDeclaration): Statement | undefined {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return node.declaration ?? undefined;
    case 'ExportDefaultDeclaration':
      return isNamed(node.declaration) ? node.declaration : undefined;
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return undefined;
    default:
      return node;
  }
}
