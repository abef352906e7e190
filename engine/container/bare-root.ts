import type { Caller } from '../filesystem/caller.ts';
import type { Kernel } from '../linux/kernel.ts';
import { hostCaller, rootId } from './root-filesystem.ts';
import type { ContainerSpec } from './runtime-spec.ts';

/** Does something where nothing hides a container's own file system. */
export function inBareRoot<T>(
  kernel: Kernel,
  container: Pick<ContainerSpec, 'host' | 'id'>,
  call: (caller: Caller) => T,
): T {
  const { mounts } = kernel.filesystems;
  const table = `${container.host}/bare-${container.id}`;
  mounts.add(table, {
    path: '/',
    filesystem: rootId(container),
    inode: 1,
    source: 'overlay',
    type: 'overlay',
    readOnly: true,
    options: [],
  });
  try {
    return call({ ...hostCaller(kernel, container.host), mounts: table });
  } finally {
    mounts.drop(table);
  }
}
