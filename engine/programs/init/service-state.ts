import { SystemError, systemError } from '../../filesystem/errors.ts';
import type { ExitStatus, System } from '../../linux/system.ts';
import { accountOf } from '../accounts.ts';
import { report } from './console.ts';
import { loadUnit, type Unit } from './unit-file.ts';

/** Within so long, a service is started so often at most (systemd-system.conf(5)). */
const START_LIMIT_MS = 10_000;
const START_LIMIT_BURST = 5;
const JOURNAL = '/var/log/journal';

/** What systemd knows of a service that it has started. */
type Service = {
  /** 0: it doesn't run. */
  pid: number;
  state: 'active' | 'activating' | 'inactive' | 'failed';
  /** When it is started again by itself. */
  restartMs: number | null;
  /** When it was started, as far as that is recent. */
  starts: number[];
};

export type Services = { [name: string]: Service };

/** Starts a service, and says so on the console. */
export function startService(system: System, services: Services, name: string): void {
  const unit = loadUnit(system, name);
  if (unit === undefined) return;
  const before = services[name];
  const starts = (before?.starts ?? []).filter((ms) => ms > system.now - START_LIMIT_MS);
  const service: Service = { pid: 0, state: 'failed', restartMs: null, starts: [...starts, system.now] };
  services[name] = service;
  if (starts.length >= START_LIMIT_BURST || unit.command.length === 0) {
    report(system, 'failed', `Failed to start ${title(system, unit)}`);
    return;
  }
  try {
    service.pid = spawn(system, unit);
    service.state = unit.type === 'oneshot' ? 'activating' : 'active';
    if (unit.type === 'simple') report(system, 'ok', `Started ${title(system, unit)}`);
  } catch (error) {
    systemError(error);
    report(system, 'failed', `Failed to start ${title(system, unit)}`);
    planRestart(system, unit, service, false);
  }
}

/** Takes note of a service's end. @param stopping nothing is started again */
export function serviceEnded(
  system: System,
  services: Services,
  pid: number,
  status: ExitStatus,
  stopping: boolean,
): void {
  const found = Object.entries(services).find(([, service]) => service.pid === pid);
  if (found === undefined) return;
  const [name, service] = found;
  const unit = loadUnit(system, name);
  const isClean = 'code' in status ? status.code === 0 : CLEAN_SIGNALS.has(status.signal);
  const wasStarting = service.state === 'activating';
  service.pid = 0;
  service.state = wasStarting && isClean ? 'active' : isClean || stopping ? 'inactive' : 'failed';
  if (unit === undefined || stopping) return;
  if (wasStarting)
    report(
      system,
      isClean ? 'ok' : 'failed',
      `${isClean ? 'Finished' : 'Failed to start'} ${title(system, unit)}`,
    );
  planRestart(system, unit, service, isClean);
}

const CLEAN_SIGNALS = new Set(['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGPIPE']);

function planRestart(system: System, { restart, restartMs }: Unit, service: Service, isClean: boolean): void {
  const wanted = restart === 'always' || (restart !== 'no' && (restart === 'on-success') === isClean);
  if (wanted && service.state !== 'active') service.restartMs = system.now + restartMs;
}

/** As units are named on the console: newer systemds say the unit's name, too. */
export function title(system: System, { name, description }: Unit): string {
  return Number(system.executable.version ?? 0) >= FIRST_WITH_NAMES
    ? `${name} - ${description}`
    : description;
}

const FIRST_WITH_NAMES = 250;

function spawn(system: System, unit: Unit): number {
  const [command = ''] = unit.command;
  const path = system.findExecutable(command);
  if (path === undefined) throw new SystemError('ENOENT');
  const account = unit.user === undefined ? undefined : accountOf(system, unit.user);
  if (unit.user !== undefined && account === undefined) throw new SystemError('EINVAL');
  const output = unit.onConsole ? undefined : journal(system, unit.name);
  const input = system.open('/dev/null', { read: true });
  try {
    const pid = system.spawn({
      path,
      argv: unit.command,
      env: new Map([['PATH', PATH], ...unit.environment]),
      workingDirectory: unit.workingDirectory,
      descriptors: new Map([
        [0, input],
        [1, output ?? 1],
        [2, output ?? 1],
      ]),
      newSession: true,
      ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    });
    moveToGroup(system, `system.slice/${unit.name}`, pid);
    return pid;
  } finally {
    system.close(input);
    if (output !== undefined) system.close(output);
  }
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';

/** What a service prints is kept in a file of its own. */
function journal(system: System, name: string): number {
  try {
    return system.open(`${JOURNAL}/${name}.log`, { write: true, append: true, create: true, mode: 0o640 });
  } catch (error) {
    systemError(error);
    return system.open('/dev/null', { write: true });
  }
}

/** Puts a process into a control group, if init has those to divide. */
export function moveToGroup(system: System, group: string, pid: number): void {
  try {
    let path = '/sys/fs/cgroup';
    for (const name of group.split('/')) {
      divide(system, path);
      path += `/${name}`;
      if (!exists(system, path)) system.makeDirectory(path);
    }
    system.writeText(`${path}/cgroup.procs`, `${pid}\n`);
  } catch (error) {
    systemError(error);
  }
}

/** Lets the groups below one be limited, once no process is in it. */
function divide(system: System, group: string): void {
  try {
    system.writeText(`${group}/cgroup.subtree_control`, '+cpu +memory +pids');
  } catch (error) {
    systemError(error);
  }
}

function exists(system: System, path: string): boolean {
  try {
    return system.stat(path).type === 'directory';
  } catch (error) {
    systemError(error);
    return false;
  }
}
