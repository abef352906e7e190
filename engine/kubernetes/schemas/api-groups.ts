/**
 * Which Go package each generated model belongs to. The client library has no packages, only
 * model names, so a model is claimed by the first group below that reaches it from its roots:
 * groups others borrow from (meta, core) come first, and preferred versions before older ones.
 */
export interface ApiGroup {
  /** Prefix of the definition names. */
  readonly package: string;
  /** Prefix of a TypeScript name that an earlier group has already taken. */
  readonly prefix: string;
  /** Model names as the client library spells them, separated by spaces. */
  readonly roots: string;
}

export const META_PACKAGE = 'io.k8s.apimachinery.pkg.apis.meta.v1';

export const API_GROUPS: readonly ApiGroup[] = [
  {
    package: META_PACKAGE,
    prefix: 'MetaV1',
    roots:
      'V1ObjectMeta V1ListMeta V1LabelSelector V1Condition V1Status V1DeleteOptions V1APIGroup ' +
      'V1APIGroupList V1APIResourceList V1APIVersions V1WatchEvent V1FieldSelectorRequirement',
  },
  {
    package: 'io.k8s.api.core.v1',
    prefix: 'CoreV1',
    roots:
      'V1Pod V1PodList V1Node V1NodeList V1Namespace V1NamespaceList V1Service V1ServiceList V1Endpoints ' +
      'V1EndpointsList V1ConfigMap V1ConfigMapList V1Secret V1SecretList V1ServiceAccount V1ServiceAccountList ' +
      'CoreV1Event CoreV1EventList V1Binding V1ComponentStatus V1ComponentStatusList V1LimitRange ' +
      'V1LimitRangeList V1ResourceQuota V1ResourceQuotaList V1PersistentVolume V1PersistentVolumeList ' +
      'V1PersistentVolumeClaim V1PersistentVolumeClaimList V1PodTemplate V1PodTemplateList ' +
      'V1ReplicationController V1ReplicationControllerList V1TopologySelectorTerm',
  },
  {
    package: 'io.k8s.api.apps.v1',
    prefix: 'AppsV1',
    roots:
      'V1Deployment V1DeploymentList V1ReplicaSet V1ReplicaSetList V1StatefulSet V1StatefulSetList ' +
      'V1DaemonSet V1DaemonSetList V1ControllerRevision V1ControllerRevisionList',
  },
  { package: 'io.k8s.api.batch.v1', prefix: 'BatchV1', roots: 'V1Job V1JobList V1CronJob V1CronJobList' },
  {
    package: 'io.k8s.api.autoscaling.v2',
    prefix: 'AutoscalingV2',
    roots: 'V2HorizontalPodAutoscaler V2HorizontalPodAutoscalerList',
  },
  {
    package: 'io.k8s.api.autoscaling.v1',
    prefix: 'AutoscalingV1',
    roots: 'V1Scale V1HorizontalPodAutoscaler V1HorizontalPodAutoscalerList',
  },
  {
    package: 'io.k8s.api.networking.v1',
    prefix: 'NetworkingV1',
    roots:
      'V1Ingress V1IngressList V1IngressClass V1IngressClassList V1NetworkPolicy V1NetworkPolicyList ' +
      'V1IPAddress V1IPAddressList V1ServiceCIDR V1ServiceCIDRList',
  },
  {
    package: 'io.k8s.api.policy.v1',
    prefix: 'PolicyV1',
    roots: 'V1PodDisruptionBudget V1PodDisruptionBudgetList V1Eviction',
  },
  {
    package: 'io.k8s.api.rbac.v1',
    prefix: 'RbacV1',
    roots:
      'V1Role V1RoleList V1RoleBinding V1RoleBindingList V1ClusterRole V1ClusterRoleList ' +
      'V1ClusterRoleBinding V1ClusterRoleBindingList',
  },
  { package: 'io.k8s.api.coordination.v1', prefix: 'CoordinationV1', roots: 'V1Lease V1LeaseList' },
  {
    package: 'io.k8s.api.discovery.v1',
    prefix: 'DiscoveryV1',
    roots: 'V1EndpointSlice V1EndpointSliceList',
  },
  { package: 'io.k8s.api.events.v1', prefix: 'EventsV1', roots: 'EventsV1Event EventsV1EventList' },
  {
    package: 'io.k8s.api.scheduling.v1',
    prefix: 'SchedulingV1',
    roots: 'V1PriorityClass V1PriorityClassList',
  },
  { package: 'io.k8s.api.node.v1', prefix: 'NodeV1', roots: 'V1RuntimeClass V1RuntimeClassList' },
  {
    package: 'io.k8s.api.authentication.v1',
    prefix: 'AuthenticationV1',
    roots: 'AuthenticationV1TokenRequest V1TokenReview V1SelfSubjectReview',
  },
  {
    package: 'io.k8s.api.authorization.v1',
    prefix: 'AuthorizationV1',
    roots:
      'V1SubjectAccessReview V1LocalSubjectAccessReview V1SelfSubjectAccessReview V1SelfSubjectRulesReview',
  },
  {
    package: 'io.k8s.api.storage.v1',
    prefix: 'StorageV1',
    roots:
      'V1StorageClass V1StorageClassList V1CSIDriver V1CSIDriverList V1CSINode V1CSINodeList ' +
      'V1CSIStorageCapacity V1CSIStorageCapacityList V1VolumeAttachment V1VolumeAttachmentList',
  },
  {
    package: 'io.k8s.api.certificates.v1',
    prefix: 'CertificatesV1',
    roots: 'V1CertificateSigningRequest V1CertificateSigningRequestList',
  },
  {
    package: 'io.k8s.api.admissionregistration.v1',
    prefix: 'AdmissionregistrationV1',
    roots:
      'V1MutatingWebhookConfiguration V1MutatingWebhookConfigurationList V1ValidatingWebhookConfiguration ' +
      'V1ValidatingWebhookConfigurationList V1ValidatingAdmissionPolicy V1ValidatingAdmissionPolicyList ' +
      'V1ValidatingAdmissionPolicyBinding V1ValidatingAdmissionPolicyBindingList',
  },
  {
    package: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1',
    prefix: 'ApiextensionsV1',
    roots: 'V1CustomResourceDefinition V1CustomResourceDefinitionList',
  },
  {
    package: 'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1',
    prefix: 'ApiregistrationV1',
    roots: 'V1APIService V1APIServiceList',
  },
];
