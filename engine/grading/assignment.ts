import { boundsFault } from '../kubernetes/apiserver/decode/bounds.ts';
import { apiVersionOf, type Kind } from '../kubernetes/apiserver/kind.ts';
import { parseLabelSelector } from '../kubernetes/apiserver/parse-selector.ts';
import type { Requirement } from '../kubernetes/apiserver/selectors.ts';
import { kinds } from '../kubernetes/kinds/index.ts';
import { CHECKS_MAX, SETTLE_SECONDS_MAX } from '../limits.ts';
import { CelError, type CelProgram, compile } from './cel.ts';
import { type Assignment, AssignmentError, type Check, type Condition, type Target } from './report.ts';

/** A check that is known to make sense. */
export interface CompiledCheck {
  readonly check: Check;
  readonly kind: Kind;
  /** Only of a list. */
  readonly labels: readonly Requirement[];
  readonly condition: { readonly cel: CelProgram } | { readonly matches: unknown };
}

/** Reads an assignment's checks before any time is spent on a submission. @throws AssignmentError */
export function compileChecks({ checks, settleSeconds }: Assignment): readonly CompiledCheck[] {
  if (!(settleSeconds >= 0 && settleSeconds <= SETTLE_SECONDS_MAX)) {
    throw new AssignmentError('assignment.settleSeconds', `must be between 0 and ${SETTLE_SECONDS_MAX}`);
  }
  if (checks.length > CHECKS_MAX) {
    throw new AssignmentError('assignment.checks', `must have at most ${CHECKS_MAX} items`);
  }
  const ids = new Set<string>();
  return checks.map((check, index) => {
    const field = `assignment.checks[${index}]`;
    if (ids.has(check.id)) throw new AssignmentError(`${field}.id`, 'must be unique');
    ids.add(check.id);
    if (!(check.points >= 0)) throw new AssignmentError(`${field}.points`, 'must not be negative');
    const kind = kindOf(check.target, `${field}.target`);
    const labels = labelsOf(check.target, `${field}.target`);
    return { check, kind, labels, condition: compileCondition(check, `${field}.condition`) };
  });
}

function kindOf({ apiVersion, kind: name }: Target, field: string): Kind {
  const kind = kinds.find((each) => each.kind === name && apiVersionOf(each) === apiVersion);
  if (kind !== undefined) return kind;
  throw new AssignmentError(`${field}.kind`, `no matches for kind "${name}" in version "${apiVersion}"`);
}

function labelsOf({ name, labelSelector }: Target, field: string): readonly Requirement[] {
  if (labelSelector === undefined) return [];
  if (name !== undefined) {
    throw new AssignmentError(`${field}.labelSelector`, 'may not be set together with a name');
  }
  try {
    return parseLabelSelector(labelSelector);
  } catch (error) {
    throw new AssignmentError(`${field}.labelSelector`, error instanceof Error ? error.message : 'invalid');
  }
}

function isPartialObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && boundsFault(value) === undefined
  );
}

function compileCondition({ condition, target }: Check, field: string): CompiledCheck['condition'] {
  if (!hasExpression(condition)) {
    if (isPartialObject(condition.matches)) return condition;
    throw new AssignmentError(`${field}.matches`, 'must be an object that is not nested too deeply');
  }
  try {
    return { cel: compile(condition.cel, target.name === undefined ? 'objects' : 'object') };
  } catch (error) {
    if (error instanceof CelError) throw new AssignmentError(`${field}.cel`, error.message);
    throw error;
  }
}

function hasExpression(condition: Condition): condition is Extract<Condition, { cel: string }> {
  return 'cel' in condition;
}
