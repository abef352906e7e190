import { beforeEach, describe, expect, it } from 'vitest';
import { create } from '../../../engine/kubernetes/apiserver/create.ts';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR } from '../../harness/sandbox.ts';
import { openRequests, type Requests, refusal } from './requests.ts';
import { createService, tryService } from './services.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const author = TEST_AUTHOR;
const nodePort = (port: number) => ({ type: 'NodePort', ports: [{ port: 80, nodePort: port }] });

function refused(spec: object): string {
  return refusal(() => createService(requests, spec, { name: 't' })).message;
}

describe('the cluster IP that a client asks for', () => {
  it('is given, once', () => {
    expect(createService(requests, { clusterIP: '10.96.0.10' }).spec.clusterIPs).toEqual(['10.96.0.10']);
    expect(refused({ clusterIP: '10.96.0.10' })).toBe(
      'Service "t" is invalid: spec.clusterIPs: Invalid value: []string{"10.96.0.10"}: failed to allocate IP 10.96.0.10: provided IP is already allocated',
    );
  });

  it.each(['10.95.255.255', '10.96.0.0', '10.111.255.255', '10.112.0.0'])(
    'is refused where it is out of the range: %s',
    (clusterIP) => {
      expect(refused({ clusterIP })).toBe(
        `Service "t" is invalid: spec.clusterIPs: Invalid value: []string{"${clusterIP}"}: failed to allocate IP ${clusterIP}: the provided network does not match the current range`,
      );
    },
  );

  it('is free again once its service is gone', () => {
    createService(requests, { clusterIP: '10.96.0.10' });
    remove(requests.cluster, serviceKind, { namespace: 'default', name: 's' }, { author });
    expect(refused({ clusterIP: '10.96.0.10' })).toBe('');
  });
});

describe('the node port that a client asks for', () => {
  it('is given, once', () => {
    expect(createService(requests, nodePort(30_080)).spec.ports?.[0]?.nodePort).toBe(30_080);
    expect(refused(nodePort(30_080))).toBe(
      'Service "t" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    );
  });

  it.each([80, 29_999, 32_768])('is refused where it is out of the range: %d', (port) => {
    expect(refused(nodePort(port))).toBe(
      `Service "t" is invalid: spec.ports[0].nodePort: Invalid value: ${port}: provided port is not in the valid range. The range of valid ports is 30000-32767`,
    );
  });

  it('counts within the service, too', () => {
    const ports = [
      { name: 'a', port: 80, nodePort: 30_000 },
      { name: 'b', port: 81, nodePort: 30_000 },
    ];
    expect(refused({ type: 'NodePort', ports })).toBe(
      'Service "t" is invalid: spec.ports[1].nodePort: Invalid value: 30000: provided port is already allocated',
    );
  });

  it('is no health check port of another service', () => {
    const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' };
    createService(requests, { ...local, healthCheckNodePort: 30_000 });
    expect(refused(nodePort(30_000))).toContain('provided port is already allocated');
    expect(
      refusal(() => createService(requests, { ...local, healthCheckNodePort: 30_000 }, { name: 't' })),
    ).toEqual({
      code: 500,
      message:
        'Internal error occurred: failed to allocate requested HealthCheck NodePort 30000: provided port is already allocated',
    });
  });
});

describe('allocation', () => {
  it('gives a thousand services different addresses and ports', () => {
    const ips = new Set<string>();
    const ports = new Set<number>();
    for (let i = 0; i < 1000; i++) {
      const { spec } = createService(requests, { type: 'NodePort' }, { name: `s${i}` });
      ips.add(spec.clusterIP ?? '');
      ports.add(spec.ports?.[0]?.nodePort ?? 0);
    }
    expect(ips.size).toBe(1000);
    expect(ports.size).toBe(1000);
    // The start of each range is left to those who ask by number.
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(30_086);
  });

  it('takes the last ports, then says that there are none', () => {
    const { cluster } = requests;
    for (let i = 0; i < 28; i++) {
      const ports = Array.from({ length: 100 }, (_, j) => ({ name: `p${j}`, port: j + 1 }));
      const fits = i < 27 ? ports : ports.slice(0, 68);
      createService(requests, { type: 'NodePort', ports: fits }, { name: `s${i}` });
    }
    expect(cluster.store.count('services')).toBe(29);
    expect(refusal(() => createService(requests, { type: 'NodePort' }, { name: 't' }))).toEqual({
      code: 500,
      message: 'Internal error occurred: failed to allocate a nodePort: range is full',
    });
  });

  it('survives a restart', () => {
    const world = openSandbox({ nodes: [] });
    const body = (name: string, clusterIP: string) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: draftMetadata({ name }),
      spec: { clusterIP, ports: [{ port: 80 }] },
      status: {},
    });
    world.create(serviceKind, body('a', '10.96.0.77'));
    const { cluster } = world.reload();
    const again = () => create(cluster, serviceKind, 'default', body('b', '10.96.0.77'), { author });
    expect(refusal(again).message).toContain('provided IP is already allocated');
  });

  it('is the same for the same seed', () => {
    const other = openRequests();
    const { spec } = createService(requests, { type: 'NodePort' });
    expect(createService(other, { type: 'NodePort' }).spec).toEqual(spec);
  });
});

describe('a dry run', () => {
  it('takes nothing', () => {
    expect(tryService(requests, { clusterIP: '10.96.0.10' }).clusterIP).toBe('10.96.0.10');
    expect(refused({ clusterIP: '10.96.0.10' })).toBe('');
  });

  it('answers with values that nobody gets, and looks at no range of ports', () => {
    const spec = tryService(requests, {
      type: 'NodePort',
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
      ],
    });
    expect(spec.clusterIP).toBe('10.96.0.0');
    expect(spec.ports?.map((port) => port.nodePort)).toEqual([32_769, 32_770]);
    expect(tryService(requests, nodePort(80)).ports?.[0]?.nodePort).toBe(80);
  });

  it('looks at the range of addresses', () => {
    expect(refusal(() => tryService(requests, { clusterIP: '10.0.0.1' })).message).toBe(
      'Service "s" is invalid: spec.clusterIPs: Invalid value: []string{"10.0.0.1"}: failed to allocate IP 10.0.0.1: the provided IP (10.0.0.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12',
    );
  });
});
