import { beforeEach, describe, expect, it } from 'vitest';
import { type ServiceObject, serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { openRequests, type Requests, refusal } from './requests.ts';
import { createService } from './services.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

type Spec = ServiceObject['spec'];

function change(edit: (spec: Spec) => void): Spec {
  return requests.change(serviceKind, 's', ({ spec }) => edit(spec)).spec;
}

describe('an update', () => {
  it('that leaves out what was allocated keeps it', () => {
    const { spec } = createService(requests, { type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
    const after = change((draft) => {
      delete draft.clusterIP;
      delete draft.clusterIPs;
      delete draft.healthCheckNodePort;
      delete draft.ipFamilies;
      delete draft.ipFamilyPolicy;
      draft.ports = [{ port: 8080 }];
    });
    expect(after).toEqual({
      ...spec,
      ports: [{ nodePort: spec.ports?.[0]?.nodePort, port: 8080, protocol: 'TCP', targetPort: 8080 }],
    });
  });

  it('keeps a node port by the name of its port, unless another port has it now', () => {
    const ports = [
      { name: 'a', port: 80, nodePort: 30_001 },
      { name: 'b', port: 81, nodePort: 30_002 },
    ];
    createService(requests, { type: 'NodePort', ports });
    const { ports: after = [] } = change((draft) => {
      draft.ports = [
        { name: 'b', port: 81 },
        { name: 'a', port: 80, nodePort: 30_002 },
      ];
    });
    expect(after[1]?.nodePort).toBe(30_002);
    expect(after[0]?.nodePort).not.toBe(30_002);
  });

  it('may give a node port of its own to another port', () => {
    const ports = [{ name: 'a', port: 80, nodePort: 30_001 }];
    createService(requests, { type: 'NodePort', ports });
    const { ports: after = [] } = change((draft) => {
      draft.ports = [{ name: 'b', port: 80, nodePort: 30_001 }];
    });
    expect(after[0]?.nodePort).toBe(30_001);
  });

  it.each<[object, (spec: Spec) => void, string]>([
    [
      {},
      (spec) => {
        spec.clusterIP = '10.96.0.77';
      },
      'spec.clusterIPs[0]: Invalid value: []string{"10.96.0.77"}: may not change once set',
    ],
    [
      { clusterIP: 'None', selector: { app: 'web' } },
      (spec) => {
        spec.clusterIP = '10.96.0.77';
      },
      'spec.clusterIPs[0]: Invalid value: []string{"10.96.0.77"}: may not change once set',
    ],
    [
      { type: 'NodePort' },
      (spec) => {
        spec.ports = [{ port: 80, nodePort: 80 }];
      },
      'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      { type: 'LoadBalancer', loadBalancerClass: 'example.com/a' },
      (spec) => {
        spec.loadBalancerClass = 'example.com/b';
      },
      'spec.loadBalancerClass: Invalid value: "example.com/b": may not change once set',
    ],
    [
      { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30_001 },
      (spec) => {
        spec.healthCheckNodePort = 30_002;
      },
      'spec.healthCheckNodePort: Forbidden: field is immutable',
    ],
    [
      { type: 'NodePort' },
      (spec) => {
        spec.type = 'ClusterIP';
        spec.ports = [{ port: 80, nodePort: 30_777 }];
      },
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
  ])('of %j may not change everything (%#)', (spec, edit, problem) => {
    createService(requests, spec);
    expect(refusal(() => change(edit)).message).toBe(`Service "s" is invalid: ${problem}`);
  });
});

describe('a change of type', () => {
  const types: [string, object][] = [
    ['ClusterIP', { type: 'ClusterIP' }],
    ['NodePort', { type: 'NodePort' }],
    ['LoadBalancer', { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }],
  ];

  it.each(types)('from %s to ExternalName lets go of everything', (_type, spec) => {
    const { spec: before } = createService(requests, spec);
    const after = change((draft) => {
      draft.type = 'ExternalName';
      draft.externalName = 'example.com';
    });
    expect(after).toEqual({
      externalName: 'example.com',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      sessionAffinity: 'None',
      type: 'ExternalName',
    });
    const { clusterIP } = before;
    expect(createService(requests, { clusterIP }, { name: 't' }).spec.clusterIP).toBe(clusterIP);
  });

  it.each(types)('from ExternalName to %s allocates anew', (type) => {
    createService(requests, { type: 'ExternalName', externalName: 'example.com' });
    const after = change((draft) => {
      draft.type = type;
      delete draft.externalName;
    });
    expect(after).toMatchObject({ ipFamilies: ['IPv4'], clusterIP: expect.stringMatching(/^10\./) });
    expect(after.ports?.[0]?.nodePort !== undefined).toBe(type !== 'ClusterIP');
  });

  it('from LoadBalancer to ClusterIP keeps the address and drops the rest', () => {
    const { spec } = createService(requests, { type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
    requests.change(
      serviceKind,
      's',
      ({ status }) => {
        status.loadBalancer = { ingress: [{ hostname: 'a' }] };
      },
      'status',
    );
    const after = requests.change(serviceKind, 's', (draft) => {
      draft.spec.type = 'ClusterIP';
    });
    expect(after.spec).toEqual({
      clusterIP: spec.clusterIP,
      clusterIPs: spec.clusterIPs,
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      sessionAffinity: 'None',
      type: 'ClusterIP',
    });
    expect(after.status).toEqual({ loadBalancer: {} });
  });

  it('frees the node ports for others', () => {
    createService(requests, { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] });
    change((draft) => {
      draft.type = 'ClusterIP';
    });
    const other = createService(
      requests,
      { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] },
      { name: 't' },
    );
    expect(other.spec.ports?.[0]?.nodePort).toBe(30_080);
  });
});
