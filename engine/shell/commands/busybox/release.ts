import type { System } from '../../../linux/system.ts';

/** Of an executable that doesn't say another: Alpine 3.20's. */
const RELEASE = '1.36.1-r29';

/** When they were built, by Alpine's version of the package, or the release in Docker's image. */
const built: Readonly<Record<string, string>> = {
  '1.37.0': '2024-09-26 21:31:42 UTC',
  '1.36.1': '2023-05-18 22:34:17 UTC',
  '1.37.0-r18': '2025-05-26 20:04:45 UTC',
  '1.37.0-r12': '2025-01-17 18:12:01 UTC',
  '1.36.1-r29': '2024-06-10 07:11:47 UTC',
  '1.36.1-r15': '2023-11-07 18:53:09 UTC',
  '1.36.1-r7': '2023-06-02 00:42:02 UTC',
};

export function isBusybox(system: System): boolean {
  return system.executable.flavour === 'busybox';
}

/** `1.36.1` */
export function busyboxVersion(system: System): string {
  return release(system).replace(/-r\d+$/, '');
}

/** The C library behind: Alpine's packages, whose versions end in `-r` and a number, have musl. */
export function hasMusl(system: System): boolean {
  return isBusybox(system) && /-r\d+$/.test(release(system));
}

/** The first words of a usage: which busybox it is. */
export function busyboxBanner(system: System): string {
  const date = built[release(system)] ?? '2021-12-26 16:57:26 UTC';
  return `BusyBox v${busyboxVersion(system)} (${date})`;
}

function release({ executable }: System): string {
  return executable.version ?? RELEASE;
}

/** Where musl has other words for an error number than glibc. */
const muslWords: Readonly<Record<string, string>> = {
  'Address already in use': 'Address in use',
  'Cannot assign requested address': 'Address not available',
  'Device or resource busy': 'Resource busy',
  'No child processes': 'No child process',
  'Disk quota exceeded': 'Quota exceeded',
  'No route to host': 'Host is unreachable',
  'Input/output error': 'I/O error',
  'Too many levels of symbolic links': 'Symbolic link loop',
  'Too many open files': 'No file descriptors available',
  'File name too long': 'Filename too long',
  'Network is unreachable': 'Network unreachable',
  'Cannot allocate memory': 'Out of memory',
  'Transport endpoint is not connected': 'Socket not connected',
  'Socket operation on non-socket': 'Not a socket',
  'Inappropriate ioctl for device': 'Not a tty',
  'Operation not supported': 'Not supported',
  'Connection timed out': 'Operation timed out',
  'Invalid cross-device link': 'Cross-device link',
};
const glibcWords = new RegExp(`\\b(?:${Object.keys(muslWords).join('|')})(?=\\n?$)`);

/** A message that ends in an error number's words, in those of the C library behind. */
export function inItsWords(system: System, message: string): string {
  return hasMusl(system) ? message.replace(glibcWords, (words) => muslWords[words] ?? words) : message;
}
