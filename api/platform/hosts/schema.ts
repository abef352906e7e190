import { z } from '@hono/zod-openapi';
import { dns1123Label } from '../../../engine/kubernetes/apiserver/names.ts';
import { DISK_NUMBER } from '../../../engine/linux/devices.ts';
import { NAMESPACE_TYPES } from '../../../engine/linux/process.ts';
import {
  HOST_CPUS_MAX,
  HOST_DISK_BYTES_MAX,
  HOST_DISK_BYTES_MIN,
  HOST_MEMORY_BYTES_MAX,
  HOST_MEMORY_BYTES_MIN,
  IO_PER_SECOND_MAX,
} from '../../limits.ts';

const GIBIBYTE = 2 ** 30;

export const hostName = z
  .string()
  .max(63)
  .superRefine((name, context) => {
    for (const message of dns1123Label(name)) context.addIssue({ code: 'custom', message });
  })
  .openapi({ example: 'docker-2' });

const selinux = z.enum(['enforcing', 'permissive', 'disabled']);

export const HostRequestSchema = z
  .strictObject({
    name: hostName,
    cpus: z.int().min(1).max(HOST_CPUS_MAX).optional().openapi({ default: 2 }),
    memoryBytes: z
      .int()
      .min(HOST_MEMORY_BYTES_MIN)
      .max(HOST_MEMORY_BYTES_MAX)
      .optional()
      .openapi({ default: 4 * GIBIBYTE }),
    diskBytes: z
      .int()
      .min(HOST_DISK_BYTES_MIN)
      .max(HOST_DISK_BYTES_MAX)
      .optional()
      .openapi({ default: 40 * GIBIBYTE }),
    selinux: selinux.optional().openapi({ default: 'disabled' }),
  })
  .openapi('HostRequest');

export const HostChangeSchema = z
  .strictObject({ selinux })
  .openapi('HostChange', { description: 'As `setenforce` and /etc/selinux/config together would.' });

export const HostSchema = z
  .object({
    name: z.string().openapi({ example: 'docker' }),
    address: z.string().openapi({ example: '192.168.49.100', description: 'On the sandbox’s LAN.' }),
    cpus: z.int(),
    memoryBytes: z.int(),
    diskBytes: z.int(),
    state: z.enum(['booting', 'running']),
    bootedAt: z.iso.datetime().openapi({ description: 'When its kernel started, in virtual time.' }),
    readyAt: z.iso
      .datetime()
      .openapi({ description: 'When its services answer: a virtual machine takes its time to boot.' }),
    kernel: z.string().openapi({ example: '6.1.0-28-amd64' }),
    machineId: z.string(),
    selinux,
    overheadBytes: z.int().openapi({
      description:
        'Memory of its kernel and daemons: what every further virtual machine costs, and no container.',
    }),
    memoryUsedBytes: z.int(),
    diskUsedBytes: z.int(),
    processes: z.int(),
  })
  .openapi('Host');

export const HostListSchema = z.object({ hosts: z.array(HostSchema) }).openapi('HostList');

export const ProcessListSchema = z
  .object({
    processes: z.array(
      z.object({
        pid: z.int().openapi({ description: 'In the host’s own pid namespace.' }),
        parentPid: z.int(),
        namespacePid: z.int().openapi({ description: 'In its own pid namespace.' }),
        command: z.string(),
        argv: z.array(z.string()),
        user: z.int(),
        group: z.int(),
        state: z.enum(['running', 'sleeping', 'stopped', 'zombie']),
        startedAt: z.iso.datetime(),
        cpuMs: z.int(),
        memoryBytes: z.int(),
        cgroup: z.string(),
        namespaces: z.object(Object.fromEntries(NAMESPACE_TYPES.map((type) => [type, z.int()]))),
        selinuxContext: z.string(),
        capabilities: z.array(z.string()),
      }),
    ),
  })
  .openapi('ProcessList');

export const NamespaceListSchema = z
  .object({
    namespaces: z.array(
      z.object({
        inode: z.int().openapi({ example: 4_026_532_200 }),
        type: z.enum(NAMESPACE_TYPES),
        processes: z.int(),
        pid: z.int().optional().openapi({ description: 'The lowest id of those inside.' }),
        command: z.string().optional(),
      }),
    ),
  })
  .openapi('NamespaceList');

const bytesOrNull = z.int().min(0).max(HOST_MEMORY_BYTES_MAX).nullable();

const perSecond = z.int().min(1).max(IO_PER_SECOND_MAX).optional();

const ioLimits = z.strictObject({ rbps: perSecond, wbps: perSecond, riops: perSecond, wiops: perSecond });

const limitFields = {
  cpuMax: z
    .strictObject({ quotaUs: z.int().min(1000), periodUs: z.int().min(1000).max(1_000_000) })
    .nullable()
    .openapi({ description: 'Microseconds of CPU time in each period.' }),
  cpuWeight: z.int().min(1).max(10_000).nullable(),
  cpuset: z
    .string()
    .max(200)
    .regex(/^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/, 'This is not a list of CPUs.')
    .nullable()
    .openapi({ example: '0-1', description: 'CPUs that the host has.' }),
  memoryMax: bytesOrNull,
  memoryHigh: bytesOrNull,
  pidsMax: z.int().min(1).max(4_194_304).nullable(),
  ioMax: z
    .strictObject({ [DISK_NUMBER]: ioLimits })
    .nullable()
    .openapi({ description: 'Bytes and requests in a second, by the number of the disk.' }),
};

/** All of them, and each may be left out. */
const limits = z.strictObject(limitFields).partial();

export const CgroupLimitsSchema = limits.openapi('CgroupLimits', {
  description: 'Omitted: as it is. Null: no limit.',
});

/** Beside those that can be changed, what container engines and programs on the host set. */
export const SetLimitsSchema = z
  .object({
    ...limitFields,
    ioMax: z.record(z.string(), ioLimits),
    memoryMin: z.int(),
    memoryLow: z.int(),
    swapMax: z.int(),
    oomGroup: z.boolean(),
    ioWeight: z.int(),
  })
  .partial()
  .openapi({ description: 'Those that are set.' });

export const CgroupSchema = z
  .object({
    path: z.string().openapi({ example: '/system.slice/docker.service' }),
    limits: SetLimitsSchema,
    frozen: z.boolean(),
    processes: z.int(),
    cpus: z.number().optional().openapi({ description: 'What its own limits leave it, in CPUs.' }),
    cpu: z.object({
      usageMs: z.number(),
      periods: z.int(),
      throttledPeriods: z.int(),
      throttledMs: z.number(),
    }),
    memory: z.object({
      currentBytes: z.int(),
      peakBytes: z.int(),
      events: z.object({ high: z.int(), max: z.int(), oom: z.int(), oomKill: z.int() }),
    }),
    pids: z.object({ current: z.int(), refusedForks: z.int() }),
  })
  .openapi('Cgroup');

export const CgroupListSchema = z.object({ cgroups: z.array(CgroupSchema) }).openapi('CgroupList');

export const MountListSchema = z
  .object({
    mounts: z.array(
      z.object({
        id: z.int(),
        path: z.string(),
        source: z.string(),
        type: z.string(),
        options: z.array(z.string()),
      }),
    ),
  })
  .openapi('MountList');

const socketAddress = z.object({ address: z.string(), port: z.int() });
const traffic = z.object({ bytes: z.int(), packets: z.int() });

export const NetworkNamespaceSchema = z
  .object({
    interfaces: z.array(
      z.object({
        index: z.int(),
        name: z.string(),
        peerIndex: z.int().optional(),
        kind: z.string().openapi({ example: 'veth' }),
        up: z.boolean(),
        mtu: z.int(),
        mac: z.string(),
        addresses: z.array(
          z.object({ address: z.string(), prefix: z.int(), broadcast: z.string().optional() }),
        ),
        master: z.string().optional(),
        received: traffic,
        sent: traffic,
      }),
    ),
    routes: z.array(
      z.object({
        to: z.string(),
        via: z.string().optional(),
        interface: z.string(),
        source: z.string().optional(),
        scope: z.string(),
      }),
    ),
    sockets: z.array(
      z.object({
        protocol: z.enum(['tcp', 'udp']),
        inode: z.int(),
        state: z.string(),
        local: socketAddress,
        peer: socketAddress.optional(),
        pid: z.int().optional(),
        program: z.string().optional(),
      }),
    ),
    unixSockets: z.array(
      z.object({
        inode: z.int(),
        state: z.enum(['listening', 'connecting', 'connected']),
        path: z.string(),
        peerInode: z.int().optional(),
        pid: z.int().optional(),
        program: z.string().optional(),
      }),
    ),
  })
  .openapi('NetworkNamespace');

export const AuditLogSchema = z
  .object({ lines: z.array(z.string()) })
  .openapi('AuditLog', { description: 'What /var/log/audit/audit.log has.' });
