import type { Caller } from '../filesystem/caller.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { mayAccessContext } from './selinux.ts';

/** The key of a mount namespace's table. */
export function mountTable(host: string, namespace: number): string {
  return `${host}/${namespace}`;
}

/** A process as the file system sees it. */
export function callerOf(kernel: Kernel, process: Process): Caller {
  const { host, pid, uid, gid, groups, umask, workingDirectory, capabilities } = process;
  const checkContext = mayAccessContext(kernel, process);
  return {
    host,
    pid,
    mounts: mountTable(host, process.namespaces.mnt),
    workingDirectory,
    uid,
    gid,
    groups,
    umask,
    capable: (capability) => capabilities.includes(capability),
    ...(checkContext === undefined ? {} : { checkContext }),
  };
}
