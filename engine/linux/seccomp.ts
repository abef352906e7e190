import type { Process } from './process.ts';

/**
 * True where the default profile of container engines keeps a process from system calls that it allows only to
 * containers with a capability: mount, setns, unshare and others with CAP_SYS_ADMIN, for example.
 */
export function isFiltered({ seccomp, bounding, capabilities }: Process, capability: string): boolean {
  return seccomp === true && !(bounding ?? capabilities).includes(capability);
}
