import type { Kernel } from '../linux/kernel.ts';
import { networkInode } from '../linux/network-namespace.ts';
import type { Namespaces, NamespaceType } from '../linux/process.ts';
import { type ContainerSpec, type NamespaceChoice, RuntimeError } from './runtime-spec.ts';

/**
 * The namespaces a container's processes are in.
 * @param others the namespaces of another container
 */
export function makeNamespaces(
  kernel: Kernel,
  spec: ContainerSpec,
  others: (id: string) => Namespaces | undefined,
): Namespaces {
  const { namespaces } = kernel;
  const { host } = spec;
  const initial = namespaces.initial();
  const sharedBy = (choice: NamespaceChoice): Namespaces => {
    const shared = typeof choice === 'string' ? initial : others(choice.container);
    if (shared === undefined) throw new RuntimeError('the container of a namespace does not exist');
    return shared;
  };
  const choose = (type: NamespaceType, choice: NamespaceChoice): number =>
    choice === 'private' ? namespaces.make(host, type, factsOf(type, spec, initial)) : sharedBy(choice)[type];
  // Nothing is made where another container isn't there.
  for (const choice of [spec.namespaces.uts, spec.namespaces.ipc, spec.namespaces.pid]) sharedBy(choice);
  return {
    ...initial,
    mnt: namespaces.make(host, 'mnt'),
    uts: choose('uts', spec.namespaces.uts),
    ipc: choose('ipc', spec.namespaces.ipc),
    pid: choose('pid', spec.namespaces.pid),
    cgroup: choose('cgroup', spec.namespaces.cgroup),
    net: networkInode(spec.namespaces.net),
  };
}

/** Those that were made for this container alone, and end with it. */
export function ownNamespaces({ namespaces: choice }: ContainerSpec, namespaces: Namespaces): number[] {
  const own = [namespaces.mnt];
  for (const type of ['uts', 'ipc', 'pid', 'cgroup'] as const) {
    if (choice[type] === 'private') own.push(namespaces[type]);
  }
  return own;
}

function factsOf(
  type: NamespaceType,
  { hostName, cgroup }: ContainerSpec,
  initial: Namespaces,
): { readonly parent?: number; readonly hostName?: string; readonly root?: string } {
  if (type === 'cgroup') return { root: cgroup.path };
  if (type === 'uts') return { hostName };
  return type === 'pid' ? { parent: initial.pid } : {};
}
