import { Filesystems } from '../filesystem/filesystems.ts';
import { boot, daemon, type Service, systemd } from '../linux/boot.ts';
import type { Host, HostSpec } from '../linux/hosts.ts';
import { KERNEL_RELEASE } from '../linux/hosts.ts';
import { Kernel } from '../linux/kernel.ts';
import { networkName } from '../linux/network-namespace.ts';
import {
  cgroupFilesystem,
  EMPTY_FILESYSTEM,
  NAMESPACE_FILESYSTEM,
  procFilesystem,
  sysFilesystem,
  terminalFilesystem,
} from '../linux/proc/filesystems.ts';
import { mountTable, rootCaller } from '../linux/root-caller.ts';
import type { Program } from '../linux/system.ts';
import { Network } from '../network/network.ts';
import { programs } from '../programs/index.ts';
import { imageManifest } from '../registry/manifest.ts';
import { PushedImages } from '../registry/pushed-images.ts';
import { resolveImage } from '../registry/resolve.ts';
import { commands } from '../shell/commands/table.ts';
import { shell } from '../shell/shell.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { emptyFilesystem } from './container-mounts.ts';
import { FAILED_INIT, failedInit } from './failed-init.ts';
import { Layers } from './layers.ts';
import { Runtime } from './runtime.ts';
import { shim } from './shim.ts';

/** The distribution that hosts run. */
const HOST_IMAGE = 'docker.io/library/debian:bookworm';

/** Every program that can be behind an executable's path. */
const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...Object.entries(commands),
  ...programs,
  ['sh', shell],
  ['ash', shell],
  ['bash', shell],
  ['dash', shell],
  ['systemd', systemd],
  ['daemon', daemon],
  ['containerd-shim', shim],
  [FAILED_INIT, failedInit],
]);

export interface NewHost extends HostSpec {
  readonly address: string;
  readonly bootedMs: number;
  readonly readyMs: number;
  readonly machineId: string;
  readonly selinux: Host['selinux'];
}

/** /etc/hosts as Debian's installer leaves it. */
function hostsOfMachine(name: string): string {
  return [
    '127.0.0.1\tlocalhost',
    `127.0.1.1\t${name}`,
    '',
    '# The following lines are desirable for IPv6 capable hosts',
    '::1     localhost ip6-localhost ip6-loopback',
    'ff02::1 ip6-allnodes',
    'ff02::2 ip6-allrouters',
    '',
  ].join('\n');
}

/** The virtual machines of a sandbox, with kernels, file systems, network and a container runtime. */
export class Machines {
  readonly layers: Layers;
  readonly pushedImages: PushedImages;
  readonly filesystems: Filesystems;
  readonly network: Network;
  readonly kernel: Kernel;
  readonly runtime: Runtime;
  /** Told of a socket at which something has changed: for those that have sockets without being processes. */
  readonly socketListeners: ((socket: string) => void)[] = [];

  constructor(simulation: Simulation) {
    this.layers = new Layers(simulation);
    this.pushedImages = new PushedImages(simulation);
    this.filesystems = new Filesystems(simulation, this.layers);
    this.network = new Network(simulation, (socket) => {
      this.kernel.wake(`socket:${socket}`);
      for (const listener of this.socketListeners) listener(socket);
    });
    this.kernel = new Kernel(simulation, { filesystems: this.filesystems, network: this.network }, PROGRAMS);
    this.filesystems.register('proc', procFilesystem(this.kernel));
    this.filesystems.register('cgroup2', cgroupFilesystem(this.kernel));
    this.filesystems.register('sysfs', sysFilesystem(this.kernel));
    this.filesystems.register('devpts', terminalFilesystem(this.kernel));
    this.filesystems.register('nsfs', NAMESPACE_FILESYSTEM);
    this.filesystems.register('mqueue', EMPTY_FILESYSTEM);
    this.runtime = new Runtime(this.kernel);
  }

  /** After the records were loaded. */
  connect(): void {
    this.filesystems.instances.connect();
    this.kernel.connect();
    this.network.resume();
    this.runtime.connect();
  }

  /** Adds a virtual machine and boots it. */
  addHost({ selinux, ...spec }: NewHost, services: readonly Service[]): Host {
    const host: Host = { ...spec, kernel: KERNEL_RELEASE, selinux };
    const { name } = host;
    const initial = this.kernel.namespaces.initial();
    this.network.addHost({ name, namespace: networkName(name, initial.net), address: host.address });
    this.#mountRoot(host, mountTable(name, initial.mnt));
    this.filesystems.writeText(rootCaller(name, initial.mnt), '/etc/hosts', hostsOfMachine(name));
    boot(this.kernel, host, services);
    return host;
  }

  /** Pulls its plug: nothing is left of it. */
  removeHost(name: string): void {
    for (const process of this.kernel.processes.of(name)) {
      this.kernel.lifecycle.end(process, { signal: 'SIGKILL' });
      this.kernel.processes.remove(process);
    }
    this.network.removeHost(name);
    this.kernel.cgroups.removeHost(name);
    for (const { inode } of this.kernel.namespaces.of(name)) {
      this.filesystems.mounts.drop(mountTable(name, inode));
      this.kernel.namespaces.remove(name, inode);
    }
    for (const id of this.filesystems.instances.of(name)) this.filesystems.instances.remove(id);
    this.kernel.audit.forget(name);
    this.kernel.log.forget(name);
    this.kernel.hosts.remove(name);
  }

  #mountRoot(host: Host, table: string): void {
    const { instances, mounts } = this.filesystems;
    const root = `${host.name}:root`;
    instances.make({
      id: root,
      type: 'ext4',
      device: ROOT_DEVICE,
      layers: hostLayers(),
      bytesMax: host.diskBytes,
    });
    const dev = `${host.name}:dev`;
    instances.make({ id: dev, type: 'tmpfs', device: DEVICE_DEVICE, layers: ['dev', 'host-dev'] });
    const empty = { id: emptyFilesystem(host.name), type: 'tmpfs', layers: [], bytesMax: 0 } as const;
    instances.make({ ...empty, device: this.kernel.takeDevice() });
    const options = ['relatime'];
    mounts.add(table, {
      path: '/',
      filesystem: root,
      inode: 1,
      source: '/dev/vda1',
      type: 'ext4',
      readOnly: false,
      options,
    });
    for (const [path, name] of SYNTHETIC_MOUNTS) {
      mounts.add(table, {
        path,
        inode: 0,
        synthetic: { name, root: name === 'proc' ? String(this.kernel.namespaces.initial().pid) : '/' },
        source: name,
        type: name,
        readOnly: false,
        options,
      });
    }
    mounts.add(table, {
      path: '/dev',
      filesystem: dev,
      inode: 1,
      source: 'udev',
      type: 'devtmpfs',
      readOnly: false,
      options,
    });
  }
}

/** /dev/vda1 */
const ROOT_DEVICE = 254 * 256 + 1;
const DEVICE_DEVICE = 5;

const SYNTHETIC_MOUNTS = [
  ['/proc', 'proc'],
  ['/sys', 'sysfs'],
  ['/sys/fs/cgroup', 'cgroup2'],
] as const;

function hostLayers(): string[] {
  const resolution = resolveImage(HOST_IMAGE);
  if ('missing' in resolution) throw new Error(`no image ${HOST_IMAGE}`);
  return [...imageManifest(resolution.found).layers.map(({ key }) => key), 'host'];
}
