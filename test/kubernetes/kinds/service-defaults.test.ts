import { beforeEach, describe, expect, it } from 'vitest';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { openRequests, type Requests } from './requests.ts';
import { createService, serviceBody } from './services.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const CLUSTER_IP = expect.stringMatching(/^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/);
const NODE_PORT = expect.toSatisfy((port: number) => port >= 30_000 && port <= 32_767);

describe('a service', () => {
  it('is a cluster IP', () => {
    const service = createService(requests, { selector: { app: 'web' } });
    expect(service.spec).toEqual({
      clusterIP: CLUSTER_IP,
      clusterIPs: [service.spec.clusterIP],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      selector: { app: 'web' },
      sessionAffinity: 'None',
      type: 'ClusterIP',
    });
    expect(service.status).toEqual({ loadBalancer: {} });
    expect(service.metadata.generation).toBeUndefined();
  });

  it('has a node port where its type says so', () => {
    const { spec } = createService(requests, { type: 'NodePort' });
    expect(spec).toMatchObject({ clusterIP: CLUSTER_IP, externalTrafficPolicy: 'Cluster' });
    expect(spec.ports).toEqual([{ nodePort: NODE_PORT, port: 80, protocol: 'TCP', targetPort: 80 }]);
  });

  it('of type LoadBalancer has node ports, and a health check port for local traffic', () => {
    const { spec } = createService(requests, { type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
    expect(spec).toMatchObject({ allocateLoadBalancerNodePorts: true, healthCheckNodePort: NODE_PORT });
    expect(spec.ports?.[0]?.nodePort).not.toBe(spec.healthCheckNodePort);
  });

  it('of type LoadBalancer can do without node ports', () => {
    const { spec } = createService(requests, { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false });
    expect(spec.ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 80 }]);
  });

  it('of type ExternalName is a name and nothing else', () => {
    const { spec } = createService(requests, {
      ports: [],
      type: 'ExternalName',
      externalName: 'example.com.',
    });
    expect(spec).toEqual({ externalName: 'example.com.', sessionAffinity: 'None', type: 'ExternalName' });
  });

  it.each([
    [{ app: 'web' }, { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }],
    [{}, { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }],
  ])('that is headless with the selector %j has the families %j', (selector, families) => {
    const { spec } = createService(requests, { clusterIP: 'None', selector });
    expect(spec).toMatchObject({ clusterIP: 'None', clusterIPs: ['None'], ...families });
  });

  it('keeps its clients for three hours', () => {
    const { spec } = createService(requests, { sessionAffinity: 'ClientIP' });
    expect(spec.sessionAffinityConfig).toEqual({ clientIP: { timeoutSeconds: 10_800 } });
  });

  it('has no affinity settings without affinity', () => {
    const { spec } = createService(requests, { sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } });
    expect(spec.sessionAffinityConfig).toBeUndefined();
  });

  it('shares a node port between the protocols of one port', () => {
    const ports = [
      { name: 'udp', port: 53, protocol: 'UDP', targetPort: 'dns' },
      { name: 'tcp', port: 53 },
    ];
    const { spec } = createService(requests, { type: 'NodePort', ports });
    expect(spec.ports?.[0]?.nodePort).toBe(spec.ports?.[1]?.nodePort);
  });

  it.each([
    [
      { clusterIP: 'None', sessionAffinity: 'ClientIP' },
      ['spec.SessionAffinity is ignored for headless services'],
    ],
    [{ externalName: 'example.com' }, ['spec.externalName is ignored when spec.type is not "ExternalName"']],
    [
      { clusterIP: '10.96.000.9' },
      [
        'spec.clusterIPs[0]: non-standard IP address "10.96.000.9" will be considered invalid in a future Kubernetes release: use "10.96.0.9"',
      ],
    ],
    [{}, []],
  ])('of %j warns: %j', (spec, warnings) => {
    const service = requests.create(serviceKind, serviceBody(spec));
    expect(serviceKind.warnings?.(service)).toEqual(warnings);
  });
});

describe('the row of a service', () => {
  it.each<[object, (string | RegExp)[]]>([
    [{ selector: { b: '2', a: '1' } }, ['s', 'ClusterIP', /^10\./, '<none>', '80/TCP', '5s', 'a=1,b=2']],
    [{ type: 'NodePort' }, ['s', 'NodePort', /^10\./, '<none>', /^80:3\d{4}\/TCP$/, '5s', '<none>']],
    [{ type: 'LoadBalancer' }, ['s', 'LoadBalancer', /^10\./, '<pending>', /^80:3/, '5s', '<none>']],
    [
      { ports: [], type: 'ExternalName', externalName: 'example.com' },
      ['s', 'ExternalName', '<none>', 'example.com', '<none>', '5s', '<none>'],
    ],
    [
      { ports: [], clusterIP: 'None', externalIPs: ['192.0.2.1', '192.0.2.2'] },
      ['s', 'ClusterIP', 'None', '192.0.2.1,192.0.2.2', '<none>', '5s', '<none>'],
    ],
  ])('of %j', (spec, row) => {
    const service = createService(requests, spec);
    const cells = serviceKind.row(service, requests.cluster.now + 5000);
    expect(cells).toEqual(row.map((cell) => (typeof cell === 'string' ? cell : expect.stringMatching(cell))));
  });

  it('shows what balances the load', () => {
    createService(requests, { type: 'LoadBalancer', externalIPs: ['192.0.2.9'] });
    const ingress = [{ hostname: 'b.example.com' }, { ip: '192.0.2.1', ipMode: 'VIP' }];
    const service = requests.change(
      serviceKind,
      's',
      ({ status }) => {
        status.loadBalancer = { ingress };
      },
      'status',
    );
    expect(serviceKind.row(service, 0)[3]).toBe('192.0.2.1,b.example.com,192.0.2.9');
  });
});
