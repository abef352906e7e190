import {
  type Definition,
  findDefinition,
  getDefinition,
  type Schema,
  typeName,
} from '../../schemas/definitions.ts';

/**
 * What the schemas don't tell of upstream's Go structs, and clients can see: which optional fields
 * are pointers (their zero value is kept: `replicas: 0`), and which are plain values (dropped when
 * zero, because of `omitempty`), or structs (always written: `resources: {}`).
 */
interface FieldShape {
  readonly schema: Schema;
  /** Zero and empty values of the field are dropped. */
  readonly omitEmpty: boolean;
}

export interface StructShape {
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Fields that are there whether the client sent them or not. */
  readonly always: readonly string[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Optional numbers and booleans that are no pointers, by field name. */
const PLAIN_SCALARS = words(
  'active authenticated availableReplicas chapAuthDiscovery chapAuthSession code count currentReplicas denied ' +
    'deprecated deprecatedCount exclusiveMaximum exclusiveMinimum failed failureThreshold fullyLabeledReplicas ' +
    'generation globalDefault healthCheckNodePort hostIPC hostNetwork hostPID hostPort initialDelaySeconds ' +
    'insecureSkipTLSVerify minReadySeconds nodePort nullable number numberAvailable numberUnavailable ' +
    'observedGeneration partition paused periodSeconds preserveUnknownFields publishNotReadyAddresses readOnly ' +
    'readyReplicas retryAfterSeconds signal sizeBytes sslEnabled stdin stdinOnce succeeded successThreshold ' +
    'timeoutSeconds tty unavailableReplicas uniqueItems unschedulable updatedNumberScheduled updatedReplicas ' +
    'x-kubernetes-embedded-resource x-kubernetes-int-or-string',
);

/** The exceptions: plain in these types, … */
const PLAIN_IN = words(
  'CustomResourceColumnDefinition.priority DeploymentStatus.replicas ScaleSpec.replicas',
);

/** … and pointers, or written even when zero, in these. */
const KEPT_IN = words(
  'AzureDiskVolumeSource.readOnly CSIVolumeSource.readOnly ClientIPConfig.timeoutSeconds ' +
    'HorizontalPodAutoscalerStatus.observedGeneration MutatingWebhook.timeoutSeconds ' +
    'RollingUpdateStatefulSetStrategy.partition StatefulSetStatus.availableReplicas ' +
    'ValidatingWebhook.timeoutSeconds VolumeNodeResources.count',
);

/** Optional strings that are pointers, by field name: `storageClassName: ""` says something. */
const POINTER_STRINGS = words(
  'apiGroup appProtocol cachingMode completionMode fsGroupChangePolicy gmsaCredentialSpec gmsaCredentialSpecName ' +
    'holderIdentity hostname ingressClassName internalTrafficPolicy ipFamilyPolicy ipMode loadBalancerClass ' +
    'localhostProfile managedBy mountPropagation nodeAffinityPolicy nodeName nodeTaintsPolicy ' +
    'podReplacementPolicy preemptionPolicy preferredHolder procMount reclaimPolicy recursiveReadOnly ' +
    'resourceClaimName resourceClaimTemplateName runAsUserName runtimeClassName scope seLinuxChangePolicy ' +
    'secretNamespace selectPolicy service stopSignal storageClassName supplementalGroupsPolicy timeZone ' +
    'trafficDistribution unhealthyPodEvictionPolicy volumeAttributesClassName volumeBindingMode volumeMode zone',
);
const POINTER_STRINGS_IN = words(
  'AzureDiskVolumeSource.fsType AzureDiskVolumeSource.kind CSIVolumeSource.fsType Container.restartPolicy ' +
    'EndpointPort.name HostPathVolumeSource.type IngressClassParametersReference.namespace LeaseSpec.strategy ' +
    'LocalVolumeSource.fsType NetworkPolicyPort.protocol PodDNSConfigOption.value TypedObjectReference.namespace',
);
const PLAIN_STRINGS_IN = words(
  'IngressLoadBalancerIngress.hostname LoadBalancerIngress.hostname PersistentVolumeSpec.storageClassName ' +
    'PodSpec.hostname PodSpec.nodeName Subject.apiGroup',
);

/** Optional lists that are written even when empty; or, as managedFields, that say something when they are. */
const KEPT_LISTS = words(
  'Role.rules ClusterRole.rules EndpointSlice.ports HorizontalPodAutoscalerStatus.currentMetrics ' +
    'ObjectMeta.managedFields',
);

/**
 * Optional fields that are always written: without `omitempty`, structs besides metadata, spec and status, and a
 * few numbers and texts; with it, a time that is no pointer.
 */
const ALWAYS = words(
  'Container.resources EphemeralContainer.resources PersistentVolumeClaimSpec.resources ReplicaSetSpec.template ' +
    'PodTemplate.template DeploymentSpec.strategy DaemonSetSpec.updateStrategy StatefulSetSpec.updateStrategy ' +
    'ContainerStatus.state ContainerStatus.lastState Event.eventTime Event.firstTimestamp Event.lastTimestamp Event.reportingComponent Event.reportingInstance ServiceStatus.loadBalancer IngressStatus.loadBalancer ' +
    'NodeStatus.daemonEndpoints NodeStatus.nodeInfo NodeDaemonEndpoints.kubeletEndpoint Endpoint.conditions ' +
    'IngressServiceBackend.port Event.source Event.reportingComponent Event.reportingInstance ' +
    'PodCondition.lastProbeTime ResourceFieldSelector.divisor ' +
    'SelfSubjectReviewStatus.userInfo StatefulSetOrdinals.start StatefulSetStatus.availableReplicas ' +
    'TokenReviewStatus.user',
);

/** Required structs that are pointers all the same: their absence is for validation to see. */
const POINTERS = words(
  'DaemonSetSpec.selector DeploymentSpec.selector ReplicaSetSpec.selector StatefulSetSpec.selector ' +
    'ScaleIOVolumeSource.secretRef ScaleIOPersistentVolumeSource.secretRef IPAddressSpec.parentRef',
);

function omitsEmpty(type: string, field: string, schema: Schema): boolean {
  const key = `${type}.${field}`;
  if (schema.ref !== undefined) return false;
  if (schema.type === 'array' || schema.type === 'object') return !KEPT_LISTS.has(key);
  if (schema.type === 'string') {
    return PLAIN_STRINGS_IN.has(key) || !(POINTER_STRINGS.has(field) || POINTER_STRINGS_IN.has(key));
  }
  return PLAIN_IN.has(key) || (PLAIN_SCALARS.has(field) && !KEPT_IN.has(key));
}

function isAlways(type: string, field: string, schema: Schema, required: boolean): boolean {
  const key = `${type}.${field}`;
  if (ALWAYS.has(key)) return true;
  if (schema.ref === undefined) return required;
  const definition = findDefinition(schema.ref);
  if (definition?.properties === undefined) return required && definition?.format === 'int-or-string';
  if (required) return !POINTERS.has(key);
  return field === 'metadata' || field === 'spec' || field === 'status';
}

function build(name: string, definition: Definition): StructShape {
  const type = typeName(name);
  const required = new Set(definition.required);
  const fields = new Map<string, FieldShape>();
  const always: string[] = [];
  for (const [field, schema] of Object.entries(definition.properties ?? {})) {
    fields.set(field, { schema, omitEmpty: !required.has(field) && omitsEmpty(type, field, schema) });
    if (isAlways(type, field, schema, required.has(field))) always.push(field);
  }
  return { name, fields, always };
}

const shapes = new Map<string, StructShape | undefined>();

/** Undefined for a definition that is a scalar, or any JSON. */
export function structShape(name: string): StructShape | undefined {
  if (!shapes.has(name)) {
    const definition = getDefinition(name);
    shapes.set(name, definition.properties === undefined ? undefined : build(name, definition));
  }
  return shapes.get(name);
}
