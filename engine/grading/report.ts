import type { NodeSpec } from '../kubernetes/kubelet/add-node.ts';

/*
 * What a grade is made from and what comes out of it, as the platform API takes and gives them.
 *
 * An assignment is a world (nodes, starting manifests), a time to let pass, and checks. A submission is the
 * files a student hands in: each document is applied as `kubectl apply` would, in the order of the files'
 * names; a document that is refused doesn't stop the others. The checks look at the cluster afterwards.
 *
 * The same request and seed give the same report.
 */

/** File name → text of YAML or JSON documents. */
export type Files = Readonly<Record<string, string>>;

export interface Assignment {
  readonly title: string;
  readonly nodes: readonly NodeSpec[];
  /** Applied before the submission, which may find them settled. */
  readonly manifests: Files;
  /** Virtual seconds that pass between the submission and the checks. */
  readonly settleSeconds: number;
  /** Their ids differ from each other. */
  readonly checks: readonly Check[];
}

/** One thing that must hold: `target` says what it looks at, `condition` what must be true of it. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** At least 0; a check passes or fails as a whole. */
  readonly points: number;
  /** Shown with the check when it failed. */
  readonly hint?: string;
  /** A hidden check counts, but the report says of it no more than whether it passed. */
  readonly visibility: 'visible' | 'hidden';
  readonly target: Target;
  readonly condition: Condition;
}

/** One object by name, or a list by kind, namespace and labels. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  /** `default` where a single object of a namespaced kind names none; lists then cover all namespaces. */
  readonly namespace?: string;
  /** Present: that one object, the condition's `object`. Absent: all that fit, its `objects`. */
  readonly name?: string;
  /** As in `kubectl get -l`; only without a name. */
  readonly labelSelector?: string;
}

/**
 * Either a CEL expression over `object` or `objects` (see cel.ts), or a partial object that must be contained
 * in the object, or in at least one of the objects (see containment.ts).
 */
export type Condition = { readonly cel: string } | { readonly matches: unknown };

export interface GradeRequest {
  readonly assignment: Assignment;
  readonly submission: Files;
}

export interface Report {
  readonly score: number;
  readonly maxScore: number;
  /** In the assignment's order. */
  readonly checks: readonly CheckResult[];
  /** What became of the submission's documents, in the order in which they were applied. */
  readonly applied: readonly AppliedDocument[];
  /** Virtual time that passed after the submission. */
  readonly virtualSeconds: number;
  /** False where the world was too busy to get that far within its step budget; the checks saw it as it was then. */
  readonly settled: boolean;
}

export interface AppliedDocument {
  readonly file: string;
  /** Position in the file, from 0; a `List` counts as one document, and gives one of these per item. */
  readonly document: number;
  /** As kubectl names it, e.g. `deployment.apps/web`; absent where the document couldn't be read that far. */
  readonly object?: string;
  readonly outcome: 'created' | 'configured' | 'unchanged' | 'refused';
  /** Of a refusal: the API's own words, or kubectl's where it would not even have asked. */
  readonly message?: string;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  /** What it earned: `maxPoints` or 0. */
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
  readonly visibility: Check['visibility'];
  /** Of a failed check: what was expected and didn't hold, in one line. Of a hidden one only that it failed. */
  readonly message?: string;
  /** The assignment's, of a failed visible check. */
  readonly hint?: string;
  /** Of a failed visible check: what was seen, a line each, e.g. `deployment.apps/web spec.replicas: 1`. */
  readonly evidence?: readonly string[];
}

/** The assignment itself is at fault: nothing was graded. */
export class AssignmentError extends Error {
  override name = 'AssignmentError';
  /** Where in the request, as in `assignment.checks[2].condition.cel`. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
