import { type Document, isDocument, isList } from '../bson/values.ts';
import { userNamed } from '../commands/users.ts';
import { MongoError } from '../errors.ts';
import { shownDocument } from '../store/collection.ts';
import type { Context } from './context.ts';

/** What anybody may do. */
const OPEN = new Set(
  'hello isMaster ismaster ping buildInfo buildinfo saslStart saslContinue authenticate logout connectionStatus whatsmyuri getCmdLineOpts endSessions getFreeMonitoringStatus features'.split(
    ' ',
  ),
);
const READS = new Set(
  'find getMore killCursors count distinct aggregate explain listCollections listIndexes collStats collstats dbStats dbstats startSession refreshSessions'.split(
    ' ',
  ),
);
const WRITES = new Set(
  'insert update delete findAndModify findandmodify create drop createIndexes dropIndexes deleteIndexes renameCollection validate'.split(
    ' ',
  ),
);
const USERS = new Set(
  'createUser updateUser dropUser usersInfo grantRolesToUser revokeRolesFromUser'.split(' '),
);

function allows(role: string, roleDatabase: string, name: string, database: string): boolean {
  const everywhere = roleDatabase === 'admin';
  if (role === 'root' || role === '__system') return everywhere;
  const here = roleDatabase === database;
  const any = /^(.*)AnyDatabase$/.exec(role)?.[1];
  const [base, applies] = any === undefined ? [role, here] : [any, everywhere];
  if (name === 'listDatabases')
    return /^(?:readWrite|read|dbAdmin|dbOwner|clusterMonitor|clusterAdmin)/.test(role);
  if (role === 'clusterAdmin' || role === 'clusterMonitor')
    return everywhere && !READS.has(name) && !WRITES.has(name) && !USERS.has(name);
  if (!applies) return false;
  if (base === 'dbOwner') return true;
  if (base === 'readWrite') return READS.has(name) || WRITES.has(name);
  if (base === 'read') return READS.has(name);
  if (base === 'dbAdmin')
    return (
      name === 'dropDatabase' ||
      READS.has(name) ||
      (WRITES.has(name) && !/^(?:insert|update|delete|findAndModify)$/.test(name))
    );
  return base === 'userAdmin' && USERS.has(name);
}

/** @throws MongoError where the connection's users may not */
export function checkRights(context: Context, name: string, command: Document, database: string): void {
  if (!context.authorizes || OPEN.has(name)) return;
  const { users } = context.connection;
  if (users.length === 0) throw new MongoError('Unauthorized', `Command ${name} requires authentication`);
  for (const user of users) {
    const [home = '', ...rest] = user.split('.');
    const roles = userNamed(context, home, rest.join('.'))?.get('roles');
    for (const role of isList(roles) ? roles : []) {
      if (isDocument(role) && allows(String(role.get('role')), String(role.get('db')), name, database))
        return;
    }
  }
  const shown = shownDocument(command).slice(0, 500);
  throw new MongoError('Unauthorized', `not authorized on ${database} to execute command ${shown}`);
}
