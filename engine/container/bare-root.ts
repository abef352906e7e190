import type { Caller } from '../filesystem/caller.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Work } from '../simulation/work.ts';
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

/** The same for long work: between its pieces nothing is left of it. */
export function* workingInBareRoot<T>(
  kernel: Kernel,
  container: Pick<ContainerSpec, 'host' | 'id'>,
  begin: (caller: Caller) => Work<T>,
): Work<T> {
  let work: Work<T> | undefined;
  for (;;) {
    const next = inBareRoot(kernel, container, (caller) => {
      work ??= begin(caller);
      return work.next();
    });
    if (next.done === true) return next.value;
    yield next.value;
  }
}
