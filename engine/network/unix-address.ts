import type { SocketAddress } from '../linux/system.ts';

const SCHEME = 'unix:';

/** The address of a Unix socket. @param path empty: it is bound to none, as that of whoever connects */
export function unixAddress(path: string): SocketAddress {
  return { address: `${SCHEME}${path}`, port: 0 };
}

/** The path of a Unix socket, empty where it is bound to none; undefined: it isn't one. */
export function unixPathOf({ address }: Pick<SocketAddress, 'address'>): string | undefined {
  return address.startsWith(SCHEME) ? address.slice(SCHEME.length) : undefined;
}

/** Names that begin with a zero are in no file system: they belong to a network namespace (unix(7)). */
export function isAbstract(path: string): boolean {
  return path.startsWith('\0');
}
