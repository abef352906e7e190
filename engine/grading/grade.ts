import type { Cluster } from '../kubernetes/cluster.ts';
import { GRADE_STEPS_MAX, SLICE_STEPS_MAX, STARTING_SECONDS_MAX } from '../limits.ts';
import type { Sandbox } from '../sandbox.ts';
import { applyDocument } from './apply.ts';
import { type CompiledCheck, compileChecks } from './assignment.ts';
import { evaluateCheck } from './check.ts';
import { readDocuments } from './documents.ts';
import {
  type AppliedDocument,
  AssignmentError,
  type CheckResult,
  type Files,
  type GradeRequest,
  type Report,
} from './report.ts';

/** Steps that are left for all of a grading, counted down as they are taken. */
interface Budget {
  steps: number;
}

/**
 * Grades a submission in a new sandbox with the assignment's nodes, at once.
 * @param maxSteps reconciles that all of it may take
 * @throws AssignmentError
 */
export function grade(sandbox: Sandbox, request: GradeRequest, maxSteps = GRADE_STEPS_MAX): Report {
  const grading = gradeInSlices(sandbox, request, maxSteps);
  for (;;) {
    const { done, value } = grading.next();
    if (done) return value;
  }
}

/**
 * The same in pieces of a few milliseconds: whoever drives it may let others have the thread in between.
 * @throws AssignmentError
 */
export function* gradeInSlices(
  sandbox: Sandbox,
  { assignment, submission }: GradeRequest,
  maxSteps = GRADE_STEPS_MAX,
): Generator<undefined, Report> {
  const { cluster } = sandbox;
  if (cluster === undefined) throw new Error('the sandbox has no cluster to grade in');
  const checks = compileChecks(assignment);
  const budget = { steps: maxSteps };
  yield* applyStarting(sandbox, cluster, assignment.manifests, budget);
  const begin = sandbox.now;
  const applied = yield* applyAll(sandbox, cluster, submission, budget);
  const settled = yield* advance(sandbox, begin + assignment.settleSeconds * 1000, budget);
  const results = yield* evaluateAll(cluster, checks, applied);
  return {
    score: sum(results.map(({ points }) => points)),
    maxScore: sum(results.map(({ maxPoints }) => maxPoints)),
    checks: results,
    applied,
    virtualSeconds: (sandbox.now - begin) / 1000,
    settled,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The world that the submission finds: applied, and come to rest. */
function* applyStarting(
  sandbox: Sandbox,
  cluster: Cluster,
  manifests: Files,
  budget: Budget,
): Generator<undefined> {
  yield* advance(sandbox, sandbox.now, budget);
  const applied = yield* applyAll(sandbox, cluster, manifests, budget);
  const refusal = applied.find(({ outcome }) => outcome === 'refused');
  if (refusal !== undefined) {
    throw new AssignmentError(`assignment.manifests[${JSON.stringify(refusal.file)}]`, refusal.message ?? '');
  }
  const limit = sandbox.now + STARTING_SECONDS_MAX * 1000;
  while (sandbox.busy && sandbox.now < limit && budget.steps > 0) {
    const due = sandbox.hasWork ? sandbox.now : Math.min(sandbox.nextDue ?? limit, limit);
    yield* advance(sandbox, due, budget);
  }
}

/** Applies every document; controllers see each before the next comes, as they would between two requests. */
function* applyAll(
  sandbox: Sandbox,
  cluster: Cluster,
  files: Files,
  budget: Budget,
): Generator<undefined, readonly AppliedDocument[]> {
  const applied: AppliedDocument[] = [];
  for (const document of readDocuments(files)) {
    applied.push(sandbox.transact(() => applyDocument(cluster, document)));
    yield;
    yield* advance(sandbox, sandbox.now, budget);
  }
  return applied;
}

/** Lets time pass up to a moment. @returns false where the budget didn't reach that far */
function* advance(sandbox: Sandbox, until: number, budget: Budget): Generator<undefined, boolean> {
  while (budget.steps > 0) {
    const { steps, settled } = sandbox.run(until, Math.min(SLICE_STEPS_MAX, budget.steps));
    budget.steps -= steps;
    if (settled) return true;
    yield;
  }
  return false;
}

function* evaluateAll(
  cluster: Cluster,
  checks: readonly CompiledCheck[],
  applied: readonly AppliedDocument[],
): Generator<undefined, readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    results.push(evaluateCheck(cluster, check, applied));
    yield;
  }
  return results;
}
