import {
  matches,
  type Requirement,
  requirementsOf,
  requirementsOfMap,
} from '../kubernetes/apiserver/selectors.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { deploymentKind } from '../kubernetes/kinds/deployment.ts';
import { type PodObject, podKind } from '../kubernetes/kinds/pod.ts';
import { replicaSetKind } from '../kubernetes/kinds/replica-set.ts';
import { serviceKind } from '../kubernetes/kinds/service.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';

/** What names the pods of an object, and how it does that. */
interface PodSelector {
  readonly object: string;
  readonly text: string;
  readonly requirements: readonly Requirement[];
}

export interface RelatedPods {
  readonly pods: readonly PodObject[];
  /** Of an object that selects pods and finds none: `service/web selects app=web`. */
  readonly nothing?: string;
}

/** The pods that an object is about: a pod itself, and what a workload or a service selects. */
export function relatedPods(cluster: Cluster, { kind, metadata }: KubernetesObject): RelatedPods {
  const { name, namespace = '' } = metadata;
  if (kind === 'Pod') {
    const pod = cluster.store.get(podKind, namespace, name);
    return { pods: pod === undefined ? [] : [pod] };
  }
  const selector = selectorOf(cluster, kind, namespace, serviceName(kind, metadata));
  if (selector === undefined) return { pods: [] };
  const pods = cluster.store
    .list(podKind, namespace)
    .filter((pod) => matches(pod.metadata.labels, selector.requirements));
  return pods.length > 0 ? { pods } : { pods, nothing: `${selector.object} selects ${selector.text}` };
}

/** Slices and endpoints speak for a service. */
function serviceName(kind: string, { name, labels }: KubernetesObject['metadata']): string {
  return kind === 'EndpointSlice' ? (labels?.['kubernetes.io/service-name'] ?? '') : name;
}

function selectorOf(
  cluster: Cluster,
  kind: string,
  namespace: string,
  name: string,
): PodSelector | undefined {
  if (kind === 'Deployment' || kind === 'ReplicaSet') {
    const workload =
      kind === 'Deployment'
        ? cluster.store.get(deploymentKind, namespace, name)
        : cluster.store.get(replicaSetKind, namespace, name);
    if (workload === undefined) return undefined;
    return {
      object: `${kind.toLowerCase()}.apps/${name}`,
      text: formatMap(workload.spec.selector.matchLabels),
      requirements: requirementsOf(workload.spec.selector),
    };
  }
  if (!['Service', 'EndpointSlice', 'Endpoints'].includes(kind)) return undefined;
  const labels = cluster.store.get(serviceKind, namespace, name)?.spec.selector;
  if (labels === undefined) return undefined;
  const requirements = requirementsOfMap(labels);
  return { object: `service/${name}`, text: formatMap(labels), requirements };
}

function formatMap(labels: Readonly<Record<string, string>> = {}): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
