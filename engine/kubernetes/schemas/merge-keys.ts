/**
 * How a strategic merge patch treats a field: the `patchStrategy` and `patchMergeKey` tags of
 * upstream's Go types, published as x-kubernetes-patch-strategy and x-kubernetes-patch-merge-key.
 */
export interface PatchMeta {
  readonly strategies: readonly ('merge' | 'replace' | 'retainKeys')[];
  /** The field that identifies an item of a merged list of objects; absent for lists of scalars. */
  readonly mergeKey?: string;
}

const mergeBy = (mergeKey: string): PatchMeta => ({ strategies: ['merge'], mergeKey });
const mergeRetainingKeysBy = (mergeKey: string): PatchMeta => ({
  strategies: ['merge', 'retainKeys'],
  mergeKey,
});
const MERGE_SCALARS: PatchMeta = { strategies: ['merge'] };
const CONDITIONS = { conditions: mergeBy('type') };
const CONTAINER = {
  env: mergeBy('name'),
  ports: mergeBy('containerPort'),
  volumeDevices: mergeBy('devicePath'),
  volumeMounts: mergeBy('mountPath'),
};

type Fields = Readonly<Record<string, PatchMeta>>;

const ADMISSION = 'io.k8s.api.admissionregistration.v1';
const APIEXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';
const APIREGISTRATION = 'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1';
const APPS = 'io.k8s.api.apps.v1';
const CORE = 'io.k8s.api.core.v1';

const TABLE: ReadonlyMap<string, Fields> = new Map<string, Fields>([
  [
    'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
    { finalizers: MERGE_SCALARS, ownerReferences: mergeBy('uid') },
  ],
  [`${CORE}.ComponentStatus`, CONDITIONS],
  [`${CORE}.Container`, CONTAINER],
  [
    `${CORE}.ContainerStatus`,
    { allocatedResourcesStatus: mergeBy('name'), volumeMounts: mergeBy('mountPath') },
  ],
  [`${CORE}.EphemeralContainer`, CONTAINER],
  [`${CORE}.NamespaceStatus`, CONDITIONS],
  [`${CORE}.NodeSpec`, { podCIDRs: MERGE_SCALARS }],
  [`${CORE}.NodeStatus`, { ...CONDITIONS, addresses: mergeBy('type') }],
  [`${CORE}.PersistentVolumeClaimStatus`, CONDITIONS],
  [
    `${CORE}.PodSpec`,
    {
      containers: mergeBy('name'),
      ephemeralContainers: mergeBy('name'),
      hostAliases: mergeBy('ip'),
      imagePullSecrets: mergeBy('name'),
      initContainers: mergeBy('name'),
      resourceClaims: mergeRetainingKeysBy('name'),
      schedulingGates: mergeBy('name'),
      topologySpreadConstraints: mergeBy('topologyKey'),
      volumes: mergeRetainingKeysBy('name'),
    },
  ],
  [
    `${CORE}.PodStatus`,
    {
      ...CONDITIONS,
      hostIPs: mergeBy('ip'),
      podIPs: mergeBy('ip'),
      resourceClaimStatuses: mergeRetainingKeysBy('name'),
    },
  ],
  [`${CORE}.ReplicationControllerStatus`, CONDITIONS],
  [`${CORE}.ServiceAccount`, { secrets: mergeBy('name') }],
  [`${CORE}.ServiceSpec`, { ports: mergeBy('port') }],
  [`${CORE}.ServiceStatus`, CONDITIONS],
  [`${APPS}.DaemonSetStatus`, CONDITIONS],
  [`${APPS}.DeploymentSpec`, { strategy: { strategies: ['retainKeys'] } }],
  [`${APPS}.DeploymentStatus`, CONDITIONS],
  [`${APPS}.ReplicaSetStatus`, CONDITIONS],
  [`${APPS}.StatefulSetStatus`, CONDITIONS],
  ['io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerStatus', CONDITIONS],
  ['io.k8s.api.batch.v1.JobStatus', CONDITIONS],
  ['io.k8s.api.networking.v1.ServiceCIDRStatus', CONDITIONS],
  ['io.k8s.api.policy.v1.PodDisruptionBudgetSpec', { selector: { strategies: ['replace'] } }],
  ['io.k8s.api.policy.v1.PodDisruptionBudgetStatus', CONDITIONS],
  ['io.k8s.api.storage.v1.CSINodeSpec', { drivers: mergeBy('name') }],
  [`${ADMISSION}.MutatingWebhook`, { matchConditions: mergeBy('name') }],
  [`${ADMISSION}.MutatingWebhookConfiguration`, { webhooks: mergeBy('name') }],
  [
    `${ADMISSION}.ValidatingAdmissionPolicySpec`,
    { matchConditions: mergeBy('name'), variables: mergeBy('name') },
  ],
  [`${ADMISSION}.ValidatingWebhook`, { matchConditions: mergeBy('name') }],
  [`${ADMISSION}.ValidatingWebhookConfiguration`, { webhooks: mergeBy('name') }],
  [`${APIEXTENSIONS}.JSONSchemaProps`, { 'x-kubernetes-validations': mergeBy('rule') }],
  [`${APIREGISTRATION}.APIServiceStatus`, CONDITIONS],
]);

/** Undefined for a field that a patch replaces as a whole (lists) or merges field by field (objects). */
export function findPatchMeta(definitionName: string, field: string): PatchMeta | undefined {
  const fields = TABLE.get(definitionName);
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}
