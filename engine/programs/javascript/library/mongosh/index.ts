import { mongoCollections } from './collections.ts';
import { mongoConnection } from './connection.ts';
import { mongoDatabases } from './databases.ts';
import { mongoShell } from './shell.ts';
import { mongoTypes } from './types.ts';

/** MongoDB's shell: it runs in the interpreter of node, as the real one does. */
export const mongoshSource = `${mongoTypes}${mongoConnection}${mongoCollections}${mongoDatabases}${mongoShell}`;
