import type { Command } from '../serving/context.ts';
import { authenticationCommands } from './authentication.ts';
import { definitionCommands } from './definitions.ts';
import { factCommands } from './facts.ts';
import { readingCommands } from './reading.ts';
import { statisticCommands } from './statistics.ts';
import { userCommands } from './users.ts';
import { writingCommands } from './writing.ts';

export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...authenticationCommands,
    ...definitionCommands,
    ...factCommands,
    ...readingCommands,
    ...statisticCommands,
    ...userCommands,
    ...writingCommands,
  }),
);
