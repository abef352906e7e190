import { checkPreconditions, type Preconditions } from '../../apiserver/preconditions.ts';
import { conflict, notFound, type ResourceName } from '../../apiserver/status.ts';
import type { WriteOptions } from '../../apiserver/write.ts';
import type { Cluster } from '../../cluster.ts';
import { withCondition } from '../../pod-conditions.ts';
import { type PodObject, podKind } from '../pod.ts';

/** What a Binding says. */
export interface Assignment {
  readonly pod: { readonly namespace: string; readonly name: string };
  readonly node: string;
  /** They become the pod's. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly preconditions?: Preconditions;
}

const SUBRESOURCE: ResourceName = { group: '', plural: 'pods/binding', kind: 'Binding' };

/**
 * Assigns a pod to a node, as a POST to its binding subresource does (upstream's BindingREST).
 * @throws ApiError where the pod is leaving, is gated, or has a node already
 */
export function bind(
  cluster: Cluster,
  { pod: address, node, annotations = {}, preconditions }: Assignment,
  options: WriteOptions,
): void {
  const { namespace, name } = address;
  const pod = cluster.store.get(podKind, namespace, name);
  if (pod === undefined) throw notFound(podKind, name);
  checkPreconditions(podKind, pod, preconditions);
  const why = refusal(pod);
  if (why !== undefined) throw conflict(SUBRESOURCE, name, why);
  if (options.dryRun === true) return;
  const merged = { ...pod.metadata.annotations, ...annotations };
  const bound: PodObject = {
    ...pod,
    metadata: { ...pod.metadata, ...(Object.keys(merged).length === 0 ? {} : { annotations: merged }) },
    spec: { ...pod.spec, nodeName: node },
    status: {
      ...pod.status,
      conditions: withCondition(
        pod.status.conditions,
        { type: 'PodScheduled', status: 'True' },
        cluster.timestamp,
      ),
    },
  };
  cluster.store.put(podKind, bound, options.author, cluster.now);
}

function refusal({ metadata, spec }: PodObject): string | undefined {
  const { name, deletionTimestamp } = metadata;
  const { nodeName = '', schedulingGates = [] } = spec;
  if (deletionTimestamp !== undefined) return `pod ${name} is being deleted, cannot be assigned to a host`;
  if (nodeName !== '') return `pod ${name} is already assigned to node ${JSON.stringify(nodeName)}`;
  return schedulingGates.length > 0 ? `pod ${name} has non-empty .spec.schedulingGates` : undefined;
}
