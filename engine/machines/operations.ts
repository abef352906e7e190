import type { Host } from '../linux/hosts.ts';
import type { NetworkView } from '../linux/network-view.ts';
import { networkOfHost } from '../linux/socket-owners.ts';
import { addHost, type HostRequest } from './add-host.ts';
import { hasCpus, type LimitChanges, withoutNulls } from './limit-changes.ts';
import { OS_CONTAINER_OPERATIONS } from './os-containers.ts';
import type { MachineRefusal } from './refusal.ts';
import {
  type CgroupView,
  cgroupView,
  type HostView,
  hostView,
  type MountView,
  mountList,
  type NamespaceListEntry,
  namespaceList,
  type ProcessListEntry,
  processList,
} from './views.ts';
import type { MachineWorld } from './world.ts';

type Answer<T> = T | MachineRefusal;

const UNKNOWN_HOST: MachineRefusal = { refused: 'unknown host' };

/** Calls with the host of that name. One that the sandbox can't be without boots by then. */
function onHost<T>(world: MachineWorld, name: string, call: (host: Host) => Answer<T>): Answer<T> {
  if (world.isNeeded(name)) world.wake(name);
  const host = world.machines.kernel.hosts.get(name);
  return host === undefined ? UNKNOWN_HOST : call(host);
}

/** The namespace asked for, or else the host's own. */
function inNamespace<T>(
  world: MachineWorld,
  host: string,
  type: 'mnt' | 'net',
  inode: number | undefined,
  call: (inode: number) => T,
): Answer<T> {
  const { namespaces } = world.machines.kernel;
  const wanted = inode ?? namespaces.initial()[type];
  return namespaces.get(host, wanted)?.type === type ? call(wanted) : { refused: 'unknown namespace' };
}

/** What a platform may ask of the virtual machines of a sandbox. Each is one transaction. */
const MACHINE_OPERATIONS = {
  listHosts: (world: MachineWorld): HostView[] =>
    world.machines.kernel.hosts.all().map((host) => hostView(world.machines.kernel, host)),

  getHost: (world: MachineWorld, name: string): Answer<HostView> =>
    onHost(world, name, (host) => hostView(world.machines.kernel, host)),

  addHost: (world: MachineWorld, request: HostRequest): Answer<HostView> => {
    const added = addHost(world, request);
    return 'refused' in added ? added : hostView(world.machines.kernel, added);
  },

  removeHost: (world: MachineWorld, name: string): Answer<{ readonly removed: true }> =>
    onHost(world, name, () => {
      if (world.isNeeded(name)) return { refused: 'in use' };
      world.isLeaving(name);
      world.machines.removeHost(name);
      return { removed: true };
    }),

  setSelinux: (world: MachineWorld, name: string, mode: Host['selinux']): Answer<HostView> =>
    onHost(world, name, (host) => {
      const changed = { ...host, selinux: mode };
      world.machines.kernel.hosts.set(changed);
      return hostView(world.machines.kernel, changed);
    }),

  auditLog: (world: MachineWorld, name: string): Answer<readonly string[]> =>
    onHost(world, name, () => world.machines.kernel.audit.lines(name)),

  listProcesses: (world: MachineWorld, name: string): Answer<ProcessListEntry[]> =>
    onHost(world, name, () => processList(world.machines.kernel, name)),

  listNamespaces: (world: MachineWorld, name: string): Answer<NamespaceListEntry[]> =>
    onHost(world, name, () => namespaceList(world.machines.kernel, name)),

  listCgroups: (world: MachineWorld, name: string): Answer<CgroupView[]> =>
    onHost(world, name, () => {
      const { kernel } = world.machines;
      kernel.computing.settleHost(name);
      return kernel.cgroups.below(name, '/').map(cgroupView);
    }),

  setCgroupLimits: (
    world: MachineWorld,
    name: string,
    path: string,
    limits: LimitChanges,
  ): Answer<CgroupView> =>
    onHost(world, name, (host) => {
      const { kernel } = world.machines;
      const group = kernel.cgroups.get(name, path);
      if (group === undefined || path === '/') return { refused: 'unknown cgroup' };
      if (!hasCpus(host, limits)) return { refused: 'unknown cpus' };
      kernel.cgroups.limit(group, withoutNulls(limits));
      kernel.memory.enforce(name, path);
      kernel.computing.rebalance(name);
      return cgroupView(group);
    }),

  listMounts: (world: MachineWorld, name: string, namespace?: number): Answer<MountView[]> =>
    onHost(world, name, () =>
      inNamespace(world, name, 'mnt', namespace, (inode) => mountList(world.machines.kernel, name, inode)),
    ),

  getNetwork: (world: MachineWorld, name: string, namespace?: number): Answer<NetworkView> =>
    onHost(world, name, () =>
      inNamespace(world, name, 'net', namespace, (inode) =>
        networkOfHost(world.machines.kernel, name, inode),
      ),
    ),

  ...OS_CONTAINER_OPERATIONS,
} as const;

type MachineOperations = typeof MACHINE_OPERATIONS;
export type MachineOperation = keyof MachineOperations;

type WithoutWorld<Parameters extends readonly unknown[]> = Parameters extends readonly [
  unknown,
  ...infer Rest,
]
  ? Rest
  : never;

export type MachineArguments<Name extends MachineOperation> = WithoutWorld<
  Parameters<MachineOperations[Name]>
>;
export type MachineAnswer<Name extends MachineOperation> = ReturnType<MachineOperations[Name]>;

type Table = {
  readonly [Name in MachineOperation]: (
    world: MachineWorld,
    ...rest: MachineArguments<Name>
  ) => MachineAnswer<Name>;
};

const TABLE: Table = MACHINE_OPERATIONS;

/** Runs an operation by its name. */
export function operate<Name extends MachineOperation>(
  world: MachineWorld,
  name: Name,
  rest: MachineArguments<Name>,
): MachineAnswer<Name> {
  const operation: Table[Name] = TABLE[name];
  return operation(world, ...rest);
}
