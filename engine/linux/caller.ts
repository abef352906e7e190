import type { Caller } from '../filesystem/caller.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { mountTable } from './root-caller.ts';
import { selinuxOf } from './selinux.ts';

/** A process as the file system sees it. */
export function callerOf(kernel: Kernel, process: Process): Caller {
  const { host, pid, uid, gid, groups, umask, workingDirectory, root, capabilities } = process;
  return {
    host,
    pid,
    mounts: mountTable(host, process.namespaces.mnt),
    workingDirectory,
    ...(root === undefined ? {} : { root }),
    uid,
    gid,
    groups,
    umask,
    capable: (capability) => capabilities.includes(capability),
    ...selinuxOf(kernel, process),
  };
}
