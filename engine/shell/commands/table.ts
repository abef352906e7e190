import type { Program } from '../../linux/system.ts';
import { archiveCommands } from './archives/table.ts';
import { multiCall } from './busybox/multi-call.ts';
import { fileCommands } from './files/table.ts';
import { jq } from './json/jq.ts';
import { namespaceCommands } from './namespaces/table.ts';
import { networkCommands } from './network/table.ts';
import { missingApplets } from './not-simulated.ts';
import { packageCommands } from './packages/table.ts';
import { privilegeCommands } from './privileges/table.ts';
import { systemCommands } from './system/table.ts';
import { textCommands } from './text/table.ts';

const written: Readonly<Record<string, Program>> = {
  ...textCommands,
  ...archiveCommands,
  ...fileCommands,
  ...systemCommands,
  ...namespaceCommands,
  ...privilegeCommands,
  ...networkCommands,
  ...packageCommands,
  busybox: multiCall,
  jq,
};

/** The programs behind the names of commands. */
export const commands: Readonly<Record<string, Program>> = { ...missingApplets(written), ...written };
