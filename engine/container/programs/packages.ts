import { packagedExecutable } from '../executables.ts';
import { operands } from './file-commands.ts';
import { exits, type Program } from './program.ts';

/** What a package brings along, where its commands have other names. */
const commandsOf: Readonly<Record<string, readonly string[]>> = {
  'bind-tools': ['nslookup', 'dig'],
  dnsutils: ['nslookup', 'dig'],
  'iputils-ping': ['ping'],
  iputils: ['ping'],
  netcat: ['nc'],
  'netcat-openbsd': ['nc'],
  procps: ['ps', 'pgrep', 'pkill', 'top', 'free', 'uptime'],
  'mysql-client': ['mysql', 'mysqladmin'],
  'postgresql-client': ['psql', 'pg_isready'],
  redis: ['redis-cli', 'redis-server'],
  'redis-tools': ['redis-cli'],
};

/** How long a package takes to download and unpack. */
const installMs = 4000;

/** `apk add`, `apt-get install`, `yum install`: the commands are there afterwards. */
export const packageManager: Program = (invocation) => {
  const [action, ...names] = operands(invocation);
  if (action !== 'add' && action !== 'install') {
    return exits(invocation, 0, { afterMs: action === 'update' ? installMs : 0 });
  }
  const doneMs = invocation.atMs + installMs;
  for (const name of names) {
    const commands = (Object.hasOwn(commandsOf, name) ? commandsOf[name] : undefined) ?? [name];
    for (const command of commands) {
      invocation.container.files.write(`/usr/bin/${command}`, packagedExecutable, doneMs);
    }
  }
  return exits(invocation, 0, { afterMs: installMs });
};
