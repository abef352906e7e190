import type { Caller } from '../filesystem/caller.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { mountTable } from './root-caller.ts';
import { selinuxOf } from './selinux.ts';
import { mapId } from './user-namespaces.ts';

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
    ...ownership(kernel, process),
    ...selinuxOf(kernel, process),
  };
}

/** In a user namespace of its own, capabilities act on files whose ids it knows only. */
function ownership({ namespaces }: Kernel, process: Process): Pick<Caller, 'knows'> | undefined {
  if (process.namespaces.user === namespaces.initial().user) return undefined;
  return {
    knows: ({ uid, gid }) =>
      mapId(namespaces, process, 'uid', uid, 'inside') !== undefined &&
      mapId(namespaces, process, 'gid', gid, 'inside') !== undefined,
  };
}
