import type { Program } from '../../../linux/system.ts';
import { capsh } from './capsh.ts';
import { getcap, getpcaps, setcap } from './file-capabilities.ts';
import { setpriv } from './setpriv.ts';

/** Name of a command → its program. */
export const privilegeCommands: Readonly<Record<string, Program>> = {
  capsh,
  getcap,
  getpcaps,
  setcap,
  setpriv,
};
