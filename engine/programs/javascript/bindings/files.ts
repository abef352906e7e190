import { SystemError } from '../../../filesystem/errors.ts';
import type { OpenRequest } from '../../../filesystem/filesystems.ts';
import { joinBytes } from '../../../filesystem/join-bytes.ts';
import type { Stat } from '../../../filesystem/node.ts';
import { AGAIN } from '../../../linux/system.ts';
import { lookAt } from '../../http/files.ts';
import { bytesFrom, newBytes } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { toInteger, toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { attempt } from '../run/system-errors.ts';
import type { NativeRun } from '../values/functions.ts';
import type { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';

/** What a program reads from one file, in bytes. */
const FILE_MAX = 16_777_216;

type FileRun = (machine: Machine, path: string, args: readonly Value[]) => Value;

function call(syscall: string, run: FileRun): NativeRun {
  return (machine, _, [path, ...args]) => {
    const text = toText(machine, path);
    return attempt(machine, syscall, { path: text }, () => run(machine, text, args));
  };
}

interface Opened {
  readonly machine: Machine;
  readonly descriptor: number;
}

/** Bytes that one call reads. */
const READ_MAX = 1_048_576;

function onDescriptor(syscall: string, run: (opened: Opened, args: readonly Value[]) => Value): NativeRun {
  return (machine, _, [given, ...args]) => {
    const descriptor = toInteger(machine, given);
    return attempt(machine, syscall, {}, () => run({ machine, descriptor }, args));
  };
}

/** `r`, `w+`, `ax` and so on. */
function openRequest(machine: Machine, flags: string, mode: Value): OpenRequest {
  const [letter = 'r'] = flags;
  if (!/^(?:r|w|a)[+xs]{0,3}$/.test(flags))
    throw machine.realm.thrownCoded(
      'TypeError',
      'ERR_INVALID_ARG_VALUE',
      `The argument 'flags' is invalid. Received '${flags}'`,
    );
  const both = flags.includes('+');
  return {
    read: letter === 'r' || both,
    write: letter !== 'r' || both,
    append: letter === 'a',
    create: letter !== 'r',
    exclusive: flags.includes('x'),
    truncate: letter === 'w',
    ...(typeof mode === 'number' ? { mode } : {}),
  };
}

function readAll(machine: Machine, path: string): Uint8Array {
  const { system } = machine.runtime;
  if (system.stat(path).size > FILE_MAX)
    machine.throwError('RangeError', 'files this large are not part of the simulation');
  const descriptor = system.open(path, { read: true });
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const data = system.read(descriptor, 262_144);
      if (typeof data === 'string' || data.length === 0) break;
      parts.push(data);
    }
  } finally {
    system.close(descriptor);
  }
  return joinBytes(parts);
}

function stats(machine: Machine, stat: Stat): JsObject {
  const types = {
    file: 0o100_000,
    directory: 0o040_000,
    'symbolic link': 0o120_000,
    fifo: 0o010_000,
    'character device': 0o020_000,
    'block device': 0o060_000,
    socket: 0o140_000,
  };
  return machine.realm.plainObject({
    dev: stat.device,
    mode: types[stat.type] | stat.mode,
    nlink: stat.links,
    uid: stat.uid,
    gid: stat.gid,
    ino: stat.inode,
    size: stat.size,
    blocks: Math.ceil(stat.size / 512),
    atimeMs: stat.accessedMs,
    mtimeMs: stat.modifiedMs,
    ctimeMs: stat.changedMs,
    type: stat.type,
  });
}

export const fileBindings: Definitions = {
  $fs: {
    methods: {
      read: call('open', (machine, path) => {
        if (machine.runtime.system.stat(path).type === 'directory')
          return attempt(machine, 'read', {}, () => {
            throw new SystemError('EISDIR');
          });
        return newBytes(machine, readAll(machine, path));
      }),
      write: call('open', (machine, path, [data, append, mode, encoding]) => {
        const { system } = machine.runtime;
        const bytes = bytesFrom(machine, data, encoding);
        const descriptor = system.open(path, {
          write: true,
          create: true,
          ...(append === true ? { append: true } : { truncate: true }),
          ...(typeof mode === 'number' ? { mode } : {}),
        });
        system.write(descriptor, bytes);
        system.close(descriptor);
        return undefined;
      }),
      open: call('open', (machine, path, [flags, mode]) =>
        machine.runtime.system.open(path, openRequest(machine, toText(machine, flags), mode)),
      ),
      readFrom: onDescriptor('read', ({ machine, descriptor }, [count, place]) => {
        const { system } = machine.runtime;
        if (typeof place === 'number') system.seek(descriptor, place, 'set');
        const data = system.read(descriptor, Math.min(READ_MAX, Math.max(0, toInteger(machine, count))));
        return data === AGAIN ? null : newBytes(machine, data);
      }),
      writeTo: onDescriptor('write', ({ machine, descriptor }, [data, place]) => {
        const { system } = machine.runtime;
        const bytes = bytesFrom(machine, data);
        machine.charge(bytes.length >> 4);
        if (typeof place === 'number') system.seek(descriptor, place, 'set');
        system.write(descriptor, bytes);
        return bytes.length;
      }),
      close: onDescriptor(
        'close',
        ({ machine, descriptor }) => void machine.runtime.system.close(descriptor),
      ),
      statOf: onDescriptor('fstat', ({ machine, descriptor }) =>
        stats(machine, machine.runtime.system.statDescriptor(descriptor)),
      ),
      truncateOf: onDescriptor(
        'ftruncate',
        ({ machine, descriptor }, [size]) =>
          void machine.runtime.system.truncate(descriptor, toInteger(machine, size)),
      ),
      link: (machine, _, [from, to]) => {
        const [path, dest] = [toText(machine, from), toText(machine, to)];
        return attempt(machine, 'link', { path, dest }, () => void machine.runtime.system.link(path, dest));
      },
      chown: call(
        'chown',
        (machine, path, [uid, gid]) =>
          void machine.runtime.system.changeOwner(path, toInteger(machine, uid), toInteger(machine, gid)),
      ),
      utimes: call(
        'utime',
        (machine, path, [accessed, modified]) =>
          void machine.runtime.system.setTimes(
            path,
            toNumber(machine, accessed),
            toNumber(machine, modified),
          ),
      ),
      stat: call('stat', (machine, path) => stats(machine, machine.runtime.system.stat(path))),
      lstat: call('lstat', (machine, path) => stats(machine, machine.runtime.system.lstat(path))),
      exists: (machine, _, [path]) =>
        typeof path === 'string' && !(lookAt(machine.runtime.system, path) instanceof SystemError),
      access: call('access', (machine, path, [mode]) => {
        const bits = toInteger(machine, mode);
        machine.runtime.system.stat(path);
        machine.runtime.system.access(path, {
          read: (bits & 4) !== 0,
          write: (bits & 2) !== 0,
          execute: (bits & 1) !== 0,
        });
        return undefined;
      }),
      list: call('scandir', (machine, path) =>
        machine.realm.array(
          machine.runtime.system
            .readDirectory(path)
            .map(({ name, type }) => machine.realm.plainObject({ name, type })),
        ),
      ),
      mkdir: call(
        'mkdir',
        (machine, path, [mode]) =>
          void machine.runtime.system.makeDirectory(path, typeof mode === 'number' ? mode : undefined),
      ),
      rmdir: call('rmdir', (machine, path) => void machine.runtime.system.removeDirectory(path)),
      unlink: call('unlink', (machine, path) => void machine.runtime.system.unlink(path)),
      rename: (machine, _, [from, to]) => {
        const [path, dest] = [toText(machine, from), toText(machine, to)];
        return attempt(
          machine,
          'rename',
          { path, dest },
          () => void machine.runtime.system.rename(path, dest),
        );
      },
      symlink: (machine, _, [target, link]) => {
        const [path, dest] = [toText(machine, target), toText(machine, link)];
        return attempt(
          machine,
          'symlink',
          { path, dest },
          () => void machine.runtime.system.symlink(path, dest),
        );
      },
      chmod: call(
        'chmod',
        (machine, path, [mode]) => void machine.runtime.system.changeMode(path, toInteger(machine, mode)),
      ),
      realpath: call('lstat', (machine, path) => machine.runtime.system.realPath(path)),
      readlink: call('readlink', (machine, path) => machine.runtime.system.readLink(path)),
      truncate: call('open', (machine, path, [size]) => {
        const { system } = machine.runtime;
        const descriptor = system.open(path, { write: true });
        system.truncate(descriptor, toInteger(machine, size));
        system.close(descriptor);
        return undefined;
      }),
    },
  },
};
