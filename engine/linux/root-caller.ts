import type { Caller } from '../filesystem/caller.ts';

/** The key of a mount namespace's table. */
export function mountTable(host: string, namespace: number): string {
  return `${host}/${namespace}`;
}

/** Root in a mount namespace, with everything allowed: the kernel itself, or a container runtime. */
export function rootCaller(host: string, mountNamespace: number): Caller {
  return {
    host,
    pid: 1,
    mounts: mountTable(host, mountNamespace),
    workingDirectory: '/',
    uid: 0,
    gid: 0,
    groups: [],
    umask: 0,
    capable: () => true,
  };
}
