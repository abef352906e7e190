import { type Expression, type ModuleDeclaration, type Options, parse, type Statement } from 'acorn';
import type { Unit, UnitKind } from '../code.ts';
import { constant } from '../operations/basic.ts';
import { keepResult, yieldIt } from '../operations/control.ts';
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
  importedNames,
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
      if (node.name === 'undefined') c.emit(constant);
      else c.loadVariable(node.name);
      return;
    case 'Literal':
      literal(c, node);
      return;
    case 'ThisExpression':
      c.loadVariable('this');
      return;
    case 'TemplateLiteral':
      template(c, node);
      return;
    case 'TaggedTemplateExpression':
      taggedTemplate(c, node);
      return;
    case 'ArrayExpression':
      arrayLiteral(c, node.elements);
      return;
    case 'ObjectExpression':
      objectLiteral(c, node);
      return;
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      functionExpression(c, node);
      return;
    case 'ClassExpression':
      classExpression(c, node, c.takeName());
      return;
    case 'UnaryExpression':
      unary(c, node);
      return;
    case 'UpdateExpression':
      update(c, node);
      return;
    case 'BinaryExpression':
      binaryExpression(c, node);
      return;
    case 'LogicalExpression':
      logical(c, node);
      return;
    case 'ConditionalExpression':
      conditional(c, node);
      return;
    case 'AssignmentExpression':
      assignment(c, node);
      return;
    case 'SequenceExpression':
      sequence(c, node);
      return;
    case 'MemberExpression':
      member(c, node);
      return;
    case 'ChainExpression':
      chain(c, node);
      return;
    case 'CallExpression':
      callExpression(c, node);
      return;
    case 'NewExpression':
      newExpression(c, node);
      return;
    case 'AwaitExpression':
      c.expression(node.argument);
      c.at = node.start;
      c.emitAwait();
      return;
    case 'YieldExpression':
      yieldExpression(c, node);
      return;
    case 'ImportExpression':
      dynamicImport(c, node);
      return;
    case 'MetaProperty':
      if (node.meta.name === 'new') c.loadVariable('new.target');
      else importMeta(c);
      return;
    case 'ParenthesizedExpression':
      c.expression(node.expression);
      return;
  }
}

function yieldExpression(c: Compiler, node: Expression & { type: 'YieldExpression' }): void {
  if (node.delegate) {
    yieldAll(c, node);
    return;
  }
  if (node.argument) c.expression(node.argument);
  else c.emit(constant);
  if (c.code.kind === 'async generator') c.emitAwait();
  c.emit(yieldIt);
}

function statement(c: Compiler, node: Statement | ModuleDeclaration): void {
  switch (node.type) {
    case 'ExpressionStatement':
      expressionStatement(c, node);
      return;
    case 'BlockStatement':
      block(c, node);
      return;
    case 'VariableDeclaration':
      variables(c, node);
      return;
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'ImportDeclaration':
      return;
    case 'ClassDeclaration':
      classDeclaration(c, node);
      return;
    case 'IfStatement':
      ifStatement(c, node);
      return;
    case 'ForStatement':
      forStatement(c, node);
      return;
    case 'ForInStatement':
      forIn(c, node);
      return;
    case 'ForOfStatement':
      forOf(c, node);
      return;
    case 'WhileStatement':
      whileStatement(c, node);
      return;
    case 'DoWhileStatement':
      doWhile(c, node);
      return;
    case 'SwitchStatement':
      switchStatement(c, node);
      return;
    case 'TryStatement':
      tryStatement(c, node);
      return;
    case 'ThrowStatement':
      throwStatement(c, node);
      return;
    case 'ReturnStatement':
      returnStatement(c, node.argument);
      return;
    case 'BreakStatement':
      breakOrContinue(c, 'break', node.label?.name);
      return;
    case 'ContinueStatement':
      breakOrContinue(c, 'continue', node.label?.name);
      return;
    case 'LabeledStatement':
      labeled(c, node);
      return;
    case 'WithStatement':
      c.unsupported('with', node);
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      exportDeclaration(c, node);
      return;
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
  const unit: Unit = {
    file,
    text,
    kind,
    functions: [],
    imports: importsOf(program.body),
    importedNames: importedNames(program.body),
  };
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
