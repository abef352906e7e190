import { SystemError, systemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { unixPathOf } from '../../network/unix-address.ts';
import { accountOf } from '../accounts.ts';
import { slashedTime } from '../timestamps.ts';
import type { MasterSignal } from './arguments.ts';
import type { Configuration } from './model.ts';

export function keyOf(address: string, port: number): string {
  return unixPathOf({ address }) === undefined ? `${address}:${port}` : address;
}

/** Listens on what isn't listened on yet. */
export function bind(
  system: System,
  configuration: Configuration,
  listeners: Record<string, number>,
): string | undefined {
  for (const { address, port } of configuration.servers.flatMap(({ listen }) => listen)) {
    const key = keyOf(address, port);
    // What listens on all of IPv4 is reached over IPv6 too.
    if (listeners[key] !== undefined || address === '::') continue;
    try {
      listeners[key] = system.listen({ address, port });
      const path = unixPathOf({ address });
      if (path !== undefined) system.changeMode(path, 0o666);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      const number = error.code === 'EACCES' ? 13 : error.code === 'EADDRNOTAVAIL' ? 99 : 98;
      return `bind() to ${key} failed (${number}: ${error.message})`;
    }
  }
  return undefined;
}

/** A master that is root gives its folders to the workers' user. */
export function prepareFolders(system: System, { user: name }: Configuration): string | undefined {
  const user = name === null || system.uid !== 0 ? undefined : accountOf(system, name);
  for (const name of ['client', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) {
    const path = `/var/cache/nginx/${name}_temp`;
    try {
      system.makeDirectory(path, 0o700);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      const number = error.code === 'EACCES' ? 13 : error.code === 'EROFS' ? 30 : 2;
      if (error.code !== 'EEXIST') return `mkdir() "${path}" failed (${number}: ${error.message})`;
    }
    try {
      if (user !== undefined && system.stat(path).uid !== user.uid) system.changeOwner(path, user.uid, -1);
    } catch (error) {
      const number = systemError(error).code === 'EPERM' ? 1 : 30;
      return `chown("${path}", ${user?.uid}) failed (${number}: ${systemError(error).message})`;
    }
  }
  return undefined;
}

export function writePid(system: System, { pid }: Configuration): string | undefined {
  try {
    system.writeText(pid, `${system.pid}\n`);
    return undefined;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const number = error.code === 'EACCES' ? 13 : error.code === 'EROFS' ? 30 : 2;
    return `open() "${pid}" failed (${number}: ${error.message})`;
  }
}

/** What a master leaves behind: neither its pid nor its Unix sockets. */
export function removeFiles(system: System, { pid, servers }: Configuration): void {
  const sockets = servers
    .flatMap(({ listen }) => listen.map(unixPathOf))
    .filter((path) => path !== undefined);
  for (const path of [...new Set(sockets), pid]) {
    try {
      system.unlink(path);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
}

const signalNames = { stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const;

/** `nginx -s`: tells the master that runs. */
export function signalMaster(
  system: System,
  configuration: Configuration,
  name: MasterSignal,
): { readonly exit: number } {
  say(system, 'notice', 'signal process started', false);
  let pid = Number.NaN;
  try {
    pid = Number.parseInt(system.readText(configuration.pid), 10);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return refuse(system, `open() "${configuration.pid}" failed (2: ${error.message})`, 'error');
  }
  if (!(pid > 0)) return refuse(system, `invalid PID number "" in "${configuration.pid}"`, 'error');
  try {
    system.kill(pid, signalNames[name]);
    return { exit: 0 };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return refuse(system, `kill(${pid}, ${name}) failed (3: ${error.message})`, 'alert');
  }
}

export function refuse(system: System, problem: string, level = 'emerg'): { readonly exit: number } {
  say(system, level, problem);
  return { exit: 1 };
}

/** Before the logs are open: to the packaged error log, and to whoever started it. */
export function say(system: System, level: string, text: string, twice = true): void {
  system.write(2, `${slashedTime(system.now)} [${level}] ${system.pid}#${system.pid}: ${text}\n`);
  if (twice) system.write(2, `nginx: [${level}] ${text}\n`);
}
