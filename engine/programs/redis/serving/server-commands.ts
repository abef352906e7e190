import { serverCategories } from './access.ts';
import { accessCommands } from './access-commands.ts';
import { administrationCommands } from './administration.ts';
import { configurationCommands } from './configuring.ts';
import { informationCommands } from './information.ts';
import { memoryCommands } from './memory.ts';
import { monitoringCommands } from './monitoring.ts';
import { persistenceCommands } from './persistence.ts';
import { pubsubCommands } from './pubsub.ts';
import { replicationCommands } from './replication-commands.ts';
import { scriptingCommands } from './scripting.ts';
import type { ServerCommand } from './server-command.ts';
import { sessionCommands } from './sessions.ts';
import { transactionCommands } from './transactions.ts';

/** Commands on the server and on connections, by their name in small letters. */
export const serverCommands: ReadonlyMap<string, ServerCommand> = new Map(
  Object.entries({
    ...accessCommands,
    ...administrationCommands,
    ...configurationCommands,
    ...informationCommands,
    ...memoryCommands,
    ...monitoringCommands,
    ...persistenceCommands,
    ...pubsubCommands,
    ...replicationCommands,
    ...scriptingCommands,
    ...sessionCommands,
    ...transactionCommands,
  }),
);

for (const [name, { category }] of serverCommands) serverCategories.set(name, category);
