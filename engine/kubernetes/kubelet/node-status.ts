import { rfc3339 } from '../../simulation/time.ts';
import { binaryQuantity, formatQuantity, parseQuantity, value } from '../apiserver/quantity.ts';
import type { NodeCondition, NodeStatus } from '../schemas/generated/types.ts';
import { nodeAddress } from './node-addresses.ts';
import type { KubeletNode, NodeImage } from './state.ts';

/** What every machine of a sandbox runs. */
const KUBELET_VERSION = 'v1.33.1';
const CONTAINER_RUNTIME = 'containerd://2.0.5';
const OS_IMAGE = 'Ubuntu 24.04.2 LTS';
const KERNEL = '6.8.0-60-generic';
const KUBELET_PORT = 10250;

/** The kubelet's default maxPods. */
const PODS_MAX = '110';
/** Its default eviction thresholds: 100Mi of memory, a tenth of the disk. */
const MEMORY_RESERVED_BYTES = 100n * 1024n * 1024n;
const DISK_KIBIBYTES = 101_430_960n;
/** The images it reports at most (nodeStatusMaxImages). */
const IMAGES_MAX = 50;

/** All that a kubelet says of a node of which nothing was said before. @param now ms of virtual time */
export function newNodeStatus(name: string, machine: KubeletNode, now: number): NodeStatus {
  const { ids } = machine;
  return {
    ...resources(machine.cpu, machine.memory),
    conditions: healthyConditions(rfc3339(now)),
    addresses: [
      { type: 'InternalIP', address: nodeAddress(machine.index) },
      { type: 'Hostname', address: name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: KUBELET_PORT } },
    nodeInfo: {
      machineID: ids.machineId,
      systemUUID: ids.systemUuid,
      bootID: ids.bootId,
      kernelVersion: KERNEL,
      osImage: OS_IMAGE,
      containerRuntimeVersion: CONTAINER_RUNTIME,
      kubeletVersion: KUBELET_VERSION,
      // Since 1.33 kubelets no longer claim to know it.
      kubeProxyVersion: '',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
    images: imageList(machine.images, now),
    features: { supplementalGroupsPolicy: true },
    runtimeHandlers: ['', 'runc'].map((handler) => ({
      name: handler,
      features: { recursiveReadOnlyMounts: true, userNamespaces: true },
    })),
  };
}

function resources(cpu: string, memory: string): Pick<NodeStatus, 'capacity' | 'allocatable'> {
  const memoryBytes = value(parseQuantity(memory));
  const common = {
    cpu: formatQuantity(parseQuantity(cpu)),
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
  };
  const diskBytes = DISK_KIBIBYTES * 1024n;
  return {
    capacity: {
      ...common,
      'ephemeral-storage': `${DISK_KIBIBYTES}Ki`,
      memory: kibibytes(memoryBytes),
      pods: PODS_MAX,
    },
    allocatable: {
      ...common,
      'ephemeral-storage': String(diskBytes - diskBytes / 10n),
      memory: kibibytes(memoryBytes > MEMORY_RESERVED_BYTES ? memoryBytes - MEMORY_RESERVED_BYTES : 0n),
      pods: PODS_MAX,
    },
  };
}

/** As the kernel counts memory. */
function kibibytes(bytes: bigint): string {
  return bytes % 1024n === 0n ? `${bytes / 1024n}Ki` : formatQuantity(binaryQuantity(bytes));
}

const CONDITIONS = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/** The conditions of a node whose kubelet is well. @param before what stood there: unchanged ones keep their transition */
export function healthyConditions(timestamp: string, before: readonly NodeCondition[] = []): NodeCondition[] {
  const own = CONDITIONS.map(([type, status, reason, message]) => {
    const old = before.find((condition) => condition.type === type);
    const lastTransitionTime = old?.status === status ? (old.lastTransitionTime ?? timestamp) : timestamp;
    return { type, status, lastHeartbeatTime: timestamp, lastTransitionTime, reason, message };
  });
  const names = new Set<string>(CONDITIONS.map(([type]) => type));
  return [...own, ...before.filter(({ type }) => !names.has(type))];
}

/** The images of a node as its status lists them: the largest first. */
export function imageList(images: readonly NodeImage[], now: number): NonNullable<NodeStatus['images']> {
  const byId = new Map<string, { names: string[]; sizeBytes: number }>();
  for (const { id, name, sizeBytes, presentAtMs } of images) {
    if (presentAtMs > now) continue;
    const entry = byId.get(id) ?? { names: [id], sizeBytes };
    if (name !== id) entry.names.push(name);
    byId.set(id, entry);
  }
  return [...byId.values()]
    .sort((a, b) => b.sizeBytes - a.sizeBytes || ((a.names[0] ?? '') < (b.names[0] ?? '') ? -1 : 1))
    .slice(0, IMAGES_MAX);
}
