import type { Caller } from '../filesystem/caller.ts';
import { isWithin } from '../filesystem/names.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { Work } from '../simulation/work.ts';
import { hostCaller, rootId } from './root-filesystem.ts';
import type { ContainerSpec } from './runtime-spec.ts';

/** A look at files of a container, from outside of it. */
export type View = <T>(call: (caller: Caller) => T) => T;

/** Its own file system, where nothing hides it. */
export function bareRoot(kernel: Kernel, container: Pick<ContainerSpec, 'host' | 'id'>): View {
  const { mounts } = kernel.filesystems;
  return view(kernel, container, 'bare', (table) =>
    mounts.add(table, {
      path: '/',
      filesystem: rootId(container),
      inode: 1,
      source: 'overlay',
      type: 'overlay',
      readOnly: true,
      options: [],
    }),
  );
}

/**
 * Its own file system with what is mounted into it from elsewhere, but nothing that is only in memory: no tmpfs, no
 * /proc, /sys and /dev (moby's containerFSView).
 * @param inside root in the container
 */
export function lastingFiles(kernel: Kernel, spec: ContainerSpec, inside: Caller): View {
  const { filesystems } = kernel;
  return view(kernel, spec, 'lasting', (table) => {
    const targets = spec.mounts
      .filter(({ type, target }) => type !== 'tmpfs' && filesystems.has(inside, target))
      .map(({ target }) => filesystems.realPath(inside, target));
    filesystems.mounts.copy(inside.mounts, table);
    filesystems.mounts.keep(
      table,
      ({ path }) => path === '/' || targets.some((target) => isWithin(path, target)),
    );
  });
}

function view(
  kernel: Kernel,
  { host, id }: Pick<ContainerSpec, 'host' | 'id'>,
  name: string,
  fill: (table: string) => void,
): View {
  const { mounts } = kernel.filesystems;
  const table = `${host}/${name}-${id}`;
  return (call) => {
    try {
      fill(table);
      return call({ ...hostCaller(kernel, host), mounts: table });
    } finally {
      mounts.drop(table);
    }
  };
}

/** Long work in a view: between its pieces nothing is left of it. */
export function* workingIn<T>(look: View, begin: (caller: Caller) => Work<T>): Work<T> {
  let work: Work<T> | undefined;
  for (;;) {
    const next = look((caller) => {
      work ??= begin(caller);
      return work.next();
    });
    if (next.done === true) return next.value;
    yield next.value;
  }
}
