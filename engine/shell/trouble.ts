/** Ends the command that is being run: an expansion or assignment that failed, after its message. */
export class CommandFailed extends Error {
  readonly status: number;
  /** A shell that isn't interactive ends. */
  readonly fatal: boolean;

  constructor(status: number, fatal: boolean) {
    super('command failed');
    this.status = status;
    this.fatal = fatal;
  }
}

/** Ends the shell, as running out of memory does. */
export class ShellCrashed extends Error {}
