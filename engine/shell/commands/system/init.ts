import { type Signal, signalNames } from '../../../linux/signals.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { parseOptions, Quit } from '../options.ts';
import { startChild } from './running.ts';
import { exitCode } from './waiting.ts';

/** What can't be caught, and what an init keeps to itself. */
const own = new Set<Signal>([
  'SIGKILL',
  'SIGSTOP',
  'SIGCHLD',
  'SIGSEGV',
  'SIGILL',
  'SIGBUS',
  'SIGFPE',
  'SIGTRAP',
  'SIGABRT',
  'SIGSYS',
]);

type State = { child: number; group: boolean };

/** tini, docker-init, dumb-init: passes signals on, takes note of orphans' ends, and ends as its child does. */
export const init: Program<State> = guarded({
  start(system) {
    const manual = { gnu: '[OPTIONS] PROGRAM -- [ARGS] | --version', package: 'tini' };
    const options = parseOptions(system, { letters: 'svgwe:p:lc', operandsLast: true, manual });
    if (options.operands.length === 0)
      throw new Quit(
        `tini (tini version 0.19.0 - git.de40ad0)\nUsage: tini [OPTIONS] PROGRAM -- [ARGS] | --version\n`,
        1,
      );
    system.onSignal(
      'handle',
      signalNames().filter((name) => !own.has(name)),
    );
    const words = options.operands[0] === '--' ? options.operands.slice(1) : options.operands;
    const child = startChild(system, words, { processGroup: 0, refusal });
    if (system.isTerminal(0)) system.setForeground(0, child);
    return step(system, { child, group: options.has('g') });
  },
  step,
});

/** What a child of tini that can't become the command is called. */
const CHILD = 7;
const CODES: Readonly<Record<string, number>> = {
  'No such file or directory': 127,
  'Permission denied': 126,
};

function refusal(_system: System, name: string, why: string): Quit {
  return new Quit(`[FATAL tini (${CHILD})] exec ${name} failed: ${why}\n`, CODES[why] ?? 1);
}

function step(system: System, state: State): Next<State> {
  for (const signal of system.takeSignals()) system.kill(state.group ? -state.child : state.child, signal);
  for (let ended = system.wait(); ended !== AGAIN; ended = system.wait()) {
    if (ended === 'none') return { exit: 1 };
    if (ended.pid === state.child) return { exit: exitCode(ended.status) };
  }
  return { state, until: { child: true } };
}
