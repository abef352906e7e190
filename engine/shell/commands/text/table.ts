import type { Program } from '../../../linux/system.ts';
import { cat } from './cat.ts';
import { wc } from './wc.ts';

/** Commands that read, change and make text. */
export const textCommands: Readonly<Record<string, Program>> = { cat, wc };
