import { native } from '../machine/values.ts';
import { parse } from '../syntax/parser.ts';
import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type { Block, Expression, Span, Statement, StatementOf } from '../syntax/tree.ts';
import { BlockCompiler } from './blocks.ts';
import type { Code } from './code.ts';
import { boundNames } from './names.ts';
import { recordedAssert, UNSEEN } from './recorded-asserts.ts';
import { CodeScope } from './scope.ts';

/**
 * Compiles a module.
 * @param options interactive: it is a line of a dialogue, and shows values of expressions; tests: its asserts tell
 *   pytest what the parts of their expressions were
 * @throws PythonSyntaxError
 */
export function compile(
  source: string,
  file: string,
  options: { hidden?: boolean; interactive?: boolean; expression?: boolean; tests?: boolean } = {},
): Code {
  const body = parse(source);
  return new Compiler(file, source, options.hidden === true, body).module(body, options);
}

class Compiler extends BlockCompiler {
  #interactive = false;
  #tests = false;
  /** After `from __future__ import annotations`. */
  #annotationsAreTexts = false;

  constructor(file: string, source: string, hidden: boolean, body: Block) {
    super(file, source, hidden, boundNames([], body));
  }

  module(
    body: Block,
    {
      interactive = false,
      expression = false,
      tests = false,
    }: { interactive?: boolean; expression?: boolean; tests?: boolean },
  ): Code {
    this.#interactive = interactive;
    this.#tests = tests;
    const { scope } = this;
    const [only] = body;
    if (expression) {
      if (only?.kind !== 'expression' || body.length > 1)
        throw new PythonSyntaxError('invalid syntax', only?.at ?? scope.at);
      this.expression(only.value);
    } else {
      this.block(body);
      scope.emit('constant');
    }
    scope.emit('return');
    return this.finish(scope, { document: documentOf(body) });
  }

  protected override statement(statement: Statement): void {
    this.inSpan(statement.at, () => this.#statement(statement));
  }

  #statement(statement: Statement): void {
    const { scope } = this;
    switch (statement.kind) {
      case 'expression':
        if (statement.value.kind === 'constant' && !this.#interactive) return;
        this.expression(statement.value);
        return void scope.emit(this.#interactive && scope.kind === 'module' ? 'print expression' : 'pop');
      case 'assign':
        this.expression(statement.value);
        for (const [index, target] of statement.targets.entries()) {
          if (index < statement.targets.length - 1) scope.emit('copy', { n: 0 });
          this.assign(target);
        }
        return;
      case 'augmented':
        this.#augmented(statement);
        return;
      case 'annotated':
        this.#annotated(statement);
        return;
      case 'return':
        this.#return(statement);
        return;
      case 'delete':
        for (const target of statement.targets) this.#delete(target);
        return;
      case 'pass':
        return;
      case 'break':
      case 'continue':
        this.leaveLoop(statement.kind);
        return;
      case 'raise':
        if (statement.error !== undefined) this.expression(statement.error);
        if (statement.cause !== undefined) this.expression(statement.cause);
        return void scope.emit('raise', { n: (statement.error ? 1 : 0) + (statement.cause ? 1 : 0) });
      case 'assert':
        this.#assert(statement);
        return;
      case 'global':
      case 'nonlocal':
        this.#declared(statement);
        return;
      default:
        this.#compound(statement);
        return;
    }
  }

  #compound(statement: Statement): void {
    switch (statement.kind) {
      case 'if':
        this.if(statement);
        return;
      case 'while':
        this.while(statement);
        return;
      case 'for':
        this.for(statement);
        return;
      case 'try':
        this.try(statement);
        return;
      case 'with':
        this.with(statement, statement.items);
        return;
      case 'match':
        this.match(statement);
        return;
      case 'import':
        this.#import(statement);
        return;
      case 'from':
        this.#from(statement);
        return;
      case 'function':
        this.#function(statement);
        return;
      case 'class':
        this.#class(statement);
        return;
      default:
        throw new Error(`no code for ${statement.kind}`);
    }
  }

  #augmented({ target, operator, value }: StatementOf<'augmented'>): void {
    const { scope } = this;
    if (target.kind === 'attribute') {
      this.expression(target.object);
      scope.emit('copy', { n: 0 });
      const name = this.mangled(target.name);
      scope.emit('load attribute', { name });
      this.expression(value);
      scope.emit('in place', { name: operator });
      scope.emit('swap', { n: 1 });
      scope.emit('store attribute', { name });
    } else if (target.kind === 'subscript') {
      this.expression(target.object);
      this.expression(target.index);
      scope.emit('copy', { n: 1 });
      scope.emit('copy', { n: 1 });
      scope.emit('load item');
      this.expression(value);
      scope.emit('in place', { name: operator });
      scope.emit('swap', { n: 2 });
      scope.emit('store item');
    } else {
      this.expression(target);
      this.expression(value);
      scope.emit('in place', { name: operator });
      this.assign(target);
    }
  }

  #annotated({ target, annotation, value }: StatementOf<'annotated'>): void {
    const { scope } = this;
    if (value !== undefined) {
      this.expression(value);
      this.assign(target);
    }
    if (scope.hasSlots || target.kind !== 'name') return;
    this.#hint(annotation);
    scope.emit('annotate', { name: target.name });
  }

  #return({ value }: StatementOf<'return'>): void {
    const { scope } = this;
    if (!scope.hasSlots) throw new PythonSyntaxError("'return' outside function", scope.at);
    if (value === undefined) scope.emit('constant');
    else this.expression(value);
    this.unwindAll();
    scope.emit('return');
  }

  #delete(target: import('../syntax/tree.ts').Expression): void {
    const { scope } = this;
    switch (target.kind) {
      case 'name':
        this.access('delete', target.name);
        return;
      case 'attribute':
        this.expression(target.object);
        return void scope.emit('delete attribute', { name: this.mangled(target.name) });
      case 'subscript':
        this.expression(target.object);
        this.expression(target.index);
        return void scope.emit('delete item');
      case 'tuple':
      case 'list':
        for (const item of target.items) this.#delete(item);
        return;
      default:
        return;
    }
  }

  #assert({ test, message }: StatementOf<'assert'>): void {
    const { scope } = this;
    if (this.#tests && scope.kind === 'function') {
      this.#assertOfTest(test, message);
      return;
    }
    this.expression(test);
    const fine = scope.emit('jump if true');
    if (message !== undefined) this.expression(message);
    this.inSpan(test.at, () => scope.emit('assertion', { n: message === undefined ? 0 : 1 }));
    scope.land(fine);
  }

  #assertOfTest(test: Expression, message: Expression | undefined): void {
    const { scope } = this;
    const { template, slots } = recordedAssert(test, scope);
    for (const slot of slots.values()) {
      scope.emit('constant', { value: UNSEEN });
      scope.emit('store local', { n: slot });
    }
    this.recording(slots, () => this.expression(test));
    const fine = scope.emit('jump if true');
    this.inSpan(test.at, () => {
      scope.emit('constant', { value: native('pytest_explain') });
      scope.emit('constant', { value: template });
      for (const slot of slots.values()) scope.emit('load local', { n: slot });
      scope.emit('build tuple', { n: slots.size });
    });
    if (message !== undefined) this.expression(message);
    this.inSpan(test.at, () => {
      scope.emit('call', { n: message === undefined ? 2 : 3 });
      scope.emit('assertion', { n: 1 });
    });
    scope.land(fine);
  }

  #declared({ kind, names, at }: StatementOf<'global' | 'nonlocal'>): void {
    if (kind === 'nonlocal' && !this.scope.hasSlots && this.scope.kind === 'module') {
      throw new PythonSyntaxError('nonlocal declaration not allowed at module level', at);
    }
    if (kind === 'nonlocal') for (const name of names) this.scope.place(name);
  }

  #import({ names }: StatementOf<'import'>): void {
    const { scope } = this;
    for (const { name, as } of names) {
      scope.emit('import', { name, m: as === undefined ? 0 : 1 });
      this.access('store', as ?? name.split('.')[0] ?? name);
    }
  }

  #from({ module, level, names }: StatementOf<'from'>): void {
    const { scope } = this;
    if (module === '__future__') {
      if (names.some(({ name }) => name === 'annotations')) this.#annotationsAreTexts = true;
      return;
    }
    scope.emit('import', { name: module, n: level, m: 1, names: names.map(({ name }) => name) });
    if (names.length === 0) return void scope.emit('import all');
    for (const { name, as } of names) {
      scope.emit('import from', { name });
      this.access('store', as ?? name);
    }
    scope.emit('pop');
  }

  #function(statement: StatementOf<'function'>): void {
    const { name, parameters, body, decorators, isAsync, returns, at } = statement;
    for (const decorator of decorators) this.expression(decorator);
    const bound = boundNames(parameters, body);
    const scope = new CodeScope('function', name, this.scope, bound);
    scope.isAsync = isAsync;
    this.within(scope, () => {
      scope.at = at;
      this.block(body);
      scope.emit('constant');
      scope.emit('return');
    });
    const line = decorators[0]?.at.line ?? at.line;
    this.function(scope, parameters, { isAsync, document: documentOf(body), line });
    for (const { name: parameter, annotation } of parameters) {
      if (annotation !== undefined) this.#annotation(annotation, parameter);
    }
    if (returns !== undefined) this.#annotation(returns, 'return');
    this.#decorate(decorators);
    this.access('store', name);
  }

  /** Of the function on the stack. */
  #annotation(annotation: Expression, name: string): void {
    if (this.unit.hidden) return;
    this.#hint(annotation);
    this.scope.emit('annotate', { name, n: 1 });
  }

  #hint(annotation: Expression): void {
    if (this.#annotationsAreTexts)
      this.scope.emit('constant', { value: textAt(this.unit.source, annotation.at) });
    else this.expression(annotation);
  }

  #decorate(decorators: readonly Expression[]): void {
    for (const decorator of decorators.toReversed()) {
      this.inSpan(decorator.at, () => this.scope.emit('call', { n: 1 }));
    }
  }

  #class(statement: StatementOf<'class'>): void {
    const { name, bases, keywords, body, decorators } = statement;
    for (const decorator of decorators) this.expression(decorator);
    this.listOf(bases);
    this.scope.emit('build dict', { n: 0 });
    for (const keyword of keywords) {
      if (keyword.name !== undefined) this.scope.emit('constant', { value: keyword.name });
      this.expression(keyword.value);
      if (keyword.name === undefined) this.scope.emit('merge dict', { m: 1 });
      else this.scope.emit('add to dict', { n: 2 });
    }
    const scope = new CodeScope('class', name, this.scope, boundNames([], body));
    this.within(scope, () => {
      this.block(body);
      scope.emit('constant');
      scope.emit('return');
    });
    const code = this.finish(scope, { document: documentOf(body), line: statement.at.line });
    this.scope.emit('make class', { code, name });
    this.#decorate(decorators);
    this.access('store', name);
  }
}

/** The source of an expression, in one line. */
function textAt(source: string, { line, column, endLine, endColumn }: Span): string {
  const lines = source.split('\n').slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((each, index) => each.slice(index === 0 ? column : 0, index === last ? endColumn : undefined).trim())
    .join(' ')
    .replace(/^(["'])(.*)\1$/, "'$2'");
}

function documentOf([first]: Block): string | undefined {
  if (first?.kind !== 'expression' || first.value.kind !== 'constant') return undefined;
  return typeof first.value.value === 'string' ? first.value.value : undefined;
}
