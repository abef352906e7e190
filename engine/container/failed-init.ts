import type { SystemError } from '../filesystem/errors.ts';
import type { Fallback } from '../linux/lifecycle.ts';
import type { Program } from '../linux/system.ts';

export const FAILED_INIT = 'runc-init';
const EXIT_CODE = 255;

/** runc's init, which is in the container already when it can't become the container's process. */
export function failedInitOf(message: (why: SystemError) => string): Fallback {
  return {
    executable: { program: FAILED_INIT, flavour: 'gnu' },
    argv: (why) => ['runc', 'init', message(why)],
  };
}

/** Says why, where the container's process would write, and ends. */
export const failedInit: Program<null> = {
  start: (system) => {
    system.write(2, `${system.argv[2] ?? ''}\n`);
    return { exit: EXIT_CODE };
  },
  step: () => ({ exit: EXIT_CODE }),
};
