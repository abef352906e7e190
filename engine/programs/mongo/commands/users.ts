import { type Document, doc, isDocument, isList, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Command, type Context, nameOf } from '../serving/context.ts';
import { credentialsOf, mechanisms } from '../serving/credentials.ts';

const USERS_MAX = 100;

function usersOf({ store }: Context) {
  return store.find('admin', 'system.users');
}

export function userNamed(context: Context, database: string, name: string): Document | undefined {
  return usersOf(context)
    ?.list()
    .find((user) => user.get('_id') === `${database}.${name}`);
}

/** `readWrite` or `{ role, db }`. */
function rolesOf(command: Document, database: string): Document[] {
  const roles = command.get('roles');
  if (!isList(roles))
    throw new MongoError('BadValue', "BSON field 'createUser.roles' is missing but a required field");
  return roles.map((role) => (isDocument(role) ? role : doc({ role, db: database })));
}

function credentials(context: Context, name: string, password: string): Document {
  return new Map(
    mechanisms.map((mechanism): [string, Value] => {
      const made = credentialsOf(mechanism, name, password, context.random);
      return [mechanism, doc({ ...made })];
    }),
  );
}

function put(context: Context, user: Document): void {
  const collection = context.store.findOrCreate('admin', 'system.users');
  const id = user.get('_id');
  const known = collection.list().some((each) => each.get('_id') === id);
  if (!known && collection.documents.size >= USERS_MAX)
    throw new MongoError('OutOfDiskSpace', 'so many users are not part of the simulation');
  context.store.write(collection, user, known ? `s${String(id)}` : undefined);
}

const createUser: Command = (context, command, database) => {
  const name = nameOf(command, 'createUser');
  const password = command.get('pwd');
  if (typeof password !== 'string' || password === '')
    throw new MongoError(
      'BadValue',
      "Must provide a 'pwd' field for all user documents, except those with '$external' as the user's source db",
    );
  if (userNamed(context, database, name) !== undefined)
    throw new MongoError('Location51003', `User "${name}@${database}" already exists`);
  const user = doc({
    _id: `${database}.${name}`,
    user: name,
    db: database,
    credentials: credentials(context, name, password),
    roles: rolesOf(command, database),
    customData: command.get('customData'),
  });
  put(context, user);
  return doc({ ok: 1 });
};

const updateUser: Command = (context, command, database) => {
  const name = nameOf(command, 'updateUser');
  const known = userNamed(context, database, name);
  if (known === undefined) throw new MongoError('UserNotFound', `User ${name}@${database} not found`);
  const made = new Map(known);
  const password = command.get('pwd');
  if (typeof password === 'string') made.set('credentials', credentials(context, name, password));
  if (command.has('roles')) made.set('roles', rolesOf(command, database));
  put(context, made);
  return doc({ ok: 1 });
};

const dropUser: Command = (context, command, database) => {
  const name = nameOf(command, 'dropUser');
  const known = userNamed(context, database, name);
  const collection = usersOf(context);
  if (known === undefined || collection === undefined)
    throw new MongoError('UserNotFound', `User '${name}@${database}' not found`);
  context.store.remove(collection, known);
  return doc({ ok: 1 });
};

const usersInfo: Command = (context, command, database) => {
  const wanted = command.get('usersInfo');
  const users = (usersOf(context)?.list() ?? []).filter((user) => {
    if (isDocument(wanted))
      return (
        wanted.has('forAllDBs') ||
        (user.get('user') === wanted.get('user') && user.get('db') === wanted.get('db'))
      );
    return user.get('db') === database && (typeof wanted !== 'string' || user.get('user') === wanted);
  });
  const shown = users.map((user) =>
    doc({
      _id: user.get('_id'),
      user: user.get('user'),
      db: user.get('db'),
      roles: user.get('roles'),
      mechanisms: [...mechanisms].reverse(),
    }),
  );
  return doc({ users: shown, ok: 1 });
};

const changeRoles =
  (field: string, grants: boolean): Command =>
  (context, command, database) => {
    const name = nameOf(command, field);
    const known = userNamed(context, database, name);
    if (known === undefined)
      throw new MongoError('UserNotFound', `Could not find user "${name}" for db "${database}"`);
    const before = known.get('roles');
    const given = rolesOf(command, database);
    const same = (left: Value, right: Document) =>
      isDocument(left) && left.get('role') === right.get('role') && left.get('db') === right.get('db');
    const kept = (isList(before) ? before : []).filter((role) => !given.some((each) => same(role, each)));
    put(context, new Map([...known, ['roles', grants ? [...kept, ...given] : kept]]));
    return doc({ ok: 1 });
  };

export const userCommands: Readonly<Record<string, Command>> = {
  createUser,
  updateUser,
  dropUser,
  usersInfo,
  grantRolesToUser: changeRoles('grantRolesToUser', true),
  revokeRolesFromUser: changeRoles('revokeRolesFromUser', false),
};
