import { SystemError } from '../../../filesystem/errors.ts';
import { signalNames, signalNumber } from '../../../linux/signals.ts';
import { AGAIN } from '../../../linux/system.ts';
import { binary, bytesOf as packed } from '../../../shell/commands/bytes.ts';
import { integerArgument, numberArgument, textArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { systemCall } from '../builtins/system-errors.ts';
import { iterableItems } from '../machine/iteration.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { mappingEntries } from '../machine/mappings.ts';
import { type NativeRun, natives } from '../machine/native.ts';
import { Blocked, Ended } from '../machine/raised.ts';
import { bytes, float, is, list, tuple, type Value } from '../machine/values.ts';

const path = (machine: Machine, value: Value | undefined) =>
  textArgument(machine, machine.pathOf(asOptional(value)), 'path');

/** Bytes of chance in one call. */
const RANDOM_MAX = 1_048_576;

const TYPES: Readonly<Record<string, number>> = {
  file: 0o100000,
  directory: 0o040000,
  'symbolic link': 0o120000,
  'character device': 0o020000,
  'block device': 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
};

/** A call on one path that answers nothing. */
const onPath =
  (call: (machine: Machine, name: string, rest: readonly Value[]) => void): NativeRun =>
  (machine, [name, ...rest]) => {
    const text = path(machine, name);
    systemCall(machine, () => call(machine, text, rest), text);
    return null;
  };

const stat: NativeRun = (machine, [name, follow]) => {
  const text = path(machine, name);
  const found = systemCall(
    machine,
    () => (follow === false ? machine.system.lstat(text) : machine.system.stat(text)),
    text,
  );
  return makeDict(machine, [
    ['st_mode', (TYPES[found.type] ?? 0) + (found.mode & 0o7777)],
    ['st_ino', found.inode],
    ['st_dev', 1],
    ['st_nlink', found.links],
    ['st_uid', found.uid],
    ['st_gid', found.gid],
    ['st_size', found.size],
    ['st_atime', float(found.accessedMs / 1000)],
    ['st_mtime', float(found.modifiedMs / 1000)],
    ['st_ctime', float(found.changedMs / 1000)],
  ]);
};

/** Starts a program: `[path, …]`, environment, folder, descriptors of its 0, 1 and 2. */
function spawn(machine: Machine, [words, env, folder, descriptors]: readonly Value[]): number {
  const argv = iterableItems(machine, asOptional(words)).map((word) =>
    textArgument(machine, machine.pathOf(word), 'argument'),
  );
  const [name = ''] = argv;
  const { system } = machine;
  const environment =
    is(env, 'dict') || is(env, 'instance')
      ? new Map(mappingEntries(machine, env).map(([key, value]) => [String(key), String(value)]))
      : environmentNow(machine);
  const file = system.findExecutable(name, environment.get('PATH'));
  if (file === undefined) {
    return systemCall(
      machine,
      () => {
        system.stat(`/nonexistent/${name}`);
        return 0;
      },
      name,
    );
  }
  const given =
    descriptors === undefined || descriptors === null ? [] : iterableItems(machine, descriptors).map(Number);
  return systemCall(
    machine,
    () =>
      system.spawn({
        path: file,
        argv,
        env: environment,
        ...(folder === undefined || folder === null ? {} : { workingDirectory: path(machine, folder) }),
        ...(given.length === 3
          ? { descriptors: new Map([...given.entries()].filter(([, from]) => from >= 0)) }
          : {}),
      }),
    name,
  );
}

/** os.environ as the program has changed it. */
export function environmentNow(machine: Machine): Map<string, string> {
  const environ = machine.module('os')?.globals.get('environ');
  if (environ === undefined) return new Map(machine.system.env);
  return new Map(mappingEntries(machine, environ).map(([key, value]) => [String(key), String(value)]));
}

/** A child's end: its exit code, or the negative number of a signal. */
function waitFor(machine: Machine, pid: number, block: boolean): number | undefined {
  const found = machine.system.wait(pid);
  if (found === 'none') return 0;
  if (found === AGAIN) {
    if (block) throw new Blocked({ child: true });
    return undefined;
  }
  return 'code' in found.status ? found.status.code : -signalNumber(found.status.signal);
}

const kill: NativeRun = (machine, [pid, signal]) => {
  const number = integerArgument(machine, signal);
  const name = signalNames().find((each) => signalNumber(each) === number);
  systemCall(machine, () => machine.system.kill(integerArgument(machine, pid), name));
  // What a process sends to itself is there before the call is over: handlers run at the beginning of a step.
  if (pid === machine.system.pid) machine.mustPause = true;
  return null;
};

export const osNatives = natives('_os.', {
  environment: (machine) => makeDict(machine, machine.system.env),
  getpid: (machine) => machine.system.pid,
  getppid: (machine) => machine.system.parentPid,
  getuid: (machine) => machine.system.uid,
  geteuid: (machine) => machine.system.uid,
  getgid: (machine) => machine.system.gid,
  getegid: (machine) => machine.system.gid,
  getgroups: (machine) => list([...machine.system.groups]),
  getcwd: (machine) => machine.system.workingDirectory,
  getlogin: () => 'root',
  chdir: onPath(({ system }, name) => system.changeDirectory(name)),
  mkdir: onPath((machine, name, [mode]) =>
    machine.system.makeDirectory(name, integerArgument(machine, mode, 0o777)),
  ),
  rmdir: onPath(({ system }, name) => system.removeDirectory(name)),
  remove: onPath(({ system }, name) => system.unlink(name)),
  unlink: onPath(({ system }, name) => system.unlink(name)),
  rename: onPath((machine, name, [to]) => machine.system.rename(name, path(machine, to))),
  replace: onPath((machine, name, [to]) => machine.system.rename(name, path(machine, to))),
  symlink: onPath((machine, name, [to]) => machine.system.symlink(name, path(machine, to))),
  link: onPath((machine, name, [to]) => machine.system.link(name, path(machine, to))),
  chmod: onPath((machine, name, [mode]) => machine.system.changeMode(name, integerArgument(machine, mode))),
  chown: onPath((machine, name, [uid, gid]) =>
    machine.system.changeOwner(name, integerArgument(machine, uid), integerArgument(machine, gid)),
  ),
  utime: onPath((machine, name, [times]) => {
    const [accessed = machine.system.now, modified = machine.system.now] =
      times === undefined || times === null
        ? []
        : iterableItems(machine, times).map((each) => numberArgument(machine, each) * 1000);
    machine.system.setTimes(name, accessed, modified);
  }),
  umask: (machine, [mask]) => machine.system.setUmask(integerArgument(machine, mask)),
  readlink: (machine, [name]) =>
    systemCall(machine, () => machine.system.readLink(path(machine, name)), path(machine, name)),
  realpath: (machine, [name]) =>
    systemCall(machine, () => machine.system.realPath(path(machine, name)), path(machine, name)),
  entries: (machine, [name]) => {
    const text = path(machine, name);
    return list(
      systemCall(machine, () => machine.system.readDirectory(text), text).map((entry) =>
        tuple([entry.name, entry.type]),
      ),
    );
  },
  stat,
  access: (machine, [name, mode]) => {
    const rights = integerArgument(machine, mode);
    try {
      machine.system.access(path(machine, name), {
        read: (rights & 4) > 0,
        write: (rights & 2) > 0,
        execute: (rights & 1) > 0,
      });
      return true;
    } catch {
      return false;
    }
  },
  uname_parts: (machine) => {
    const release = machine.system.readText('/proc/sys/kernel/osrelease').trim();
    const version = machine.system
      .readText('/proc/version')
      .replace(/^.*?(#\d)/s, '$1')
      .trim();
    return list(['Linux', machine.system.hostName(), release, version, 'x86_64']);
  },
  cpus: (machine) => Math.max(1, machine.system.readText('/proc/cpuinfo').split(/^processor/m).length - 1),
  random_byte: (machine) => Math.floor(machine.system.random() * 256),
  random: (machine) => float(machine.system.random()),
  urandom: (machine, [count]) => {
    const size = integerArgument(machine, count);
    if (size < 0) throw machine.error('ValueError', 'negative argument not allowed');
    if (size > RANDOM_MAX)
      throw machine.error('OverflowError', 'so much chance is not part of the simulation');
    machine.work(size >> 2);
    let made = '';
    for (let left = size; left > 0; left--)
      made += String.fromCharCode(Math.floor(machine.system.random() * 256));
    return bytes(made);
  },
  window: (machine, [descriptor]) => {
    const size = machine.system.windowSize(integerArgument(machine, descriptor));
    return size === undefined ? null : tuple([size.columns, size.rows]);
  },
  isatty: (machine, [descriptor]) => machine.system.isTerminal(integerArgument(machine, descriptor)),
  kill,
  spawn,
  wait_child: (machine, [pid, block]) =>
    waitFor(machine, integerArgument(machine, pid), machine.truth(asOptional(block))) ?? null,
  /** Any child, or one: its id and status as waitpid(2) gives it. None: there is none yet. */
  wait_status: (machine, [pid, block]) => {
    const wanted = integerArgument(machine, pid, -1);
    const found = machine.system.wait(wanted > 0 ? wanted : undefined);
    if (found === 'none')
      return systemCall(machine, () => {
        throw new SystemError('ECHILD');
      });
    if (found === AGAIN) {
      if (machine.truth(asOptional(block))) throw new Blocked({ child: true });
      return null;
    }
    const { status } = found;
    return tuple([found.pid, 'code' in status ? status.code << 8 : signalNumber(status.signal)]);
  },
  /** The scheduler forks, where the thread waits for it; then this is called again, in both processes. */
  fork: (machine) => {
    const { memo } = machine;
    if (typeof memo === 'object' && memo !== null && 'forked' in memo) {
      const { forked } = memo;
      machine.memo = undefined;
      if (typeof forked === 'number') return forked;
      return systemCall(machine, () => {
        throw new SystemError(forked === 'ENOMEM' ? 'ENOMEM' : 'EAGAIN');
      });
    }
    machine.memo = { fork: true };
    throw new Blocked({ timeMs: machine.system.now });
  },
  /** Runs a program and waits for it. */
  run: (machine, given) => {
    machine.memo ??= spawn(machine, given);
    const status = waitFor(machine, Number(machine.memo), true);
    machine.memo = undefined;
    return status ?? 0;
  },
  execvp: (machine, [file, words]) => {
    const argv = iterableItems(machine, asOptional(words)).map((word) => textArgument(machine, word));
    const env = environmentNow(machine);
    const found = machine.system.findExecutable(textArgument(machine, file), env.get('PATH'));
    if (found === undefined)
      return systemCall(
        machine,
        () => machine.system.readText(`/nonexistent/${machine.text(asOptional(file))}`),
        asOptional(file),
      );
    machine.becoming = { path: found, argv, env };
    throw new Ended(0);
  },
  /** Sizes in bytes: of all, what is free, and what is there for everybody. */
  disk: (machine, [name]) => {
    const text = path(machine, name);
    const found = systemCall(machine, () => machine.system.statFilesystem(text), text);
    return tuple([found.size, found.size - found.used, found.available]);
  },
  pipe: (machine) => tuple([...systemCall(machine, () => machine.system.pipe())]),
  close: (machine, [descriptor]) => {
    systemCall(machine, () => machine.system.close(integerArgument(machine, descriptor)));
    return null;
  },
  read: (machine, [descriptor, size]) => {
    const number = integerArgument(machine, descriptor);
    const data = systemCall(machine, () =>
      machine.system.read(number, integerArgument(machine, size, 65_536)),
    );
    if (data === AGAIN) throw new Blocked({ readable: [number] });
    return bytes(binary(data));
  },
  write: (machine, [descriptor, data]) => {
    const raw = bytesOf(machine, data) ?? '';
    systemCall(machine, () => machine.system.write(integerArgument(machine, descriptor), packed(raw)));
    return raw.length;
  },
  _exit: (_machine, [code]) => {
    throw new Ended(Number(code));
  },
  abort: () => {
    throw new Ended(134);
  },
});
