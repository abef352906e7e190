import type { Schema } from '../../schemas/definitions.ts';
import { typeName } from '../../schemas/definitions.ts';

/** Fields whose Go type has a name of its own; a decoding error shows it. `[]` fields show their items'. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Capabilities.add': 'v1.Capability',
    'Capabilities.drop': 'v1.Capability',
    'Container.imagePullPolicy': 'v1.PullPolicy',
    'Container.restartPolicy': 'v1.ContainerRestartPolicy',
    'Container.terminationMessagePolicy': 'v1.TerminationMessagePolicy',
    'ContainerPort.protocol': 'v1.Protocol',
    'CronJobSpec.concurrencyPolicy': 'v1.ConcurrencyPolicy',
    'DaemonSetUpdateStrategy.type': 'v1.DaemonSetUpdateStrategyType',
    'DeploymentStrategy.type': 'v1.DeploymentStrategyType',
    'EmptyDirVolumeSource.medium': 'v1.StorageMedium',
    'EndpointPort.protocol': 'v1.Protocol',
    'EndpointSlice.addressType': 'v1.AddressType',
    'HTTPGetAction.scheme': 'v1.URIScheme',
    'HTTPIngressPath.pathType': 'v1.PathType',
    'HostPathVolumeSource.type': 'v1.HostPathType',
    'JobSpec.completionMode': 'v1.CompletionMode',
    'LabelSelectorRequirement.operator': 'v1.LabelSelectorOperator',
    'NamespaceSpec.finalizers': 'v1.FinalizerName',
    'NamespaceStatus.phase': 'v1.NamespacePhase',
    'NetworkPolicyPort.protocol': 'v1.Protocol',
    'NetworkPolicySpec.policyTypes': 'v1.PolicyType',
    'NodeAddress.type': 'v1.NodeAddressType',
    'NodeCondition.status': 'v1.ConditionStatus',
    'NodeCondition.type': 'v1.NodeConditionType',
    'NodeSelectorRequirement.operator': 'v1.NodeSelectorOperator',
    'ObjectMeta.uid': 'types.UID',
    'ObjectReference.uid': 'types.UID',
    'OwnerReference.uid': 'types.UID',
    'PersistentVolumeClaimSpec.accessModes': 'v1.PersistentVolumeAccessMode',
    'PersistentVolumeClaimSpec.volumeMode': 'v1.PersistentVolumeMode',
    'PersistentVolumeSpec.accessModes': 'v1.PersistentVolumeAccessMode',
    'PersistentVolumeSpec.persistentVolumeReclaimPolicy': 'v1.PersistentVolumeReclaimPolicy',
    'PersistentVolumeSpec.volumeMode': 'v1.PersistentVolumeMode',
    'PodCondition.status': 'v1.ConditionStatus',
    'PodCondition.type': 'v1.PodConditionType',
    'PodSecurityContext.fsGroupChangePolicy': 'v1.PodFSGroupChangePolicy',
    'PodSpec.dnsPolicy': 'v1.DNSPolicy',
    'PodSpec.preemptionPolicy': 'v1.PreemptionPolicy',
    'PodSpec.restartPolicy': 'v1.RestartPolicy',
    'PodStatus.phase': 'v1.PodPhase',
    'PodStatus.qosClass': 'v1.PodQOSClass',
    'PriorityClass.preemptionPolicy': 'v1.PreemptionPolicy',
    'SeccompProfile.type': 'v1.SeccompProfileType',
    'Secret.type': 'v1.SecretType',
    'SecurityContext.procMount': 'v1.ProcMountType',
    'ServicePort.protocol': 'v1.Protocol',
    'ServiceSpec.externalTrafficPolicy': 'v1.ServiceExternalTrafficPolicy',
    'ServiceSpec.internalTrafficPolicy': 'v1.ServiceInternalTrafficPolicy',
    'ServiceSpec.ipFamilies': 'v1.IPFamily',
    'ServiceSpec.ipFamilyPolicy': 'v1.IPFamilyPolicy',
    'ServiceSpec.sessionAffinity': 'v1.ServiceAffinity',
    'ServiceSpec.type': 'v1.ServiceType',
    'StatefulSetSpec.podManagementPolicy': 'v1.PodManagementPolicyType',
    'StatefulSetUpdateStrategy.type': 'v1.StatefulSetUpdateStrategyType',
    'StorageClass.reclaimPolicy': 'v1.PersistentVolumeReclaimPolicy',
    'StorageClass.volumeBindingMode': 'v1.VolumeBindingMode',
    'Taint.effect': 'v1.TaintEffect',
    'Toleration.effect': 'v1.TaintEffect',
    'Toleration.operator': 'v1.TolerationOperator',
    'TopologySpreadConstraint.whenUnsatisfiable': 'v1.UnsatisfiableConstraintAction',
    'VolumeMount.mountPropagation': 'v1.MountPropagationMode',
  }),
);

const SCALARS: Readonly<Record<string, string>> = { boolean: 'bool', string: 'string' };

/** The last two parts of a definition's name, as Go prints a type: `v1.PodSpec`, `resource.Quantity`. */
function goStructName(definitionName: string): string {
  return definitionName.split('.').slice(-2).join('.');
}

/**
 * Go's name of the type of a field, or of its items or values.
 * @param owner the struct that has the field
 */
export function goTypeName(owner: string, field: string, schema: Schema): string {
  if (schema.ref !== undefined) return goStructName(schema.ref);
  if (schema.items !== undefined) return `[]${goTypeName(owner, field, schema.items)}`;
  if (schema.additionalProperties !== undefined) {
    const { ref } = schema.additionalProperties;
    if (ref?.endsWith('.Quantity') === true) return 'v1.ResourceList';
    return `map[string]${goTypeName(owner, field, schema.additionalProperties)}`;
  }
  if (schema.format === 'byte') return '[]uint8';
  if (schema.type === 'integer') return schema.format ?? 'int64';
  if (schema.type === 'number') return 'float64';
  return NAMED.get(`${typeName(owner)}.${field}`) ?? SCALARS[schema.type ?? ''] ?? 'interface {}';
}
