import type { Process } from './process.ts';

/** What the network calls the namespace with an inode number on a host. */
export function networkName(host: string, inode: number): string {
  return `${host}/${inode}`;
}

/** The network namespace a process is in. */
export function networkOf({ host, namespaces }: Process): string {
  return networkName(host, namespaces.net);
}

/** The inode number in a name. */
export function networkInode(name: string): number {
  return Number(name.slice(name.lastIndexOf('/') + 1));
}
