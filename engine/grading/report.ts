/** One check of an assignment. `object` or `objects` says what it looks at, `cel` or `matches` what must hold. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  /** Shown with a failed check. */
  readonly hint?: string;
  /** `hidden` checks count, but the report doesn't say what they wanted. */
  readonly visibility: 'visible' | 'hidden';
  readonly target: Target;
  readonly condition: Condition;
}

/** One object by name, or a list by kind, namespace and labels. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  /** Present: that one object. Absent: the list of all that fit. */
  readonly name?: string;
  readonly labelSelector?: string;
}

/** A CEL expression over `object` or `objects`, or a partial object that must be contained in the object. */
export type Condition = { readonly cel: string } | { readonly matches: unknown };

export interface Assignment {
  readonly title: string;
  readonly nodes: readonly import('../kubernetes/kubelet/add-node.ts').NodeSpec[];
  /** Applied before the submission: file name → YAML or JSON text. */
  readonly manifests: Readonly<Record<string, string>>;
  /** Virtual seconds that pass between the submission and the checks. */
  readonly settleSeconds: number;
  readonly checks: readonly Check[];
}

export interface GradeRequest {
  readonly assignment: Assignment;
  /** File name → text. */
  readonly submission: Readonly<Record<string, string>>;
  readonly seed: string;
}

/** What became of one document of a submission. */
export interface AppliedDocument {
  readonly file: string;
  /** Position in the file, from 0. */
  readonly document: number;
  /** As kubectl names it, e.g. `deployment.apps/web`; absent where it could not be read. */
  readonly object?: string;
  readonly outcome: 'created' | 'configured' | 'unchanged' | 'refused';
  /** The API's own words, of a refusal. */
  readonly message?: string;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
  /** Why it failed, and the hint; of a hidden check only that it did. */
  readonly message: string;
  /** What was seen: the values the condition looked at. */
  readonly evidence?: string;
}

export interface Report {
  readonly score: number;
  readonly maxScore: number;
  readonly checks: readonly CheckResult[];
  readonly applied: readonly AppliedDocument[];
  /** Virtual seconds that passed. */
  readonly virtualSeconds: number;
  /** False where the world didn't come to rest within its step budget. */
  readonly settled: boolean;
}
