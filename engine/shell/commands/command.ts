import { systemError } from '../../filesystem/errors.ts';
import { takeTooMuch } from '../../linux/runaway.ts';
import type { Next, Program, System } from '../../linux/system.ts';
import { cannotOpenWords } from './busybox/file-troubles.ts';
import { hasMusl, inItsWords, isBusybox } from './busybox/release.ts';
import { appletHelp, commandName, Quit } from './options.ts';
import { PatternError } from './text/regex/syntax.ts';

/** A command that never waits: `run` gives the exit code. It may throw a `Quit`. */
export function immediate(run: (system: System) => number): Program {
  return guarded({
    start: (system) => ({ exit: run(system) }),
    step: () => ({ exit: 0 }),
  });
}

/** The program, with each `Quit` it throws turned into its message and exit code. */
export function guarded<State>(program: Program<State>): Program<State> {
  return {
    start: (system) => caught(system, () => answerHelp(system) ?? program.start(system)),
    step: (system, state) => caught(system, () => program.step(system, state)),
  };
}

/** Busybox's answer to `--help`, where that is all there is. */
export function answerHelp(system: System): { readonly exit: number } | undefined {
  const help = appletHelp(system);
  if (help === undefined) return undefined;
  system.write(2, help);
  return { exit: 0 };
}

function caught<State>(system: System, run: () => Next<State>): Next<State> {
  try {
    return run();
  } catch (error) {
    if (error instanceof PatternError) {
      complain(system, hasMusl(system) ? error.musl : error.message);
      return { exit: 2 };
    }
    if (!(error instanceof Quit)) throw error;
    const text = inItsWords(system, error.message);
    if (text !== '') system.write(error.stream === 'out' ? 1 : 2, text);
    return { exit: error.exitCode };
  }
}

/** Ends the command with `NAME: message` on standard error. */
export function fail(system: System, message: string, exitCode = 1): Quit {
  return new Quit(`${commandName(system)}: ${message}\n`, exitCode);
}

/** Ends a command that holds too much, where the OOM killer hasn't. */
export function exhausted(system: System, exitCode = 1, message = 'memory exhausted'): Quit {
  takeTooMuch(system);
  return fail(system, message, exitCode);
}

/** Prints `NAME: message` on standard error. */
export function complain(system: System, message: string): void {
  system.write(2, `${commandName(system)}: ${inItsWords(system, message)}\n`);
}

/** What a command says of a file it can't open: GNU `NAME: words`, many applets `can't open 'NAME': words`. */
export function cannotOpen(system: System, name: string, error: unknown): string {
  const { message } = systemError(error);
  return isBusybox(system)
    ? cannotOpenWords(commandName(system), name, message)
    : `${shellQuoted(name)}: ${message}`;
}

/** A file name in GNU's messages: quoted where it holds what a shell would take for something else. */
export function shellQuoted(name: string): string {
  if (name === '') return "''";
  if (!/[\s:'"\\$`!*?[\]{}()<>|&;~#^=]/.test(name)) return name;
  return name.includes("'") && !/["\\$`!]/.test(name) ? `"${name}"` : `'${name.replaceAll("'", "'\\''")}'`;
}
