import type { Dialect } from '../dialect.ts';
import type { Outcome, Shell } from '../shell-process.ts';
import type { Invocation } from '../simple.ts';
import { controlBuiltins } from './control.ts';
import { declareBuiltins } from './declare.ts';
import { folderBuiltins } from './folder.ts';
import { jobBuiltins } from './jobs.ts';
import { nameBuiltins } from './names.ts';
import { outputBuiltins } from './output.ts';
import { readBuiltins } from './read.ts';
import { setBuiltins } from './set.ts';
import { systemBuiltins } from './system.ts';
import { trapBuiltins } from './trap.ts';
import { waitBuiltins } from './wait.ts';

/** A command that the shell carries out itself. */
export interface Builtin {
  /** POSIX special builtins: assignments before them stay. */
  readonly special?: boolean;
  /** It sees to its redirections itself: exec. */
  readonly keepsRedirections?: boolean;
  /** Which shells have it. Default: all. */
  readonly in?: readonly Dialect[];
  /** Sets `state.status`, or puts frames under way that will. */
  run(shell: Shell, words: readonly string[], invocation: Invocation): Outcome;
}

const builtins = new Map<string, Builtin>(
  Object.entries({
    ...controlBuiltins,
    ...declareBuiltins,
    ...folderBuiltins,
    ...jobBuiltins,
    ...nameBuiltins,
    ...outputBuiltins,
    ...readBuiltins,
    ...setBuiltins,
    ...systemBuiltins,
    ...trapBuiltins,
    ...waitBuiltins,
  }),
);

export function builtinOf(dialect: Dialect, name: string): Builtin | undefined {
  const builtin = builtins.get(name);
  return builtin?.in === undefined || builtin.in.includes(dialect) ? builtin : undefined;
}
