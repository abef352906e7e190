import type { Program } from '../../../linux/system.ts';
import { AGAIN } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { missingOperand } from '../files/make.ts';
import { parseOptions } from '../options.ts';
import { become, startChild } from './running.ts';
import { exitCode } from './waiting.ts';

const setsidManual = {
  gnu: '[options] <program> [arguments ...]\n\nRun a program in a new session.',
  package: 'util-linux',
  version: '2.38.1',
};

type Started = { readonly child: number };

/** Its child has a session of its own. It waits for the child only where -w says so. */
export const setsid: Program<Started> = guarded<Started>({
  start(system) {
    const options = parseOptions(system, {
      letters: 'cfw',
      long: { ctty: 'c', fork: 'f', wait: 'w' },
      operandsLast: true,
      manual: setsidManual,
    });
    if (options.operands.length === 0) throw missingOperand(system, setsidManual, 'no command specified');
    const child = startChild(system, options.operands, { newSession: true });
    if (options.has('f') && !options.has('w')) return { exit: 0 };
    return { state: { child }, until: { child: true } };
  },
  step(system, state) {
    const ended = system.wait(state.child);
    if (ended === AGAIN) return { state, until: { child: true } };
    return { exit: ended === 'none' ? 1 : exitCode(ended.status) };
  },
});

const stdbufManual = {
  gnu: 'OPTION... COMMAND\nRun COMMAND, with modified buffering operations for its standard streams.',
  usageExit: 125,
};

/** Programs here hold nothing back, so it only becomes the other one. */
export const stdbuf: Program = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'i:o:e:',
      long: { input: 'i', output: 'o', error: 'e' },
      operandsLast: true,
      manual: stdbufManual,
    });
    if (options.operands.length === 0) throw missingOperand(system, stdbufManual);
    for (const mode of [...options.values('i'), ...options.values('o'), ...options.values('e')]) {
      if (!/^(?:L|\d{1,9}[kKMG]?)$/.test(mode)) throw fail(system, `invalid mode '${mode}'`, 125);
    }
    if (options.given.length === 0)
      throw missingOperand(system, stdbufManual, 'you must specify a buffering mode option');
    return become(system, options.operands);
  },
  step: () => ({ exit: 0 }),
});
