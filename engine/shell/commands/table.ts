import type { Program } from '../../linux/system.ts';
import { textCommands } from './text/table.ts';

/** The programs behind the names of commands. */
export const commands: Readonly<Record<string, Program>> = { ...textCommands };
