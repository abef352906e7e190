import { HOST_INIT_PATH } from '../../container/host-layer.ts';
import { INIT_LAYER } from '../../container/init-layer.ts';
import { INIT_PATH } from '../../container/launch-process.ts';
import type {
  ContainerDevice,
  ContainerMount,
  ContainerProcess,
  ContainerSpec,
  NamespaceChoice,
} from '../../container/runtime-spec.ts';
import { ALL_CAPABILITIES } from '../../linux/capabilities.ts';
import type { CgroupLimits, IoLimits } from '../../linux/cgroup.ts';
import { DISK_NUMBER } from '../../linux/devices.ts';
import { LIMIT_NAMES, type ResourceLimits } from '../../linux/resource-limits.ts';
import type { DockerWorld } from '../world.ts';
import type { HostConfig, Resources } from './config.ts';
import type { Container } from './container.ts';
import { networkFolder } from './host-files.ts';
import { linkedEnvironment } from './links.ts';
import { mountedSource } from './mount-points.ts';
import { overlayOptions } from './overlay-folders.ts';
import { tmpfsOptions } from './tmpfs-options.ts';
import { capabilityName } from './validation/settings.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What root in a container may do unless it is told otherwise (moby's caps.DefaultCapabilities). */
const DEFAULT_CAPABILITIES = (
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL ' +
  'AUDIT_WRITE'
)
  .split(' ')
  .map((name) => `CAP_${name}`);

/** RLIMIT_NOFILE of dockerd's unit, which containers inherit. */
const OPEN_FILES_MAX = 1_048_576;
const CFS_PERIOD_US = 100_000;
const TERMINAL = { rows: 24, columns: 80 };

/** The OCI bundle that dockerd makes of a container. */
export function containerSpec(world: DockerWorld, container: Container): ContainerSpec {
  const { id, host, config, hostConfig } = container;
  const slice = hostConfig.CgroupParent || 'system.slice';
  return {
    id,
    host,
    layers: [...container.layers, INIT_LAYER.key],
    rootOptions: overlayOptions(world, container),
    readOnlyRoot: hostConfig.ReadonlyRootfs,
    hostName: config.Hostname,
    process: mainProcess(world, container),
    namespaces: {
      pid: namespaceChoice(world, container, hostConfig.PidMode),
      ipc: namespaceChoice(world, container, hostConfig.IpcMode),
      uts: hostConfig.UTSMode === 'host' ? 'host' : 'private',
      user: 'host',
      cgroup: hostConfig.CgroupnsMode === 'host' ? 'host' : 'private',
      net: container.netNamespace,
    },
    cgroup: { path: `/${slice}/docker-${id}.scope`, limits: limitsOf(hostConfig) },
    mounts: mountsOf(world, container),
    ...(hostConfig.IpcMode === 'none' ? { sharedMemory: false } : {}),
    init: hostConfig.Init === true,
    selinux: container.labels,
    privileged: hostConfig.Privileged,
    devices: devicesOf(hostConfig),
    maskedPaths: hostConfig.MaskedPaths ?? [],
    readOnlyPaths: hostConfig.ReadonlyPaths ?? [],
    sysctls: { ...networkSysctls(hostConfig), ...hostConfig.Sysctls },
  };
}

/** What dockerd sets in a network namespace of a container's own, so that its processes need no rights for it. */
function networkSysctls({ NetworkMode }: HostConfig): Readonly<Record<string, string>> {
  if (NetworkMode === 'host' || NetworkMode.startsWith('container:')) return {};
  return { 'net.ipv4.ip_unprivileged_port_start': '0', 'net.ipv4.ping_group_range': '0 2147483647' };
}

function devicesOf({ Devices }: HostConfig): ContainerDevice[] {
  return (Devices ?? []).map(({ PathOnHost, PathInContainer, CgroupPermissions }) => ({
    pathOnHost: PathOnHost,
    path: PathInContainer || PathOnHost,
    access: CgroupPermissions || 'rwm',
  }));
}

export function mainProcess(world: DockerWorld, container: Container): ContainerProcess {
  const { config, hostConfig } = container;
  const [rows, columns] = hostConfig.ConsoleSize;
  const size = rows > 0 && columns > 0 ? { rows, columns } : TERMINAL;
  return {
    argv: [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])],
    env: environment(world, container, config.Tty, config.Env ?? []),
    workingDirectory: config.WorkingDir || '/',
    user: config.User,
    additionalGroups: hostConfig.GroupAdd ?? [],
    ...(config.Tty ? { terminal: size } : {}),
    stdin: config.OpenStdin,
    capabilities: capabilitiesOf(hostConfig),
    noNewPrivileges: noNewPrivileges(hostConfig),
    oomScoreAdjust: hostConfig.OomScoreAdj,
    ...confinement(hostConfig),
  };
}

/** dockerd's own variables first, and those of links; those of the container replace them in their place. */
export function environment(
  world: DockerWorld,
  container: Container,
  tty: boolean,
  own: readonly string[],
): (readonly [name: string, value: string])[] {
  const variables = new Map([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', container.config.Hostname],
  ]);
  if (tty) variables.set('TERM', 'xterm');
  for (const [name, value] of linkedEnvironment(world, container)) variables.set(name, value);
  for (const variable of own) {
    const equals = variable.indexOf('=');
    // A name alone takes the variable away.
    if (equals < 0) variables.delete(variable);
    else variables.set(variable.slice(0, equals), variable.slice(equals + 1));
  }
  return [...variables];
}

export function capabilitiesOf({ Privileged, CapAdd, CapDrop }: HostConfig): readonly string[] {
  if (Privileged) return ALL_CAPABILITIES;
  const added = (CapAdd ?? []).map(capabilityName);
  const dropped = (CapDrop ?? []).map(capabilityName);
  const start = added.includes('ALL')
    ? ALL_CAPABILITIES
    : dropped.includes('ALL')
      ? []
      : DEFAULT_CAPABILITIES;
  const all = new Set([...start, ...added]);
  all.delete('ALL');
  for (const name of dropped) all.delete(name);
  return [...all];
}

export function noNewPrivileges({ SecurityOpt }: HostConfig): boolean {
  return (SecurityOpt ?? []).some((option) => /^no-new-privileges([=:](true|t|1))?$/i.test(option));
}

/** What the kernel lets the processes of a container do, beside their capabilities. */
export function confinement(
  hostConfig: HostConfig,
): Pick<ContainerProcess, 'openFilesMax' | 'limits' | 'seccomp'> {
  const limits = resourceLimits(hostConfig);
  return {
    openFilesMax: limits.nofile?.soft ?? OPEN_FILES_MAX,
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    seccomp: !hostConfig.Privileged && !(hostConfig.SecurityOpt ?? []).some((each) => UNFILTERED.test(each)),
  };
}

const UNFILTERED = /^seccomp[=:]unconfined$/;

function resourceLimits({ Ulimits }: HostConfig): ResourceLimits {
  const limits: ResourceLimits = {};
  for (const { Name, Soft, Hard } of Ulimits ?? []) {
    const name = LIMIT_NAMES.find((each) => each === Name);
    if (name !== undefined) limits[name] = { soft: Soft, hard: Hard };
  }
  return limits;
}

/** Limits as cgroup v2 has them. */
export function limitsOf(resources: Resources): CgroupLimits {
  const { NanoCpus, CpuQuota, CpuPeriod, CpuShares, CpusetCpus, Memory, MemorySwap } = resources;
  const { MemoryReservation, PidsLimit, BlkioWeight } = resources;
  const period = CpuPeriod || CFS_PERIOD_US;
  const quota = NanoCpus > 0 ? Math.floor((NanoCpus * CFS_PERIOD_US) / 1e9) : CpuQuota;
  const io = ioLimits(resources);
  return {
    ...(quota > 0 ? { cpuMax: { quotaUs: quota, periodUs: NanoCpus > 0 ? CFS_PERIOD_US : period } } : {}),
    ...(CpuShares > 0 ? { cpuWeight: cpuWeight(CpuShares) } : {}),
    ...(CpusetCpus === '' ? {} : { cpuset: CpusetCpus }),
    ...(Memory > 0 ? { memoryMax: Memory } : {}),
    ...(MemoryReservation > 0 ? { memoryLow: MemoryReservation } : {}),
    ...(Memory > 0 && MemorySwap > 0 ? { swapMax: MemorySwap - Memory } : {}),
    ...(PidsLimit !== null && PidsLimit > 0 ? { pidsMax: PidsLimit } : {}),
    ...(Object.keys(io).length > 0 ? { ioMax: io } : {}),
    ...(BlkioWeight > 0 ? { ioWeight: Math.floor(1 + ((BlkioWeight - 10) * 9999) / 990) } : {}),
  };
}

/** runc's conversion of shares (2 … 262,144) to a weight (1 … 10,000). */
function cpuWeight(shares: number): number {
  return Math.floor(1 + ((shares - 2) * 9999) / 262_142);
}

function ioLimits(resources: Resources): Record<string, IoLimits> {
  const limits: Partial<Record<keyof IoLimits, number>> = {};
  for (const [key, devices] of [
    ['rbps', resources.BlkioDeviceReadBps],
    ['wbps', resources.BlkioDeviceWriteBps],
    ['riops', resources.BlkioDeviceReadIOps],
    ['wiops', resources.BlkioDeviceWriteIOps],
  ] as const) {
    const [device] = devices ?? [];
    if (device !== undefined) limits[key] = device.Rate;
  }
  return Object.keys(limits).length === 0 ? {} : { [DISK_NUMBER]: limits };
}

function namespaceChoice(world: DockerWorld, { host }: Container, mode: string): NamespaceChoice {
  if (mode === 'host') return 'host';
  if (!mode.startsWith('container:')) return 'private';
  return { container: world.containers.get(host, mode.slice('container:'.length)).id };
}

function mountsOf(world: DockerWorld, container: Container): ContainerMount[] {
  const { hostConfig, mounts } = container;
  const folder = networkFolder(world, container);
  const own = ['resolv.conf', 'hostname', 'hosts'].map(
    (file): ContainerMount => ({
      source: `${folder}/${file}`,
      target: `/etc/${file}`,
      type: 'bind',
      readOnly: hostConfig.ReadonlyRootfs,
    }),
  );
  const tmpfs = Object.entries(hostConfig.Tmpfs ?? {}).map(
    ([target, options]): ContainerMount => ({
      source: 'tmpfs',
      target,
      type: 'tmpfs',
      ...tmpfsOptions(options),
    }),
  );
  const init: ContainerMount = { source: HOST_INIT_PATH, target: INIT_PATH, type: 'bind', readOnly: true };
  return [
    ...own,
    ...ownSharedMemory(hostConfig),
    ...(hostConfig.Init === true ? [init] : []),
    ...mounts.map((mount) => mountOf(mount, container)),
    ...tmpfs,
  ];
}

/** Memory to share of its own; that of the host, or of another container, comes with the IPC namespace. */
function ownSharedMemory({ IpcMode, ShmSize }: HostConfig): ContainerMount[] {
  if (!['private', 'shareable'].includes(IpcMode)) return [];
  const shm = { source: 'shm', target: '/dev/shm', type: 'tmpfs', readOnly: false } as const;
  return [{ ...shm, sizeBytes: ShmSize, mode: 0o1777 }];
}

function mountOf(
  point: Container['mounts'][number],
  { hostConfig, mountedImages = {} }: Container,
): ContainerMount {
  const { Type, Destination, RW, Source } = point;
  if (Type === 'image') {
    const asked = (hostConfig.Mounts ?? []).find(({ Target }) => Target === Destination);
    const source = asked?.ImageOptions?.Subpath ?? '';
    const layers = mountedImages[Source] ?? [];
    return { source, target: Destination, type: 'image', readOnly: !RW, layers };
  }
  if (Type !== 'tmpfs') {
    return { source: mountedSource(point, hostConfig), target: Destination, type: 'bind', readOnly: !RW };
  }
  const options = (hostConfig.Mounts ?? []).find(({ Target }) => Target === Destination)?.TmpfsOptions;
  return {
    source: 'tmpfs',
    target: Destination,
    type: 'tmpfs',
    readOnly: !RW,
    ...(options?.SizeBytes ? { sizeBytes: options.SizeBytes } : {}),
    ...(options?.Mode ? { mode: options.Mode } : {}),
  };
}
