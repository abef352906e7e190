import { hostCaller, rootId } from '../container/root-filesystem.ts';
import type { ContainerProcess, ContainerSpec } from '../container/runtime-spec.ts';
import { LXC_MONITOR_PATH } from '../container/shim.ts';
import { SystemError } from '../filesystem/errors.ts';
import { removeTree } from '../filesystem/remove-tree.ts';
import { ALL_CAPABILITIES } from '../linux/capabilities.ts';
import { networkInode } from '../linux/network-namespace.ts';
import { mountTable } from '../linux/root-caller.ts';
import { configText, LXC_PATH } from './config-file.ts';
import type { OsContainer } from './container.ts';
import type { LxcWorld } from './world.ts';

/** What lxc's common.conf takes from root. */
const DROPPED = ['MAC_ADMIN', 'MAC_OVERRIDE', 'SYS_TIME', 'SYS_MODULE', 'SYS_RAWIO'].map(
  (name) => `CAP_${name}`,
);
const CAPABILITIES = ALL_CAPABILITIES.filter((name) => !DROPPED.includes(name));

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const OPEN_FILES_MAX = 1_048_576;
const RUN_MODE = 0o755;

/** Makes the container's root file system, with what its host and its name put there. @throws SystemError, RuntimeError */
export function makeRuntimeContainer(world: LxcWorld, container: OsContainer): void {
  const { machines } = world;
  const { name, runtimeId, network } = container;
  machines.runtime.create(specOf(container));
  const inside = machines.runtime.caller(runtimeId);
  if (inside === undefined) throw new Error(`no container ${runtimeId}`);
  const { servers } = machines.network.names.resolver(network);
  const { filesystems } = machines;
  filesystems.writeText(inside, '/etc/hostname', `${name}\n`);
  filesystems.writeText(
    inside,
    '/etc/hosts',
    `127.0.0.1\tlocalhost\n127.0.1.1\t${name}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
  );
  filesystems.writeText(
    inside,
    '/etc/resolv.conf',
    servers.map((server) => `nameserver ${server}\n`).join(''),
  );
  showOnHost(world, container);
  writeConfig(world, container);
}

/** Removes all of it. */
export function removeRuntimeContainer(world: LxcWorld, container: OsContainer): void {
  const { machines } = world;
  hideOnHost(world, container);
  if (machines.runtime.spec(container.runtimeId) !== undefined) machines.runtime.remove(container.runtimeId);
  machines.kernel.cgroups.remove(container.host, monitorGroup(container));
}

export function monitorGroup({ name }: Pick<OsContainer, 'name'>): string {
  return `/lxc.monitor.${name}`;
}

/** The host has its folder, with the root file system in it. */
export function showOnHost({ machines }: LxcWorld, container: OsContainer): void {
  const { host } = container;
  const { filesystems, kernel } = machines;
  const path = rootPath(container);
  filesystems.makeDirectories(hostCaller(kernel, host), path);
  filesystems.mounts.add(mountTable(host, kernel.namespaces.initial().mnt), {
    path,
    filesystem: rootId({ host, id: container.runtimeId }),
    inode: 1,
    source: 'overlay',
    type: 'overlay',
    readOnly: false,
    options: ['relatime'],
  });
}

/** Takes the root file system out of the folder, before it goes or is replaced. */
export function hideOnHost({ machines }: LxcWorld, container: OsContainer): void {
  const { filesystems, kernel } = machines;
  const table = mountTable(container.host, kernel.namespaces.initial().mnt);
  const path = rootPath(container);
  if (filesystems.mounts.at(table, path) !== undefined) filesystems.mounts.remove(table, path);
}

/** Removes the host's folder, if there is one. */
export function removeFolder({ machines }: LxcWorld, { host, name }: OsContainer): void {
  const caller = hostCaller(machines.kernel, host);
  try {
    removeTree(machines.filesystems, caller, `${LXC_PATH}/${name}`);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}

export function writeConfig({ machines }: LxcWorld, container: OsContainer): void {
  const caller = hostCaller(machines.kernel, container.host);
  machines.filesystems.writeText(caller, `${LXC_PATH}/${container.name}/config`, configText(container));
}

function rootPath({ name }: OsContainer): string {
  return `${LXC_PATH}/${name}/rootfs`;
}

function specOf({ host, name, runtimeId, layers, limits, network }: OsContainer): ContainerSpec {
  return {
    id: runtimeId,
    host,
    layers,
    readOnlyRoot: false,
    hostName: name,
    process: processOf({ argv: ['/sbin/init'], env: [['TERM', 'linux']] }),
    namespaces: {
      pid: 'private',
      ipc: 'private',
      uts: 'private',
      user: 'host',
      cgroup: 'private',
      net: network,
    },
    cgroup: { path: `/lxc.payload.${name}`, limits },
    mounts: [{ source: 'tmpfs', target: '/run', type: 'tmpfs', readOnly: false, mode: RUN_MODE }],
    init: false,
    selinux: undefined,
    privileged: false,
    ownsCgroup: true,
    monitor: {
      path: LXC_MONITOR_PATH,
      title: `[lxc monitor] ${LXC_PATH} ${name}`,
      cgroup: monitorGroup({ name }),
    },
    devices: [],
    sysctls: {},
  };
}

/** A process as lxc-start and lxc-attach make it. */
export function processOf(
  wanted: Pick<ContainerProcess, 'argv' | 'env'> & Partial<ContainerProcess>,
): ContainerProcess {
  return {
    workingDirectory: '/',
    user: '',
    stdin: false,
    capabilities: CAPABILITIES,
    noNewPrivileges: false,
    oomScoreAdjust: 0,
    openFilesMax: OPEN_FILES_MAX,
    ...wanted,
    env: [['PATH', PATH], ['container', 'lxc'], ...wanted.env],
  };
}

/** The network namespace of a container that is to be. */
export function makeNetwork({ machines }: LxcWorld, host: string): string {
  return machines.kernel.makeNetworkNamespace(host);
}

export function removeNetwork({ machines }: LxcWorld, { host, network }: OsContainer): void {
  if (machines.kernel.namespaces.get(host, networkInode(network)) !== undefined)
    machines.kernel.removeNetworkNamespace(host, network);
}
