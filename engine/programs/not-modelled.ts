import type { Program } from '../linux/system.ts';

/** A program that images have, but that nobody has modelled: it says so, where succeeding would be a lie. */
export const notModelled: Program = {
  start: (system) => {
    const [name = ''] = system.argv;
    system.write(2, `${name.slice(name.lastIndexOf('/') + 1)}: this program is not part of the simulation\n`);
    return { exit: 126 };
  },
  step: () => ({ exit: 126 }),
};
