import type { Redirection } from './redirect.ts';

/** A simple command whose words are expanded. */
export interface Invocation {
  readonly words: readonly string[];
  readonly redirections: readonly Redirection[];
  readonly assignments: readonly ExpandedAssignment[];
  /** Assignments among the arguments of `declare` and the like. */
  readonly declared: readonly ExpandedAssignment[];
}

export interface ExpandedAssignment {
  readonly name: string;
  readonly index: string | undefined;
  readonly append: boolean;
  readonly value: string | readonly (readonly [index: string | undefined, value: string])[];
}
