import { isRoot, userOf } from '../container.ts';
import { fullHostname, ownAddress } from './network.ts';
import { complains, exits, type Invocation, option, type Program } from './program.ts';
import { dateTime, formatDate, iso, wallClock } from './timestamps.ts';

const kernelRelease = '5.15.0-139-generic';

export const date: Program = (invocation) => {
  const ms = wallClock(invocation);
  const format = invocation.argv.find((argument) => argument.startsWith('+'));
  if (format !== undefined) return exits(invocation, 0, { stdout: `${formatDate(ms, format.slice(1))}\n` });
  const isIso = invocation.argv.some((argument) => /^-I(?:s|seconds)?$|^--iso-8601/.test(argument));
  return exits(invocation, 0, { stdout: `${isIso ? `${iso(ms).slice(0, 19)}+00:00` : dateTime(ms)}\n` });
};

export const hostname: Program = (invocation) => {
  const { spec } = invocation.container;
  if (invocation.argv.includes('-f')) {
    return exits(invocation, 0, { stdout: `${fullHostname(invocation)}\n` });
  }
  if (!invocation.argv.includes('-i')) return exits(invocation, 0, { stdout: `${spec.hostname}\n` });
  return exits(invocation, 0, { stdout: `${ownAddress(invocation)}\n` });
};

/** `env` prints the environment, or runs a command with some variables set. */
export const env: Program = (invocation) => {
  const environment = new Map(invocation.argv.includes('-i') ? [] : invocation.env);
  let rest = invocation.argv.slice(1).filter((argument) => argument !== '-i');
  while (rest[0] !== undefined && /^[A-Za-z_]\w*=/.test(rest[0])) {
    const equals = rest[0].indexOf('=');
    environment.set(rest[0].slice(0, equals), rest[0].slice(equals + 1));
    rest = rest.slice(1);
  }
  if (rest.length === 0) return exits(invocation, 0, { stdout: listing(environment) });
  const run = invocation.container.launch({ ...invocation, argv: rest, env: environment });
  if ('problem' in run) return complains(invocation, `‘${rest[0]}’: No such file or directory`, 127);
  return { ...run, listeners: [] };
};

/** `printenv` prints every variable; `printenv NAME` one, and fails where it isn't set. */
export const printenv: Program = (invocation) => {
  const names = invocation.argv.slice(1);
  if (names.length === 0) return exits(invocation, 0, { stdout: listing(invocation.env) });
  const values = names.map((name) => invocation.env.get(name)).filter((value) => value !== undefined);
  const stdout = values.map((value) => `${value}\n`).join('');
  return exits(invocation, values.length === names.length ? 0 : 1, { stdout });
};

export const pwd: Program = (invocation) => exits(invocation, 0, { stdout: `${invocation.workingDir}\n` });

export const whoami: Program = (invocation) => {
  const user = userOf(invocation.container.spec);
  if (isRoot(invocation.container.spec)) return exits(invocation, 0, { stdout: 'root\n' });
  if (/^\d+$/.test(user)) return complains(invocation, unknownUser(invocation, user));
  return exits(invocation, 0, { stdout: `${user}\n` });
};

export const id: Program = (invocation) => {
  const { spec } = invocation.container;
  const user = isRoot(spec) ? '0' : userOf(spec);
  if (invocation.argv.includes('-u') || invocation.argv.includes('-g')) {
    return exits(invocation, 0, { stdout: `${user}\n` });
  }
  const text =
    user === '0' ? 'uid=0(root) gid=0(root) groups=0(root)' : `uid=${user} gid=0(root) groups=0(root)`;
  return exits(invocation, 0, { stdout: `${text}\n` });
};

export const uname: Program = (invocation) => {
  const { hostname: node } = invocation.container.spec;
  const all = `Linux ${node} ${kernelRelease} #149-Ubuntu SMP x86_64 GNU/Linux`;
  const flags = invocation.argv.slice(1).join('');
  const text = flags.includes('a')
    ? all
    : flags.includes('r')
      ? kernelRelease
      : flags.includes('n')
        ? node
        : flags.includes('m')
          ? 'x86_64'
          : 'Linux';
  return exits(invocation, 0, { stdout: `${text}\n` });
};

export const nproc: Program = (invocation) => exits(invocation, 0, { stdout: '2\n' });

/** Only the main process is known: `ps` shows it and itself. */
export const ps: Program = (invocation) => {
  const { argv } = invocation.container.spec;
  const user = userOf(invocation.container.spec);
  const rows = [
    `    1 ${user.padEnd(8)}  0:00 ${argv.join(' ')}`,
    `   12 ${user.padEnd(8)}  0:00 ${invocation.argv.join(' ')}`,
  ];
  return exits(invocation, 0, { stdout: `PID   USER     TIME  COMMAND\n${rows.join('\n')}\n` });
};

/** Signals that make a server with a handler end. SIGKILL never reaches PID 1 from inside its namespace. */
const terminating = new Set(['', 'TERM', 'SIGTERM', '15', 'INT', 'SIGINT', '2', 'QUIT', 'SIGQUIT', '3']);

/** `kill 1`: the signal reaches the main process, which may ignore it. */
export const kill: Program = (invocation) => {
  const words = invocation.argv.slice(1);
  const named = option(words, '-s');
  const signal = named ?? (words.find((word) => /^-[A-Z0-9]/.test(word)) ?? '').slice(1);
  const targets = words.filter((word) => !word.startsWith('-') && word !== named);
  if (targets.length === 0) return complains(invocation, 'you need to specify whom to kill');
  if (targets.includes('1') && terminating.has(signal)) terminateMain(invocation);
  return exits(invocation, 0);
};

/** `pkill nginx`, `killall nginx`: the same, by name. */
export const pkill: Program = (invocation) => {
  const operands = invocation.argv.slice(1);
  const name = operands.find((text) => !text.startsWith('-'));
  const signal = (operands.find((text) => /^-(?:SIG)?[A-Z0-9]+$/.test(text)) ?? '').slice(1);
  const command = invocation.container.spec.argv.join(' ');
  if (name === undefined || !command.includes(name)) return exits(invocation, 1);
  if (terminating.has(signal)) terminateMain(invocation);
  return exits(invocation, 0);
};

function terminateMain(invocation: Invocation): void {
  invocation.container.terminatedAtMs.push(invocation.atMs);
}

function unknownUser(invocation: Invocation, user: string): string {
  return invocation.container.spec.image.userland === 'debian'
    ? `cannot find name for user ID ${user}`
    : `unknown uid ${user}`;
}

function listing(environment: ReadonlyMap<string, string>): string {
  return [...environment].map(([name, value]) => `${name}=${value}\n`).join('');
}
