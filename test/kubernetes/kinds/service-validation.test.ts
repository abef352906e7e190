import { describe, expect, it } from 'vitest';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { openRequests, refusal } from './requests.ts';
import { createService, serviceBody, tryService } from './services.ts';

const requests = openRequests();
const IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
const LOAD_BALANCERS = "Forbidden: may only be used when `type` is 'LoadBalancer'";
const port = (rest: object) => ({ ports: [{ port: 80, ...rest }] });

describe('a service', () => {
  it.each<[object, string]>([
    [{ ports: [] }, 'spec.ports: Required value'],
    [
      { ports: [{ port: 70_000 }] },
      '[spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive]',
    ],
    [
      { ports: [{ port: 80 }, { port: 81 }] },
      '[spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
    ],
    [
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'a' },
        ],
      },
      'spec.ports[1].name: Duplicate value: "a"',
    ],
    [
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 80, name: 'b' },
        ],
      },
      'spec.ports[1]: Duplicate value: core.ServicePort{Name:"", Protocol:"TCP", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}',
    ],
    [
      port({ protocol: 'ICMP' }),
      'spec.ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      port({ targetPort: 'a--b' }),
      'spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens',
    ],
    [
      port({ nodePort: 30_000 }),
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
    [
      { type: 'Foo' },
      'spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [{ type: 'ExternalName' }, 'spec.externalName: Required value'],
    [
      { type: 'ExternalName', externalName: 'a', clusterIP: 'None' },
      'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
    ],
    [
      { type: 'NodePort', clusterIP: 'None' },
      'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
    ],
    [{ clusterIP: 'x' }, `spec.clusterIPs[0]: Invalid value: "x": ${IP}`],
    [
      { clusterIPs: ['10.96.0.9'] },
      'spec.clusterIPs: Invalid value: []string{"10.96.0.9"}: must be empty when `clusterIP` is not specified',
    ],
    [
      { clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.8'] },
      'spec.clusterIPs: Invalid value: []string{"10.96.0.8"}: first value must match `clusterIP`',
    ],
    [
      { clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9', '10.96.0.8'] },
      'spec.clusterIPs: Invalid value: []string{"10.96.0.9", "10.96.0.8"}: may specify no more than one IP for each IP family',
    ],
    [
      { clusterIP: '2001:db8::1' },
      'spec.clusterIPs[0]: Invalid value: []string{"2001:db8::1"}: IPv6 is not configured on this cluster',
    ],
    [
      { clusterIP: '10.96.0.9', ipFamilies: ['IPv6'] },
      'spec.clusterIPs[0]: Invalid value: "10.96.0.9": expected an IPv6 value as indicated by `ipFamilies[0]`',
    ],
    [
      { ipFamilies: ['IPv7'] },
      'spec.ipFamilies[0]: Unsupported value: "IPv7": supported values: "IPv4", "IPv6"',
    ],
    [{ ipFamilies: ['IPv6'] }, 'spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    [
      { ipFamilies: ['IPv4', 'IPv6'] },
      "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
    ],
    [
      { ipFamilyPolicy: 'RequireDualStack' },
      'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
    [
      { ipFamilyPolicy: 'x' },
      'spec.ipFamilyPolicy: Unsupported value: "x": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"',
    ],
    [
      { sessionAffinity: 'x' },
      'spec.sessionAffinity: Unsupported value: "x": supported values: "ClientIP", "None"',
    ],
    [
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } },
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400',
    ],
    [{ externalIPs: ['x'] }, `spec.externalIPs[0]: Invalid value: "x": ${IP}`],
    [
      { externalIPs: ['127.0.0.1'] },
      'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ],
    [
      { internalTrafficPolicy: 'x' },
      'spec.internalTrafficPolicy: Unsupported value: "x": supported values: "Cluster", "Local"',
    ],
    [
      { externalTrafficPolicy: 'Local' },
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ],
    [
      { healthCheckNodePort: 30_000 },
      "spec.healthCheckNodePort: Invalid value: 30000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
    ],
    [
      { trafficDistribution: 'x' },
      'spec.trafficDistribution: Unsupported value: "x": supported values: "PreferClose"',
    ],
    [{ loadBalancerSourceRanges: ['10.0.0.0/8'] }, `spec.LoadBalancerSourceRanges: ${LOAD_BALANCERS}`],
    [
      { type: 'LoadBalancer', loadBalancerSourceRanges: [' 10.0.0.0/8 ', 'x'] },
      `spec.LoadBalancerSourceRanges[1]: Invalid value: "x": ${CIDR}`,
    ],
    [{ allocateLoadBalancerNodePorts: true }, `spec.allocateLoadBalancerNodePorts: ${LOAD_BALANCERS}`],
    [{ loadBalancerClass: 'a/b' }, `spec.loadBalancerClass: ${LOAD_BALANCERS}`],
  ])('of %j is refused', (spec, problem) => {
    expect(refusal(() => tryService(requests, spec))).toEqual({
      code: 422,
      message: `Service "s" is invalid: ${problem}`,
    });
  });

  it.each<[Record<string, string>, string]>([
    [
      { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8' },
      `metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]: ${LOAD_BALANCERS}`,
    ],
    [
      {
        'service.kubernetes.io/topology-aware-hints': 'a',
        'service.kubernetes.io/topology-mode': 'b',
      },
      'metadata.annotations[service.kubernetes.io/topology-mode]: Invalid value: "b": must match annotations[service.kubernetes.io/topology-aware-hints] when both are specified',
    ],
  ])('with the annotations %j is refused', (annotations, problem) => {
    const { message } = refusal(() => requests.create(serviceKind, serviceBody({}, { annotations })));
    expect(message).toBe(`Service "s" is invalid: ${problem}`);
  });
});

describe('the status of a service', () => {
  it.each<[string, object, string]>([
    [
      'ClusterIP',
      { ip: '192.0.2.1' },
      "status.loadBalancer.ingress: Forbidden: may only be used when `spec.type` is 'LoadBalancer'",
    ],
    [
      'LoadBalancer',
      { ip: 'x' },
      'status.loadBalancer.ingress[0].ip: Invalid value: "x": must be a valid IP address',
    ],
    [
      'LoadBalancer',
      { ip: '192.0.2.1', ipMode: 'x' },
      'status.loadBalancer.ingress[0].ipMode: Unsupported value: "x": supported values: "Proxy", "VIP"',
    ],
    [
      'LoadBalancer',
      { hostname: 'a', ipMode: 'VIP' },
      'status.loadBalancer.ingress[0].ipMode: Forbidden: may not be specified when `ip` is not set',
    ],
    [
      'LoadBalancer',
      { hostname: '192.0.2.1' },
      'status.loadBalancer.ingress[0].hostname: Invalid value: "192.0.2.1": must be a DNS name, not an IP address',
    ],
  ])('of type %s may not have the ingress %j', (type, ingress, problem) => {
    const own = openRequests();
    createService(own, { type });
    const change = () =>
      own.change(
        serviceKind,
        's',
        ({ status }) => {
          status.loadBalancer = { ingress: [ingress] };
        },
        'status',
      );
    expect(refusal(change).message).toBe(`Service "s" is invalid: ${problem}`);
  });
});
