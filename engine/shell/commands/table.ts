import type { Program } from '../../linux/system.ts';
import { archiveCommands } from './archives/table.ts';
import { fileCommands } from './files/table.ts';
import { networkCommands } from './network/table.ts';
import { packageCommands } from './packages/table.ts';
import { systemCommands } from './system/table.ts';
import { textCommands } from './text/table.ts';

/** The programs behind the names of commands. */
export const commands: Readonly<Record<string, Program>> = {
  ...textCommands,
  ...archiveCommands,
  ...fileCommands,
  ...systemCommands,
  ...networkCommands,
  ...packageCommands,
};
