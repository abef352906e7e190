import type { SystemError } from '../filesystem/errors.ts';
import { TracelessError } from '../simulation/traceless-error.ts';

/**
 * How much a failure ends: the command; the complete command it is a part of (and all of `-c`'s text), as errors of
 * arithmetic do in bash; or the shell, unless it is interactive.
 */
export type FailureReach = 'command' | 'line' | 'shell';

/** Ends the command that is being run: an expansion or assignment that failed, after its message. */
export class CommandFailed extends TracelessError {
  readonly status: number;
  readonly reach: FailureReach;

  constructor(status: number, reach: FailureReach) {
    super('command failed');
    this.status = status;
    this.reach = reach;
  }
}

/** A process that the shell needs may not be made. What the shell had begun with it is as it was before. */
export class ForkRefused extends TracelessError {
  readonly error: SystemError;

  constructor(error: SystemError) {
    super(error.message);
    this.error = error;
  }
}

/** Ends the shell, as running out of memory does. */
export class ShellCrashed extends Error {}
