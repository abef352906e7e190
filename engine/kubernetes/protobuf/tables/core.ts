import type { FieldNumbers } from '../field-numbers.ts';

/** core/v1: objects, but for what is in a pod. */
export const CORE: FieldNumbers = {
  AttachedVolume: 'name devicePath',
  Binding: 'metadata target',
  ClientIPConfig: 'timeoutSeconds',
  ComponentCondition: 'type status message error',
  ComponentStatus: 'metadata conditions',
  ConfigMap: 'metadata data binaryData immutable',
  ConfigMapNodeConfigSource: 'namespace name uid resourceVersion kubeletConfigKey',
  ContainerImage: 'names sizeBytes',
  ContainerState: 'waiting running terminated',
  ContainerStateRunning: 'startedAt',
  ContainerStateTerminated: 'exitCode signal reason message startedAt finishedAt containerID',
  ContainerStateWaiting: 'reason message',
  ContainerStatus:
    'name state lastState ready restartCount image imageID containerID started ' +
    'allocatedResources resources volumeMounts user allocatedResourcesStatus stopSignal',
  ContainerUser: 'linux',
  DaemonEndpoint: 'Port',
  EndpointAddress: 'ip targetRef hostname nodeName',
  EndpointPort: 'name port protocol appProtocol',
  EndpointSubset: 'addresses notReadyAddresses ports',
  Endpoints: 'metadata subsets',
  Event:
    'metadata involvedObject reason message source firstTimestamp lastTimestamp count type ' +
    'eventTime series action related reportingComponent reportingInstance',
  EventSeries: 'count lastObservedTime',
  EventSource: 'component host',
  HostIP: 'ip',
  LinuxContainerUser: 'uid gid supplementalGroups',
  LoadBalancerIngress: 'ip hostname ipMode ports',
  LoadBalancerStatus: 'ingress',
  Namespace: 'metadata spec status',
  NamespaceCondition: 'type status lastTransitionTime=4 reason message',
  NamespaceSpec: 'finalizers',
  NamespaceStatus: 'phase conditions',
  Node: 'metadata spec status',
  NodeAddress: 'type address',
  NodeCondition: 'type status lastHeartbeatTime lastTransitionTime reason message',
  NodeConfigSource: 'configMap=2',
  NodeConfigStatus: 'assigned active lastKnownGood error',
  NodeDaemonEndpoints: 'kubeletEndpoint',
  NodeFeatures: 'supplementalGroupsPolicy',
  NodeRuntimeHandler: 'name features',
  NodeRuntimeHandlerFeatures: 'recursiveReadOnlyMounts userNamespaces',
  NodeSpec: 'podCIDR externalID providerID unschedulable taints configSource podCIDRs',
  NodeStatus:
    'capacity allocatable phase conditions addresses daemonEndpoints nodeInfo images ' +
    'volumesInUse volumesAttached config runtimeHandlers features',
  NodeSwapStatus: 'capacity',
  NodeSystemInfo:
    'machineID systemUUID bootID kernelVersion osImage containerRuntimeVersion ' +
    'kubeletVersion kubeProxyVersion operatingSystem architecture swap',
  ObjectReference: 'kind namespace name uid apiVersion resourceVersion fieldPath',
  Pod: 'metadata spec status',
  PodCondition: 'type status lastProbeTime lastTransitionTime reason message observedGeneration',
  PodIP: 'ip',
  PodResourceClaimStatus: 'name resourceClaimName',
  PodStatus:
    'phase conditions message reason hostIP podIP startTime containerStatuses qosClass ' +
    'initContainerStatuses nominatedNodeName podIPs ephemeralContainerStatuses resize ' +
    'resourceClaimStatuses hostIPs observedGeneration',
  PodTemplate: 'metadata template',
  PodTemplateSpec: 'metadata spec',
  PortStatus: 'port protocol error',
  ResourceHealth: 'resourceID health',
  ResourceStatus: 'name resources',
  Secret: 'metadata data type stringData immutable',
  Service: 'metadata spec status',
  ServiceAccount: 'metadata secrets imagePullSecrets automountServiceAccountToken',
  ServicePort: 'name protocol port targetPort nodePort appProtocol',
  ServiceSpec:
    'ports selector clusterIP type externalIPs sessionAffinity=7 loadBalancerIP ' +
    'loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort ' +
    'publishNotReadyAddresses sessionAffinityConfig ipFamilyPolicy=17 clusterIPs ipFamilies ' +
    'allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy ' +
    'trafficDistribution',
  ServiceStatus: 'loadBalancer conditions',
  SessionAffinityConfig: 'clientIP',
  Taint: 'key value effect timeAdded',
  VolumeMountStatus: 'name mountPath readOnly recursiveReadOnly',
};
