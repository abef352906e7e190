import { PythonSyntaxError } from './syntax-error.ts';
import type { Expression } from './tree.ts';

const WHAT: Readonly<Partial<Record<Expression['kind'], string>>> = {
  call: 'function call',
  constant: 'literal',
  bytes: 'literal',
  joined: 'f-string expression',
  binary: 'expression',
  unary: 'expression',
  boolean: 'expression',
  compare: 'comparison',
  lambda: 'lambda',
  conditional: 'conditional expression',
  comprehension: 'comprehension',
  dict: 'dict literal',
  set: 'set display',
  yield: 'yield expression',
  'yield from': 'yield expression',
  await: 'await expression',
  walrus: 'named expression',
  ellipsis: 'ellipsis',
};

/** @throws PythonSyntaxError where nothing can be assigned to it */
export function checkTarget(
  target: Expression,
  how: 'plain' | 'augmented' | 'annotated' | 'loop',
  inside = false,
): void {
  switch (target.kind) {
    case 'name':
    case 'attribute':
    case 'subscript':
      return;
    case 'starred':
      checkTarget(target.value, how, inside);
      return;
    case 'tuple':
    case 'list':
      if (how === 'annotated') {
        throw new PythonSyntaxError(`only single target (not ${target.kind}) can be annotated`, target.at);
      }
      for (const item of target.items) checkTarget(item, how, true);
      return;
    default:
      throw refused(target, how, inside);
  }
}

function refused(target: Expression, how: string, inside: boolean): PythonSyntaxError {
  const what = nameOf(target);
  if (how === 'annotated') return new PythonSyntaxError('illegal target for annotation', target.at);
  if (how === 'augmented') {
    return new PythonSyntaxError(`'${what}' is an illegal expression for augmented assignment`, target.at);
  }
  const constant = target.kind === 'constant' && (target.value === null || typeof target.value === 'boolean');
  const hint = inside || constant || how === 'loop' ? '' : " here. Maybe you meant '==' instead of '='?";
  return new PythonSyntaxError(`cannot assign to ${what}${hint}`, target.at);
}

function nameOf(target: Expression): string {
  if (target.kind === 'constant' && target.value === null) return 'None';
  if (target.kind === 'constant' && typeof target.value === 'boolean') return target.value ? 'True' : 'False';
  if (target.kind === 'comprehension')
    return target.of === 'generator' ? 'generator expression' : `${target.of} comprehension`;
  return WHAT[target.kind] ?? 'expression';
}

export function checkDeletable(target: Expression): void {
  if (target.kind === 'tuple' || target.kind === 'list') {
    for (const item of target.items) checkDeletable(item);
    return;
  }
  if (target.kind === 'name' || target.kind === 'attribute' || target.kind === 'subscript') return;
  throw new PythonSyntaxError(`cannot delete ${nameOf(target)}`, target.at);
}
