import type { Program } from '../../../linux/system.ts';
import { gunzip, gzip, zcat } from './gzip.ts';
import { tar } from './tar.ts';

/** Name of a command → its program. */
export const archiveCommands: Readonly<Record<string, Program>> = {
  gunzip,
  gzip,
  tar,
  zcat,
};
