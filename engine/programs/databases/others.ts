import type { Program } from '../../linux/system.ts';
import { become } from '../entrypoints.ts';

/** An entrypoint script that only becomes the command it is given. */
export const plainEntrypoint: Program = {
  start: (system) => become(system, system.argv.slice(1), 1),
  step: () => ({ exit: 1 }),
};
