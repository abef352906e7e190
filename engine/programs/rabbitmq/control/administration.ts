import { change } from '../../heap/change.ts';
import { hashed, isPassword, isPattern } from '../access.ts';
import { AmqpError } from '../amqp/errors.ts';
import { deleteQueue } from '../lifetimes.ts';
import { USERS_MAX, VHOSTS_MAX } from '../limits.ts';
import type { Node } from '../node.ts';
import { purge } from '../queues.ts';
import { fail } from '../serving/connections.ts';
import { Permission, User, VirtualHost } from '../store/broker.ts';
import { type Command, EXIT, failed, type Given, type Request } from './request.ts';

const noUser = (name: string): Given => failed(EXIT.noUser, `User "${name}" does not exist`);

export function addUser(node: Node, name: string, password: string): Given {
  if (node.broker.users.has(name)) return failed(EXIT.software, `User "${name}" already exists`);
  if (node.broker.users.size >= USERS_MAX)
    return failed(EXIT.software, `more than ${USERS_MAX} users are not part of the simulation`);
  change(node.broker.users).set(name, new User(name, hashed(node, password), []));
  node.files.reshaped = true;
  return {
    says: "Done. Don't forget to grant the user permissions to some virtual hosts! See 'rabbitmqctl help set_permissions' to learn more.",
  };
}

/** Something of a user is changed. */
function withUser(node: Node, name: string, changeIt: (user: User) => void): Given {
  const user = node.broker.users.get(name);
  if (user === undefined) return noUser(name);
  changeIt(user);
  node.files.reshaped = true;
  return {};
}

export function deleteUser(node: Node, name: string): Given {
  const given = withUser(node, name, () => change(node.broker.users).delete(name));
  for (const connection of node.broker.connections.values())
    if (connection.user === name)
      fail(node, connection, new AmqpError('CONNECTION_FORCED', `user '${name}' is deleted`));
  return given;
}

export function setPassword(node: Node, name: string, password: string): Given {
  return withUser(node, name, (user) => {
    change<User>(user).hash = hashed(node, password);
  });
}

export function setTags(node: Node, name: string, tags: readonly string[]): Given {
  return withUser(node, name, (user) => {
    change<User>(user).tags = tags.filter((each) => each !== '');
  });
}

export function setPermissions(node: Node, name: string, vhost: string, patterns: readonly string[]): Given {
  const user = node.broker.users.get(name);
  if (user === undefined) return failed(EXIT.noUser, `User ${name} does not exist`);
  if (!node.broker.vhosts.has(vhost)) return failed(EXIT.data, `Virtual host ${vhost} does not exist`);
  const wrong = patterns.find((each) => !isPattern(each));
  if (wrong !== undefined) return failed(EXIT.data, `invalid regexp: ${wrong}`);
  const [configure = '', write = '', read = ''] = patterns;
  change(user.permissions).set(vhost, new Permission(configure, write, read));
  node.files.reshaped = true;
  return {};
}

export function addVhost(node: Node, name: string): Given {
  if (node.broker.vhosts.has(name)) return {};
  if (node.broker.vhosts.size >= VHOSTS_MAX)
    return failed(EXIT.usage, `cannot create vhost '${name}': vhost limit of ${VHOSTS_MAX} is reached`);
  change(node.broker.vhosts).set(name, VirtualHost.withExchanges(name));
  node.files.reshaped = true;
  node.log('info', 310, `Adding vhost '${name}' (description: '', tags: [])`);
  return {};
}

export function deleteVhost(node: Node, name: string): Given {
  const vhost = node.broker.vhosts.get(name);
  if (vhost === undefined) return failed(EXIT.data, `Virtual host '${name}' does not exist`);
  for (const connection of node.broker.connections.values())
    if (connection.vhost === name)
      fail(node, connection, new AmqpError('CONNECTION_FORCED', `vhost '${name}' is deleted`));
  for (const queue of [...vhost.queues.values()]) deleteQueue(node, vhost, queue);
  for (const user of node.broker.users.values()) change(user.permissions).delete(name);
  change(node.broker.vhosts).delete(name);
  node.files.reshaped = true;
  return {};
}

function queueCommand(
  node: Node,
  { vhost, args: [name = ''] }: Request,
  act: (name: string) => Given,
): Given {
  const host = node.broker.vhosts.get(vhost);
  if (host === undefined) return failed(EXIT.data, `Virtual host '${vhost}' does not exist`);
  if (!host.queues.has(name)) return failed(EXIT.data, 'Object (queue or exchange) was not found');
  return act(name);
}

const first = (_node: Node, { args: [name = ''] }: Request) => name;

export const administration: readonly (readonly [string, Command])[] = [
  [
    'add_user',
    {
      usage: 'add_user <username> <password>',
      banner: (node, request) => `Adding user "${first(node, request)}" ...`,
      run: (node, { args: [name = '', password = ''] }) => addUser(node, name, password),
    },
  ],
  [
    'delete_user',
    {
      usage: 'delete_user <username>',
      banner: (node, request) => `Deleting user "${first(node, request)}" ...`,
      run: (node, { args: [name = ''] }) => deleteUser(node, name),
    },
  ],
  [
    'change_password',
    {
      usage: 'change_password <username> <password>',
      banner: (node, request) => `Changing password for user "${first(node, request)}" ...`,
      run: (node, { args: [name = '', password = ''] }) => setPassword(node, name, password),
    },
  ],
  [
    'authenticate_user',
    {
      usage: 'authenticate_user <username> <password>',
      banner: (node, request) => `Authenticating user "${first(node, request)}" ...`,
      run: (node, { args: [name = '', password = ''] }) => {
        const user = node.broker.users.get(name);
        return user !== undefined && isPassword(user, password)
          ? { says: 'Success' }
          : failed(
              EXIT.data,
              `Error: failed to authenticate user "${name}"\nuser '${name}' - invalid credentials`,
            );
      },
    },
  ],
  [
    'set_user_tags',
    {
      usage: 'set_user_tags <username> <tag> [...]',
      banner: (_node, { args: [name = '', ...tags] }) =>
        `Setting tags for user "${name}" to [${tags.join(', ')}] ...`,
      run: (node, { args: [name = '', ...tags] }) => setTags(node, name, tags),
    },
  ],
  [
    'list_users',
    {
      usage: 'list_users',
      banner: () => 'Listing users ...',
      run: (node) => ({
        columns: ['user', 'tags'],
        rows: [...node.broker.users.values()].map(({ name, tags }) => ({ user: name, tags: [...tags] })),
      }),
    },
  ],
  [
    'set_permissions',
    {
      usage: 'set_permissions [--vhost <vhost>] <username> <conf> <write> <read>',
      banner: (node, request) =>
        `Setting permissions for user "${first(node, request)}" in vhost "${request.vhost}" ...`,
      run: (node, { vhost, args: [name = '', ...patterns] }) => setPermissions(node, name, vhost, patterns),
    },
  ],
  [
    'clear_permissions',
    {
      usage: 'clear_permissions [--vhost <vhost>] <username>',
      banner: (node, request) =>
        `Clearing permissions for user "${first(node, request)}" in vhost "${request.vhost}" ...`,
      run: (node, { vhost, args: [name = ''] }) =>
        withUser(node, name, (user) => change(user.permissions).delete(vhost)),
    },
  ],
  [
    'list_permissions',
    {
      usage: 'list_permissions [--vhost <vhost>]',
      banner: (_node, { vhost }) => `Listing permissions for vhost "${vhost}" ...`,
      run: (node, { vhost }) => ({
        columns: ['user', 'configure', 'write', 'read'],
        rows: [...node.broker.users.values()].flatMap(({ name, permissions }) => {
          const own = permissions.get(vhost);
          return own === undefined ? [] : [{ user: name, ...own }];
        }),
      }),
    },
  ],
  [
    'list_user_permissions',
    {
      usage: 'list_user_permissions <username>',
      banner: (node, request) => `Listing permissions for user "${first(node, request)}" ...`,
      run: (node, { args: [name = ''] }) => {
        const user = node.broker.users.get(name);
        if (user === undefined) return noUser(name);
        const rows = [...user.permissions].map(([vhost, own]) => ({ vhost, ...own }));
        return { columns: ['vhost', 'configure', 'write', 'read'], rows };
      },
    },
  ],
  [
    'add_vhost',
    {
      usage: 'add_vhost <vhost>',
      banner: (node, request) => `Adding vhost "${first(node, request)}" ...`,
      run: (node, { args: [name = ''] }) => addVhost(node, name),
    },
  ],
  [
    'delete_vhost',
    {
      usage: 'delete_vhost <vhost>',
      banner: (node, request) => `Deleting vhost "${first(node, request)}" ...`,
      run: (node, { args: [name = ''] }) => deleteVhost(node, name),
    },
  ],
  [
    'purge_queue',
    {
      usage: 'purge_queue [--vhost <vhost>] <queue>',
      banner: (node, request) => `Purging queue '${first(node, request)}' in vhost '${request.vhost}' ...`,
      run: (node, request) =>
        queueCommand(node, request, (name) => {
          const queue = node.vhost(request.vhost).queues.get(name);
          if (queue !== undefined) purge(node, queue);
          return {};
        }),
    },
  ],
  [
    'delete_queue',
    {
      usage: 'delete_queue [--vhost <vhost>] <queue_name> [--if-empty|-e] [--if-unused|-u]',
      banner: (node, request) => `Deleting queue '${first(node, request)}' on vhost '${request.vhost}' ...`,
      run: (node, request) =>
        queueCommand(node, request, (name) => {
          const vhost = node.vhost(request.vhost);
          const queue = vhost.queues.get(name);
          const count = queue === undefined ? 0 : deleteQueue(node, vhost, queue);
          return { says: `Queue was successfully deleted with ${count} ready messages` };
        }),
    },
  ],
];
