import { directory, file, type SyntheticNode } from '../../filesystem/synthetic.ts';
import { DISK_MAJOR } from '../devices.ts';
import { type Host, KERNEL_BANNER, KERNEL_COMMAND_LINE, KERNEL_RELEASE, KERNEL_VERSION } from '../hosts.ts';
import type { Kernel } from '../kernel.ts';
import { KERNEL_PARAMETERS, ownsParameter, readParameter, writeParameter } from '../kernel-parameters.ts';
import { loadAverages } from '../load-average.ts';
import { PRESSURE_RESOURCES, type PressureResource } from '../pressure.ts';
import type { Process } from '../process.ts';
import { networkFile } from './network-files.ts';
import { processFile } from './process-files.ts';

const CLOCK_MHZ = '2593.906';
/** What the kernel keeps for itself of a host's memory. */
const KERNEL_BYTES = 134_217_728;

type HostFile = (kernel: Kernel, host: Host, viewer: Process) => SyntheticNode;

/** What only root may read, or not even root. */
function secret(read: () => string, mode = 0o400): SyntheticNode {
  return { type: 'file', read, mode };
}

/** Files of /proc about the host, by path. Containers see their host's, as in Linux, unless they are hidden. */
const FILES: Readonly<Record<string, HostFile>> = {
  'acpi/wakeup': () => file(() => 'Device\tS-state\t  Status   Sysfs node\n'),
  'bus/pci/devices': () => file(() => ''),
  'fs/ext4/vda1/options': () => file(() => 'rw\nbarrier\nuser_xattr\nacl\ndata=ordered\n'),
  interrupts: (_, host) => file(() => interrupts(host.cpus)),
  'irq/default_smp_affinity': (_, host) => file(() => `${(2 ** host.cpus - 1).toString(16)}\n`),
  kcore: () => secret(() => ''),
  keys: () => file(() => '3d0b6f5a I--Q---     1 perm 1f3f0000     0 65534 keyring   _uid.0: empty\n'),
  'key-users': () => file(() => '    0:     2 1/1 1/1000000 9/25000000\n'),
  'scsi/scsi': () => file(() => 'Attached devices:\n'),
  'sysrq-trigger': () => ({ type: 'file', read: () => '', write: () => {}, mode: 0o200 }),
  timer_list: (kernel, host) =>
    secret(
      () =>
        `Timer List Version: v0.9\nHRTIMER_MAX_CLOCK_BASES: 8\nnow at ${(kernel.now - host.bootedMs) * 1_000_000} nsecs\n`,
    ),
  cpuinfo: (_, host) => file(() => cpuInfo(host.cpus)),
  meminfo: (kernel, host) => file(() => memoryInfo(kernel, host)),
  uptime: (kernel, host) => file(() => uptime(kernel, host)),
  loadavg: (kernel, host) => file(() => loadAverage(kernel, host)),
  version: () => file(() => `${KERNEL_BANNER}\n`),
  cmdline: () => file(() => `${KERNEL_COMMAND_LINE}\n`),
  stat: (kernel, host) => file(() => hostStat(kernel, host)),
  filesystems: () =>
    file(() => 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tcgroup2\n\text4\nnodev\toverlay\n'),
  ...Object.fromEntries(
    PRESSURE_RESOURCES.map((name): [string, HostFile] => [`pressure/${name}`, pressureFile(name)]),
  ),
  devices: () => file(() => DEVICES),
  diskstats: (kernel, host) => file(() => diskStats(kernel, host)),
  modules: () => file(() => 'overlay 163840 0 - Live 0x0000000000000000\n'),
  'sys/vm/drop_caches': () => ({ type: 'file', read: () => '0\n', write: () => {}, mode: 0o200 }),
  swaps: () => file(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
  cgroups: () =>
    file(
      () =>
        `#subsys_name\thierarchy\tnum_cgroups\tenabled\n${['cpuset', 'cpu', 'io', 'memory', 'pids'].map((name) => `${name}\t0\t1\t1\n`).join('')}`,
    ),
  partitions: (_, host) =>
    file(
      () =>
        `major minor  #blocks  name\n\n 254        0 ${Math.floor(host.diskBytes / 1024)} vda\n 254        1 ${Math.floor(host.diskBytes / 1024) - 1024} vda1\n`,
    ),
  'sys/kernel/hostname': (kernel, host, viewer) =>
    file(
      () => `${kernel.namespaces.hostName(host.name, viewer.namespaces.uts)}\n`,
      (text) => kernel.namespaces.setHostName(host.name, viewer.namespaces.uts, text.trim()),
    ),
  'sys/kernel/domainname': () => file(() => '(none)\n'),
  'sys/kernel/ostype': () => file(() => 'Linux\n'),
  'sys/kernel/osrelease': () => file(() => `${KERNEL_RELEASE}\n`),
  'sys/kernel/version': () => file(() => `${KERNEL_VERSION}\n`),
  'sys/kernel/random/boot_id': (_, host) => file(() => `${uuidOf(host.machineId)}\n`),
  'sys/kernel/random/uuid': (kernel) => file(() => `${randomUuid(kernel)}\n`),
};

/** The path below /proc of each kernel parameter → its name. */
const PARAMETERS = new Map(
  Object.keys(KERNEL_PARAMETERS).map((name) => [`sys/${name.replaceAll('.', '/')}`, name]),
);

/** The folders that the paths of `FILES` and parameters imply, with their entries. */
const FOLDERS = new Map<string, Set<string>>();
for (const path of [...Object.keys(FILES), ...PARAMETERS.keys()]) {
  const names = path.split('/');
  for (let depth = 0; depth < names.length; depth++) {
    const folder = names.slice(0, depth).join('/');
    FOLDERS.set(folder, (FOLDERS.get(folder) ?? new Set()).add(names[depth] ?? ''));
  }
}

/** What stands at a path of /proc as a process sees it: `''`, `self/status`, `12/fd/1`, `sys/kernel/hostname` … */
export function procFile(kernel: Kernel, viewer: Process, path: string): SyntheticNode | undefined {
  const host = kernel.hosts.get(viewer.host);
  if (host === undefined) return undefined;
  const [first = '', ...rest] = path.split('/').filter((name) => name !== '');
  if (first === '')
    return directory(() => [
      ...pids(kernel, viewer),
      'self',
      'thread-self',
      'net',
      'mounts',
      ...(FOLDERS.get('') ?? []),
    ]);
  if (first === 'mounts' && rest.length === 0) return { type: 'symbolic link', target: 'self/mounts' };
  if (first === 'net') return networkFile(kernel, viewer, rest);
  if ((first === 'self' || first === 'thread-self') && rest.length === 0) {
    return { type: 'symbolic link', target: String(seenPid(kernel, viewer, viewer)) };
  }
  if (/^\d+$/.test(first)) {
    const process = findPid(kernel, viewer, Number(first));
    const node = process === undefined ? undefined : processFile(kernel, process, viewer, rest);
    if (process === undefined || node === undefined) return undefined;
    return { ...node, owner: { uid: process.uid, gid: process.gid } };
  }
  const known = [first, ...rest].join('/');
  if (Object.hasOwn(FILES, known)) return FILES[known]?.(kernel, host, viewer);
  const parameter = PARAMETERS.get(known);
  if (parameter !== undefined) return parameterFile(kernel, viewer, parameter);
  const names = FOLDERS.get(known);
  return names === undefined ? undefined : directory(() => [...names]);
}

function parameterFile(kernel: Kernel, viewer: Process, name: string): SyntheticNode {
  const read = () => `${readParameter(kernel, viewer, name)}\n`;
  if (KERNEL_PARAMETERS[name]?.accepts === undefined) return file(read);
  const node = file(read, (text) => writeParameter(kernel, viewer, name, text));
  return ownsParameter(kernel, viewer, name)
    ? { ...node, owner: { uid: viewer.uid, gid: viewer.gid } }
    : node;
}

function pids(kernel: Kernel, viewer: Process): string[] {
  return kernel.processes
    .of(viewer.host)
    .map((process) => seenPid(kernel, process, viewer))
    .filter((pid) => pid !== undefined)
    .map(String);
}

function seenPid(kernel: Kernel, process: Process, viewer: Process): number | undefined {
  const { pid } = viewer.namespaces;
  if (pid === kernel.namespaces.initial().pid) return process.pid;
  return process.nested.find(({ namespace }) => namespace === pid)?.pid;
}

function findPid(kernel: Kernel, viewer: Process, pid: number): Process | undefined {
  const { host, namespaces } = viewer;
  return namespaces.pid === kernel.namespaces.initial().pid
    ? kernel.processes.get(host, pid)
    : kernel.processes.nested(host, namespaces.pid, pid);
}

const DEVICES = `Character devices:
  1 mem
  4 tty
  4 ttyS
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
 10 misc
136 pts

Block devices:
  7 loop
254 virtblk
259 blkext
`;

/** /proc/diskstats: the disk and its partition, which has all of it. Sectors have 512 bytes. */
function diskStats(kernel: Kernel, host: Host): string {
  const root = kernel.cgroups.get(host.name, '/');
  const use = (direction: 'read' | 'write') => {
    if (root === undefined) return '0 0 0 0';
    const { bytes, requests } = kernel.disk.carriedOut(root, direction);
    return `${requests} 0 ${Math.floor(bytes / 512)} 0`;
  };
  const counts = `${use('read')} ${use('write')} 0 0 0 0 0 0 0 0 0`;
  return `${DISK_MAJOR.toString().padStart(4)}       0 vda ${counts}\n${DISK_MAJOR.toString().padStart(4)}       1 vda1 ${counts}\n`;
}

function pressureFile(resource: PressureResource): HostFile {
  return (kernel, host) =>
    file(() => {
      const root = kernel.cgroups.get(host.name, '/');
      return root === undefined ? '' : kernel.pressures.text(root, resource);
    });
}

function interrupts(cpus: number): string {
  const columns = (cell: (cpu: number) => string) =>
    Array.from({ length: cpus }, (_, cpu) => cell(cpu)).join(' ');
  const counts = columns(() => '0'.padStart(10));
  return `${' '.repeat(11)}${columns((cpu) => `CPU${cpu}`.padEnd(10))}\n   1: ${counts}   IO-APIC    1-edge      i8042\n NMI: ${counts}   Non-maskable interrupts\n`;
}

function cpuInfo(cpus: number): string {
  return Array.from({ length: cpus }, (_, cpu) =>
    [
      `processor\t: ${cpu}`,
      'vendor_id\t: GenuineIntel',
      'cpu family\t: 6',
      'model\t\t: 106',
      'model name\t: Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz',
      `cpu MHz\t\t: ${CLOCK_MHZ}`,
      'cache size\t: 49152 KB',
      `physical id\t: 0`,
      `siblings\t: ${cpus}`,
      `core id\t\t: ${cpu}`,
      `cpu cores\t: ${cpus}`,
      'bogomips\t: 5187.81',
      '',
      '',
    ].join('\n'),
  ).join('');
}

function memoryInfo(kernel: Kernel, host: Host): string {
  const { memoryBytes = 0, shmemBytes = 0 } = kernel.cgroups.get(host.name, '/') ?? {};
  const used = memoryBytes + KERNEL_BYTES;
  const free = Math.max(0, host.memoryBytes - used);
  const rows: readonly (readonly [name: string, bytes: number])[] = [
    ['MemTotal', host.memoryBytes],
    ['MemFree', free],
    ['MemAvailable', free],
    ['Buffers', 0],
    ['Cached', shmemBytes],
    ['SwapCached', 0],
    ['SwapTotal', 0],
    ['SwapFree', 0],
    ['Shmem', shmemBytes],
    ['Slab', KERNEL_BYTES],
  ];
  return rows
    .map(([name, bytes]) => `${`${name}:`.padEnd(15)}${String(Math.floor(bytes / 1024)).padStart(9)} kB\n`)
    .join('');
}

function uptime(kernel: Kernel, host: Host): string {
  const seconds = (kernel.now - host.bootedMs) / 1000;
  return `${seconds.toFixed(2)} ${(seconds * host.cpus).toFixed(2)}\n`;
}

function loadAverage(kernel: Kernel, host: Host): string {
  const processes = kernel.processes.of(host.name);
  const computing = processes.filter(({ computation }) => computation !== undefined).length;
  const averages = loadAverages(kernel, host.name).map((average) => average.toFixed(2));
  return `${averages.join(' ')} ${computing}/${processes.length} ${processes.at(-1)?.pid ?? 0}\n`;
}

function hostStat(kernel: Kernel, host: Host): string {
  kernel.computing.settleHost(host.name);
  const blocked = kernel.processes.of(host.name).filter(({ stall }) => stall?.on === 'io').length;
  const user = Math.floor((kernel.cgroups.get(host.name, '/')?.cpuMs ?? 0) / 10);
  const total = Math.floor(((kernel.now - host.bootedMs) * host.cpus) / 10);
  const line = (name: string, share: number) =>
    `${name} ${Math.floor(user / share)} 0 0 ${Math.max(0, Math.floor((total - user) / share))} 0 0 0 0 0 0\n`;
  const each = Array.from({ length: host.cpus }, (_, cpu) => line(`cpu${cpu}`, host.cpus)).join('');
  return `${line('cpu ', 1)}${each}ctxt 0\nbtime ${Math.floor(host.bootedMs / 1000)}\nprocesses ${kernel.processes.of(host.name).length}\nprocs_running 1\nprocs_blocked ${blocked}\n`;
}

function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

function randomUuid(kernel: Kernel): string {
  let hex = '';
  for (let word = 0; word < 4; word++) hex += kernel.simulation.random.uint32().toString(16).padStart(8, '0');
  return uuidOf(`${hex.slice(0, 12)}4${hex.slice(13, 16)}a${hex.slice(17)}`);
}
