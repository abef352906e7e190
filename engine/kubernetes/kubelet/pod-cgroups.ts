import type { CgroupLimits } from '../../linux/cgroup.ts';
import { milliValue, parseQuantity, value } from '../apiserver/quantity.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { Container, EphemeralContainer, ResourceRequirements } from '../schemas/generated/types.ts';

/** What cAdvisor and the kubelet write into cpu.max and cpu.weight (pkg/kubelet/cm/helpers_linux.go). */
const PERIOD_US = 100_000;
const QUOTA_MIN_US = 1000;
const SHARES_MIN = 2;
const SHARES_MAX = 262_144;

const ROOT = '/kubepods.slice';

/** The cgroup of a pod, as the systemd driver names it. */
export function podCgroup({ metadata, status }: PodObject): string {
  const uid = metadata.uid.replaceAll('-', '_');
  const qos = qosOf(status.qosClass);
  if (qos === 'guaranteed') return `${ROOT}/kubepods-pod${uid}.slice`;
  return `${ROOT}/kubepods-${qos}.slice/kubepods-${qos}-pod${uid}.slice`;
}

export function containerCgroup(pod: PodObject, id: string): string {
  return `${podCgroup(pod)}/cri-containerd-${id}.scope`;
}

function qosOf(qosClass = 'BestEffort'): 'guaranteed' | 'burstable' | 'besteffort' {
  if (qosClass === 'Guaranteed') return 'guaranteed';
  return qosClass === 'Burstable' ? 'burstable' : 'besteffort';
}

function amount(
  { resources }: Container | EphemeralContainer,
  kind: keyof Pick<ResourceRequirements, 'limits' | 'requests'>,
  resource: 'cpu' | 'memory',
): number | undefined {
  const text = resources?.[kind]?.[resource];
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text);
  return Number(resource === 'cpu' ? milliValue(quantity) : value(quantity));
}

/** The limits of a container's cgroup. */
export function containerLimits(container: Container | EphemeralContainer): CgroupLimits {
  const cpu = amount(container, 'limits', 'cpu');
  const request = amount(container, 'requests', 'cpu') ?? cpu ?? 0;
  return { ...limits(cpu, request, amount(container, 'limits', 'memory')), oomGroup: true };
}

/** The limits of the pod's own cgroup: those of its containers together, where all of them have some. */
export function podLimits({ spec }: PodObject): CgroupLimits {
  const all = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)];
  const sum = (amounts: readonly (number | undefined)[]) =>
    amounts.reduce<number | undefined>(
      (total, each) => (total === undefined || each === undefined || each === 0 ? undefined : total + each),
      0,
    );
  const cpu = sum(all.map((container) => amount(container, 'limits', 'cpu')));
  const memory = sum(all.map((container) => amount(container, 'limits', 'memory')));
  const requests = all.map((container) => amount(container, 'requests', 'cpu') ?? 0);
  return limits(
    cpu,
    requests.reduce((total, each) => total + each, 0),
    memory,
  );
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

function limits(cpu: number | undefined, request: number, memory: number | undefined): CgroupLimits {
  return {
    ...(cpu === undefined || cpu === 0
      ? {}
      : {
          cpuMax: {
            quotaUs: Math.max(QUOTA_MIN_US, Math.ceil((cpu * PERIOD_US) / 1000)),
            periodUs: PERIOD_US,
          },
        }),
    cpuWeight: weightOf(request),
    ...(memory === undefined || memory === 0 ? {} : { memoryMax: memory }),
  };
}

/** cpu.shares as the kubelet computes them, and runc's translation for cgroup v2. */
function weightOf(milli: number): number {
  const shares = Math.min(SHARES_MAX, Math.max(SHARES_MIN, Math.floor((milli * 1024) / 1000)));
  return 1 + Math.floor(((shares - SHARES_MIN) * 9999) / (SHARES_MAX - SHARES_MIN));
}

/** Whom the OOM killer takes first on a node that runs out of memory (pkg/kubelet/qos). */
export function oomScoreAdjust(
  { spec, status }: PodObject,
  container: Container | EphemeralContainer,
  nodeMemory: number,
): number {
  const qos = qosOf(status.qosClass);
  if (spec.priorityClassName === 'system-node-critical' || qos === 'guaranteed') return -997;
  if (qos === 'besteffort') return 1000;
  const request = amount(container, 'requests', 'memory') ?? amount(container, 'limits', 'memory') ?? 0;
  const score = 1000 - Math.floor((1000 * request) / nodeMemory);
  return Math.min(999, Math.max(3, score));
}
