import { type ErrorNumber, systemError } from '../../../filesystem/errors.ts';
import type { Machine } from '../machine/machine.ts';
import type { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';

/** libuv's words for errors, where they aren't glibc's, and their numbers. */
const words: Partial<Record<ErrorNumber, readonly [number: number, text: string]>> = {
  E2BIG: [7, 'argument list too long'],
  EACCES: [13, 'permission denied'],
  EADDRINUSE: [98, 'address already in use'],
  EADDRNOTAVAIL: [99, 'address not available'],
  EAGAIN: [11, 'resource temporarily unavailable'],
  EBADF: [9, 'bad file descriptor'],
  EBUSY: [16, 'resource busy or locked'],
  ECONNREFUSED: [111, 'connection refused'],
  ECONNRESET: [104, 'connection reset by peer'],
  EDQUOT: [122, 'disk quota exceeded'],
  EEXIST: [17, 'file already exists'],
  EFBIG: [27, 'file too large'],
  EHOSTUNREACH: [113, 'host is unreachable'],
  EINVAL: [22, 'invalid argument'],
  EIO: [5, 'i/o error'],
  EISDIR: [21, 'illegal operation on a directory'],
  ELOOP: [40, 'too many symbolic links encountered'],
  EMFILE: [24, 'too many open files'],
  ENAMETOOLONG: [36, 'name too long'],
  ENETUNREACH: [101, 'network is unreachable'],
  ENOENT: [2, 'no such file or directory'],
  ENOMEM: [12, 'not enough memory'],
  ENOSPC: [28, 'no space left on device'],
  ENOTCONN: [107, 'socket is not connected'],
  ENOTDIR: [20, 'not a directory'],
  ENOTEMPTY: [39, 'directory not empty'],
  EPERM: [1, 'operation not permitted'],
  EPIPE: [32, 'broken pipe'],
  EROFS: [30, 'read-only file system'],
  ESRCH: [3, 'no such process'],
  ETIMEDOUT: [110, 'connection timed out'],
  EXDEV: [18, 'cross-device link not permitted'],
};

/** An error of a system call, as node throws it. */
export function errorOf(
  machine: Machine,
  code: ErrorNumber,
  syscall: string,
  detail: {
    readonly path?: string;
    readonly dest?: string;
    readonly address?: string;
    readonly port?: number;
  } = {},
): JsObject {
  const [number, text] = words[code] ?? [1, code.toLowerCase()];
  const { path, dest, address, port } = detail;
  const where =
    path !== undefined
      ? `, ${syscall} '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`
      : syscall === 'read' || syscall === 'write'
        ? `, ${syscall}`
        : '';
  const message =
    address === undefined
      ? `${code}: ${text}${where === '' ? `, ${syscall}` : where}`
      : syscall === 'listen'
        ? `listen ${code}: ${text} ${address}${port === undefined || port < 0 ? '' : `:${port}`}`
        : `${syscall} ${code} ${address}${port === undefined ? '' : `:${port}`}`;
  const error = machine.realm.error('Error', message);
  const order: readonly (readonly [string, Value])[] =
    address === undefined
      ? [
          ['errno', -number],
          ['code', code],
          ['syscall', syscall],
          ['path', path],
          ['dest', dest],
        ]
      : syscall === 'listen'
        ? [
            ['code', code],
            ['errno', -number],
            ['syscall', syscall],
            ['address', address],
            ['port', port],
          ]
        : [
            ['errno', -number],
            ['code', code],
            ['syscall', syscall],
            ['address', address],
            ['port', port],
          ];
  for (const [key, value] of order) if (value !== undefined) error.put(key, value);
  return error;
}

/** Makes a system call; what it fails with, the program can catch. */
export function attempt<T>(
  machine: Machine,
  syscall: string,
  detail: Parameters<typeof errorOf>[3],
  call: () => T,
): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof Thrown) throw error;
    throw new Thrown(errorOf(machine, systemError(error).code, syscall, detail));
  }
}
