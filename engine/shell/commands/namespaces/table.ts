import type { Program } from '../../../linux/system.ts';
import { chroot } from './chroot.ts';
import { lsns } from './lsns.ts';
import { nsenter } from './nsenter.ts';
import { unshare } from './unshare.ts';

/** Name of a command → its program. */
export const namespaceCommands: Readonly<Record<string, Program>> = { chroot, lsns, nsenter, unshare };
