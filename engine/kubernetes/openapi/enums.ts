import { typeName } from '../schemas/definitions.ts';

const CONDITION_STATUS = 'False True Unknown';
const EFFECTS = 'NoExecute NoSchedule PreferNoSchedule';
const PROTOCOLS = 'SCTP TCP UDP';
const SELECTOR_OPERATORS = 'DoesNotExist Exists Gt In Lt NotIn';

/** The values of fields that have only a few, which `kubectl explain` lists: upstream's +enum types. */
const ENUMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Container.imagePullPolicy': 'Always IfNotPresent Never',
    'Container.terminationMessagePolicy': 'FallbackToLogsOnError File',
    'ContainerPort.protocol': PROTOCOLS,
    'CronJobSpec.concurrencyPolicy': 'Allow Forbid Replace',
    'DaemonSetUpdateStrategy.type': 'OnDelete RollingUpdate',
    'DeploymentStrategy.type': 'Recreate RollingUpdate',
    'EndpointPort.protocol': PROTOCOLS,
    'EndpointSlice.addressType': 'FQDN IPv4 IPv6',
    'HTTPGetAction.scheme': 'HTTP HTTPS',
    'HTTPIngressPath.pathType': 'Exact ImplementationSpecific Prefix',
    'HostPathVolumeSource.type':
      'BlockDevice CharDevice Directory DirectoryOrCreate File FileOrCreate Socket',
    'JobSpec.completionMode': 'Indexed NonIndexed',
    'JobSpec.podReplacementPolicy': 'Failed TerminatingOrFailed',
    'NamespaceStatus.phase': 'Active Terminating',
    'NetworkPolicyPort.protocol': PROTOCOLS,
    'NodeCondition.status': CONDITION_STATUS,
    'NodeSelectorRequirement.operator': SELECTOR_OPERATORS,
    'PersistentVolumeClaimSpec.volumeMode': 'Block Filesystem',
    'PersistentVolumeClaimStatus.phase': 'Bound Lost Pending',
    'PersistentVolumeSpec.persistentVolumeReclaimPolicy': 'Delete Recycle Retain',
    'PersistentVolumeSpec.volumeMode': 'Block Filesystem',
    'PersistentVolumeStatus.phase': 'Available Bound Failed Pending Released',
    'PodSecurityContext.fsGroupChangePolicy': 'Always OnRootMismatch',
    'PodSpec.dnsPolicy': 'ClusterFirst ClusterFirstWithHostNet Default None',
    'PodSpec.preemptionPolicy': 'Never PreemptLowerPriority',
    'PodSpec.restartPolicy': 'Always Never OnFailure',
    'PodStatus.phase': 'Failed Pending Running Succeeded Unknown',
    'PodStatus.qosClass': 'BestEffort Burstable Guaranteed',
    'PriorityClass.preemptionPolicy': 'Never PreemptLowerPriority',
    'SeccompProfile.type': 'Localhost RuntimeDefault Unconfined',
    'SecurityContext.procMount': 'Default Unmasked',
    'ServicePort.protocol': PROTOCOLS,
    'ServiceSpec.externalTrafficPolicy': 'Cluster Local',
    'ServiceSpec.internalTrafficPolicy': 'Cluster Local',
    'ServiceSpec.ipFamilyPolicy': 'PreferDualStack RequireDualStack SingleStack',
    'ServiceSpec.sessionAffinity': 'ClientIP None',
    'ServiceSpec.type': 'ClusterIP ExternalName LoadBalancer NodePort',
    'StatefulSetSpec.podManagementPolicy': 'OrderedReady Parallel',
    'StatefulSetUpdateStrategy.type': 'OnDelete RollingUpdate',
    'StorageClass.reclaimPolicy': 'Delete Recycle Retain',
    'StorageClass.volumeBindingMode': 'Immediate WaitForFirstConsumer',
    'Taint.effect': EFFECTS,
    'Toleration.effect': EFFECTS,
    'Toleration.operator': 'Equal Exists',
    'TopologySpreadConstraint.whenUnsatisfiable': 'DoNotSchedule ScheduleAnyway',
    'VolumeMount.mountPropagation': 'Bidirectional HostToContainer None',
  }),
);

/** The `enum` of a property, for schemas to be spread into; empty where any value goes. */
export function enumOf(definitionName: string, field: string): { readonly enum?: readonly string[] } {
  const values = ENUMS.get(`${typeName(definitionName)}.${field}`);
  return values === undefined ? {} : { enum: values.split(' ') };
}
