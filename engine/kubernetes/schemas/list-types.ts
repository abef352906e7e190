/**
 * How server-side apply sees lists, maps and structs: the `listType`, `listMapKey`, `mapType` and `structType`
 * markers of upstream's Go types, published as x-kubernetes-list-type, -list-map-keys and -map-type. A list
 * without a marker is atomic; a map or struct without one is merged field by field.
 */
type ListType = 'set' | readonly string[];

const CORE = 'io.k8s.api.core.v1';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const ADMISSION = 'io.k8s.api.admissionregistration.v1';

const byName = ['name'];
const byType = ['type'];
const CONDITIONS = { conditions: byType };
const CONTAINER = {
  env: byName,
  ports: ['containerPort', 'protocol'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
};

const LISTS: Readonly<Record<string, Readonly<Record<string, ListType>>>> = {
  [`${META}.ObjectMeta`]: { finalizers: 'set', ownerReferences: ['uid'] },
  [`${CORE}.ComponentStatus`]: CONDITIONS,
  [`${CORE}.Container`]: CONTAINER,
  [`${CORE}.ContainerStatus`]: { allocatedResourcesStatus: byName, volumeMounts: ['mountPath'] },
  [`${CORE}.EphemeralContainer`]: CONTAINER,
  [`${CORE}.NamespaceStatus`]: CONDITIONS,
  [`${CORE}.NodeSpec`]: { podCIDRs: 'set' },
  [`${CORE}.NodeStatus`]: { ...CONDITIONS, addresses: byType },
  [`${CORE}.PersistentVolumeClaimStatus`]: CONDITIONS,
  [`${CORE}.PodSpec`]: {
    containers: byName,
    ephemeralContainers: byName,
    hostAliases: ['ip'],
    imagePullSecrets: byName,
    initContainers: byName,
    resourceClaims: byName,
    schedulingGates: byName,
    topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
    volumes: byName,
  },
  [`${CORE}.PodStatus`]: { ...CONDITIONS, podIPs: ['ip'], resourceClaimStatuses: byName },
  [`${CORE}.ReplicationControllerStatus`]: CONDITIONS,
  [`${CORE}.ResourceRequirements`]: { claims: byName },
  [`${CORE}.ResourceStatus`]: { resources: ['resourceID'] },
  [`${CORE}.ServiceAccount`]: { secrets: byName },
  [`${CORE}.ServiceSpec`]: { ports: ['port', 'protocol'] },
  [`${CORE}.ServiceStatus`]: CONDITIONS,
  'io.k8s.api.apps.v1.DaemonSetStatus': CONDITIONS,
  'io.k8s.api.apps.v1.DeploymentStatus': CONDITIONS,
  'io.k8s.api.apps.v1.ReplicaSetStatus': CONDITIONS,
  'io.k8s.api.apps.v1.StatefulSetStatus': CONDITIONS,
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerStatus': CONDITIONS,
  'io.k8s.api.batch.v1.PodFailurePolicyOnExitCodesRequirement': { values: 'set' },
  'io.k8s.api.batch.v1.UncountedTerminatedPods': { failed: 'set', succeeded: 'set' },
  'io.k8s.api.certificates.v1.CertificateSigningRequestStatus': CONDITIONS,
  'io.k8s.api.discovery.v1.Endpoint': { addresses: 'set' },
  'io.k8s.api.networking.v1.ServiceCIDRStatus': CONDITIONS,
  'io.k8s.api.policy.v1.PodDisruptionBudgetStatus': CONDITIONS,
  'io.k8s.api.storage.v1.CSIDriverSpec': { volumeLifecycleModes: 'set' },
  'io.k8s.api.storage.v1.CSINodeSpec': { drivers: byName },
  [`${ADMISSION}.MutatingWebhook`]: { matchConditions: byName },
  [`${ADMISSION}.MutatingWebhookConfiguration`]: { webhooks: byName },
  [`${ADMISSION}.ValidatingAdmissionPolicyBindingSpec`]: { validationActions: 'set' },
  [`${ADMISSION}.ValidatingAdmissionPolicySpec`]: { matchConditions: byName, variables: byName },
  [`${ADMISSION}.ValidatingAdmissionPolicyStatus`]: CONDITIONS,
  [`${ADMISSION}.ValidatingWebhook`]: { matchConditions: byName },
  [`${ADMISSION}.ValidatingWebhookConfiguration`]: { webhooks: byName },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionStatus': CONDITIONS,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps': {
    'x-kubernetes-validations': ['rule'],
  },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceStatus': CONDITIONS,
};

const ATOMIC_MAPS: Readonly<Record<string, readonly string[]>> = {
  [`${CORE}.PodSpec`]: ['nodeSelector'],
  [`${CORE}.ReplicationControllerSpec`]: ['selector'],
  [`${CORE}.ServiceSpec`]: ['selector'],
  'io.k8s.api.node.v1.Scheduling': ['nodeSelector'],
};

/** Fields of an atomic type that are merged all the same. */
const GRANULAR_STRUCTS: Readonly<Record<string, readonly string[]>> = {
  [`${CORE}.PersistentVolumeSpec`]: ['claimRef'],
};

const ATOMIC_STRUCTS: ReadonlySet<string> = new Set([
  `${META}.LabelSelector`,
  `${META}.OwnerReference`,
  `${CORE}.ConfigMapKeySelector`,
  `${CORE}.EndpointAddress`,
  `${CORE}.EndpointPort`,
  `${CORE}.LocalObjectReference`,
  `${CORE}.NodeSelector`,
  `${CORE}.NodeSelectorTerm`,
  `${CORE}.ObjectFieldSelector`,
  `${CORE}.ObjectReference`,
  `${CORE}.ResourceFieldSelector`,
  `${CORE}.ScopeSelector`,
  `${CORE}.SecretKeySelector`,
  `${CORE}.SecretReference`,
  `${CORE}.TopologySelectorTerm`,
  `${CORE}.TypedLocalObjectReference`,
  `${ADMISSION}.MatchResources`,
  `${ADMISSION}.NamedRuleWithOperations`,
  `${ADMISSION}.ParamKind`,
  `${ADMISSION}.ParamRef`,
  `${ADMISSION}.Variable`,
  'io.k8s.api.autoscaling.v1.CrossVersionObjectReference',
  'io.k8s.api.discovery.v1.EndpointPort',
  'io.k8s.api.networking.v1.ServiceBackendPort',
  'io.k8s.api.rbac.v1.RoleRef',
  'io.k8s.api.rbac.v1.Subject',
]);

/** What a list's item has in a key field that it leaves out (the `default` marker). */
const KEY_DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [`${CORE}.ContainerPort`]: { protocol: 'TCP' },
  [`${CORE}.LocalObjectReference`]: { name: '' },
  [`${CORE}.ServicePort`]: { protocol: 'TCP' },
};

/** How the items of a list are told apart: as members of a set, by key fields, or (undefined) not at all. */
export function listTypeOf(definitionName: string, field: string): ListType | undefined {
  const fields = LISTS[definitionName];
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

export function isAtomicMap(definitionName: string, field: string): boolean {
  return ATOMIC_MAPS[definitionName]?.includes(field) ?? false;
}

/** True where the fields of an atomic type are merged all the same. */
export function isGranularStruct(definitionName: string, field: string): boolean {
  return GRANULAR_STRUCTS[definitionName]?.includes(field) ?? false;
}

/** @param at where the struct stands, which can overrule its type */
export function isAtomicStruct(
  name: string,
  at: { definitionName: string; field: string } | undefined,
): boolean {
  if (at !== undefined && isGranularStruct(at.definitionName, at.field)) return false;
  return ATOMIC_STRUCTS.has(name);
}

export function keyDefaultsOf(definitionName: string): Readonly<Record<string, string>> {
  return KEY_DEFAULTS[definitionName] ?? {};
}
