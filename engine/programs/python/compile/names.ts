import type { Block, Expression, ExpressionOf, Parameter, Pattern, Statement } from '../syntax/tree.ts';

/** Which names a block binds, and which it says belong elsewhere. */
export interface Bound {
  readonly local: Set<string>;
  readonly global: Set<string>;
  readonly nonlocal: Set<string>;
  yields: boolean;
  awaits: boolean;
}

/** A comprehension that waits in what is its own: all but the source of its first clause. */
export function awaits({ key, value, clauses }: ExpressionOf<'comprehension'>): boolean {
  const inner = clauses.flatMap(({ source, conditions }, index) =>
    index === 0 ? conditions : [source, ...conditions],
  );
  return boundIn([key, value, ...inner]).awaits;
}

const nothing = (): Bound => ({
  local: new Set(),
  global: new Set(),
  nonlocal: new Set(),
  yields: false,
  awaits: false,
});

export function boundNames(parameters: readonly Parameter[], body: Block): Bound {
  const bound = nothing();
  for (const { name } of parameters) bound.local.add(name);
  for (const statement of body) ofStatement(statement, bound);
  for (const name of [...bound.global, ...bound.nonlocal]) bound.local.delete(name);
  return bound;
}

/** What an expression on its own binds: a lambda's body, a comprehension. */
export function boundIn(expressions: readonly (Expression | undefined)[]): Bound {
  const bound = nothing();
  for (const each of expressions) ofExpression(each, bound);
  return bound;
}

export function targetNames(target: Expression, names: Set<string>): void {
  if (target.kind === 'name') names.add(target.name);
  else if (target.kind === 'tuple' || target.kind === 'list')
    for (const item of target.items) targetNames(item, names);
  else if (target.kind === 'starred') targetNames(target.value, names);
}

function ofStatement(statement: Statement, bound: Bound): void {
  const block = (body: Block) => {
    for (const each of body) ofStatement(each, bound);
  };
  const expression = (...each: readonly (Expression | undefined)[]) => {
    for (const one of each) ofExpression(one, bound);
  };
  const target = (each: Expression) => {
    targetNames(each, bound.local);
    ofExpression(each, bound);
  };
  switch (statement.kind) {
    case 'expression':
    case 'return':
      expression(statement.value);
      return;
    case 'assign':
      for (const each of statement.targets) target(each);
      expression(statement.value);
      return;
    case 'augmented':
      target(statement.target);
      expression(statement.value);
      return;
    case 'annotated':
      target(statement.target);
      expression(statement.value);
      return;
    case 'delete':
      for (const each of statement.targets) target(each);
      return;
    case 'if':
    case 'while':
      expression(statement.test);
      block(statement.body);
      block(statement.otherwise);
      return;
    case 'for':
      target(statement.target);
      expression(statement.source);
      block(statement.body);
      block(statement.otherwise);
      return;
    case 'try':
      block(statement.body);
      for (const { type, name, body } of statement.handlers) {
        expression(type);
        if (name !== undefined) bound.local.add(name);
        block(body);
      }
      block(statement.otherwise);
      block(statement.final);
      return;
    case 'with':
      for (const item of statement.items) {
        expression(item.context);
        if (item.target !== undefined) target(item.target);
      }
      block(statement.body);
      return;
    case 'raise':
      expression(statement.error, statement.cause);
      return;
    case 'assert':
      expression(statement.test, statement.message);
      return;
    case 'import':
      for (const { name, as } of statement.names) bound.local.add(as ?? name.split('.')[0] ?? name);
      return;
    case 'from':
      for (const { name, as } of statement.names) bound.local.add(as ?? name);
      return;
    case 'global':
    case 'nonlocal':
      for (const name of statement.names) bound[statement.kind].add(name);
      return;
    case 'function':
    case 'class':
      bound.local.add(statement.name);
      expression(...statement.decorators);
      return;
    case 'match':
      expression(statement.subject);
      for (const { pattern, guard, body } of statement.cases) {
        ofPattern(pattern, bound.local);
        expression(guard);
        block(body);
      }
      return;
    default:
      return;
  }
}

function ofPattern(pattern: Pattern, names: Set<string>): void {
  switch (pattern.kind) {
    case 'capture':
      names.add(pattern.name);
      return;
    case 'star':
      if (pattern.name !== undefined) names.add(pattern.name);
      return;
    case 'as':
      names.add(pattern.name);
      ofPattern(pattern.pattern, names);
      return;
    case 'or':
      for (const each of pattern.options) ofPattern(each, names);
      return;
    case 'sequence':
      for (const each of pattern.items) ofPattern(each, names);
      return;
    case 'mapping':
      if (pattern.rest !== undefined) names.add(pattern.rest);
      for (const each of pattern.entries) ofPattern(each.pattern, names);
      return;
    case 'class':
      for (const each of pattern.positional) ofPattern(each, names);
      for (const each of pattern.named) ofPattern(each.pattern, names);
      return;
    default:
      return;
  }
}

/** Finds walruses (they bind) and yields in what isn't a function of its own. */
function ofExpression(expression: Expression | undefined, bound: Bound): void {
  if (expression === undefined) return;
  const all = (...each: readonly (Expression | undefined)[]) => {
    for (const one of each) ofExpression(one, bound);
  };
  switch (expression.kind) {
    case 'walrus':
      bound.local.add(expression.name);
      all(expression.value);
      return;
    case 'yield':
    case 'yield from':
      bound.yields = true;
      all(expression.value);
      return;
    case 'await':
      bound.awaits = true;
      all(expression.value);
      return;
    case 'starred':
      all(expression.value);
      return;
    case 'joined':
      for (const part of expression.parts) if (typeof part !== 'string') all(part.value);
      return;
    case 'tuple':
    case 'list':
    case 'set':
      all(...expression.items);
      return;
    case 'dict':
      for (const { key, value } of expression.entries) all(key, value);
      return;
    case 'binary':
      all(expression.left, expression.right);
      return;
    case 'unary':
      all(expression.operand);
      return;
    case 'boolean':
      all(...expression.values);
      return;
    case 'compare':
      all(expression.first);
      for (const { operand } of expression.rest) all(operand);
      return;
    case 'call':
      all(expression.function, ...expression.arguments);
      for (const { value } of expression.keywords) all(value);
      return;
    case 'attribute':
      all(expression.object);
      return;
    case 'subscript':
      all(expression.object, expression.index);
      return;
    case 'slice':
      all(expression.from, expression.to, expression.step);
      return;
    case 'conditional':
      all(expression.test, expression.yes, expression.no);
      return;
    case 'comprehension':
      // Its targets are its own, but a walrus in it binds outside.
      for (const { source, conditions, isAsync } of expression.clauses) {
        all(source, ...conditions);
        bound.awaits ||= isAsync;
      }
      all(expression.key, expression.value);
      return;
    default:
      return;
  }
}
