import { SystemError } from '../../../filesystem/errors.ts';
import { raiseError } from '../machine/exceptions.ts';
import type { Machine } from '../machine/machine.ts';
import type { Raised } from '../machine/raised.ts';
import type { Value } from '../machine/values.ts';

/** Numbers of errors, and the classes that Python has for them. */
const NUMBERS: Readonly<Record<string, readonly [number: number, type?: string]>> = {
  EPERM: [1, 'PermissionError'],
  ENOENT: [2, 'FileNotFoundError'],
  ESRCH: [3, 'ProcessLookupError'],
  EIO: [5],
  ENXIO: [6],
  E2BIG: [7],
  ENOEXEC: [8],
  EBADF: [9],
  ECHILD: [10, 'ChildProcessError'],
  EAGAIN: [11, 'BlockingIOError'],
  ENOMEM: [12],
  EACCES: [13, 'PermissionError'],
  EBUSY: [16],
  EEXIST: [17, 'FileExistsError'],
  EXDEV: [18],
  ENODEV: [19],
  ENOTDIR: [20, 'NotADirectoryError'],
  EISDIR: [21, 'IsADirectoryError'],
  EINVAL: [22],
  EMFILE: [24],
  ENOTTY: [25],
  ETXTBSY: [26],
  EFBIG: [27],
  ENOSPC: [28],
  EROFS: [30],
  EMLINK: [31],
  EPIPE: [32, 'BrokenPipeError'],
  ENAMETOOLONG: [36],
  ENOTEMPTY: [39],
  ELOOP: [40],
  ENOTSOCK: [88],
  EOPNOTSUPP: [95],
  EADDRINUSE: [98],
  EADDRNOTAVAIL: [99],
  ENETUNREACH: [101],
  ECONNRESET: [104, 'ConnectionResetError'],
  ENOTCONN: [107],
  ETIMEDOUT: [110, 'TimeoutError'],
  ECONNREFUSED: [111, 'ConnectionRefusedError'],
  EHOSTUNREACH: [113],
  EDQUOT: [122],
};

/** Makes a system call; what it throws becomes an OSError. */
export function systemCall<R>(_machine: Machine, call: () => R, file?: Value): R {
  try {
    return call();
  } catch (error) {
    if (error instanceof SystemError) throw osError(error.code, error.message, file);
    throw error;
  }
}

function osError(code: string, words: string, file: Value = null): Raised {
  const [number, type = 'OSError'] = NUMBERS[code] ?? [5];
  return raiseError(
    type,
    [number, words],
    [
      ['errno', number],
      ['strerror', words],
      ['filename', file],
    ],
  );
}

export function errorNumbers(): Iterable<readonly [string, number]> {
  return Object.entries(NUMBERS).map(([name, [number]]) => [name, number] as const);
}
