import { SystemError } from './errors.ts';

const PATH_BYTES_MAX = 4096;
const NAME_BYTES_MAX = 255;

export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x80) bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** @throws SystemError ENAMETOOLONG */
export function checkName(name: string): void {
  if (byteLength(name) > NAME_BYTES_MAX) throw new SystemError('ENAMETOOLONG');
}

/** @throws SystemError ENOENT, ENAMETOOLONG */
export function checkPath(path: string): void {
  if (path === '') throw new SystemError('ENOENT');
  if (byteLength(path) >= PATH_BYTES_MAX) throw new SystemError('ENAMETOOLONG');
  if (path.includes('\0')) throw new SystemError('EINVAL');
}

export function namesIn(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}

export function joined(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

/** Without slashes at its end. */
export function trimmed(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** True where one path is the other or is below it. Both are canonical. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}
