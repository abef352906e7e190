import type { Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: '',
  manual: {
    gnu: "[STRING]...\n  or:  yes OPTION\nRepeatedly output a line with all specified STRING(s), or 'y'.",
  },
};

/** What is written in one step, in bytes. */
const STEP_BYTES = 8_192;

type YesState = { readonly text: string };

export const yes: Program<YesState> = guarded<YesState>({
  start(system) {
    const words = isBusybox(system) ? system.argv.slice(1) : parseOptions(system, syntax).operands;
    const line = `${words.length === 0 ? 'y' : words.join(' ')}\n`;
    return step(system, { text: line.repeat(Math.max(1, Math.floor(STEP_BYTES / line.length))) });
  },
  step: (system, state) => step(system, state),
});

function step(system: System, state: YesState) {
  system.write(1, state.text);
  return { state, until: { cpuMs: 0.1 } };
}
