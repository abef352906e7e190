import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError, decode } from '../../../engine/kubernetes/apiserver/decode.ts';

const POD = 'io.k8s.api.core.v1.Pod';
const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment';

function containerOf(container: object): object | undefined {
  const { object } = decode(POD, { spec: { containers: [container] } }, 'Strict');
  return object.spec?.containers[0];
}

describe('a decoded object is what the API server would answer', () => {
  it('with canonical quantities, times and base64', () => {
    const limits = { cpu: 0.5, memory: '1024Mi' };
    expect(containerOf({ name: 'c', resources: { limits } })).toEqual({
      name: 'c',
      resources: { limits: { cpu: '500m', memory: '1Gi' } },
    });
    const lease = {
      metadata: { creationTimestamp: '2024-01-31T12:00:00.5+02:00' },
      spec: { renewTime: '2024-01-31T12:00:00.123456Z' },
    };
    const { object } = decode('io.k8s.api.coordination.v1.Lease', lease, 'Strict');
    expect(object.metadata?.creationTimestamp).toBe('2024-01-31T10:00:00Z');
    expect(object.spec?.renewTime).toBe('2024-01-31T12:00:00.123456Z');
    const secret = decode(
      'io.k8s.api.core.v1.Secret',
      { data: { a: 'aGVs\nbG8=', b: 'YR==', c: '' } },
      'Strict',
    );
    expect(secret.object.data).toEqual({ a: 'aGVsbG8=', b: 'YQ==', c: '' });
  });

  it('with the null of a time that Go always writes', () => {
    const condition = { type: 'Ready', status: 'True' };
    const { object } = decode(POD, { status: { conditions: [condition] } }, 'Strict');
    expect(object.status?.conditions).toEqual([{ ...condition, lastProbeTime: null }]);
  });

  it('without other nulls and without empty values of optional fields', () => {
    const spec = {
      replicas: 0,
      minReadySeconds: 0,
      paused: false,
      selector: { matchLabels: {} },
      template: { spec: { nodeSelector: null, hostNetwork: false, schedulerName: '', volumes: [] } },
    };
    const { object } = decode(
      DEPLOYMENT,
      { metadata: { name: 'd', labels: {}, finalizers: [] }, spec },
      'Strict',
    );
    expect(object.metadata).toEqual({ name: 'd' });
    expect(object.spec).toEqual({
      replicas: 0,
      selector: {},
      strategy: {},
      template: { metadata: {}, spec: { containers: [] } },
    });
  });

  it('with the zero values that say something', () => {
    const context = { runAsUser: 0, runAsNonRoot: false, privileged: false };
    expect(containerOf({ name: 'c', securityContext: context, env: [{ name: 'A', value: '' }] })).toEqual({
      name: 'c',
      securityContext: context,
      env: [{ name: 'A' }],
      resources: {},
    });
    const claim = { spec: { storageClassName: '', volumeName: '' } };
    const { object } = decode('io.k8s.api.core.v1.PersistentVolumeClaim', claim, 'Strict');
    expect(object.spec).toEqual({ storageClassName: '', resources: {} });
  });

  it('with all required fields, but for those whose absence validation must see', () => {
    expect(containerOf({ ports: [{}], volumeMounts: [null] })).toEqual({
      name: '',
      ports: [{ containerPort: 0 }],
      volumeMounts: [{ mountPath: '', name: '' }],
      resources: {},
    });
    expect(decode(DEPLOYMENT, {}, 'Strict').object).toEqual({
      metadata: {},
      spec: { strategy: {}, template: { metadata: {}, spec: { containers: [] } } },
      status: {},
    });
  });

  it('with null items and values as Go’s zero values', () => {
    expect(containerOf({ name: 'c', args: ['a', null] })).toEqual({
      name: 'c',
      args: ['a', ''],
      resources: {},
    });
    const map = { data: { a: null }, binaryData: { b: null } };
    const { object } = decode('io.k8s.api.core.v1.ConfigMap', map, 'Strict');
    expect(object).toEqual({ metadata: {}, data: { a: '' }, binaryData: { b: '' } });
  });

  it('with keys of maps called like what every object inherits', () => {
    const labels: unknown = JSON.parse('{"__proto__":"a","constructor":"b"}');
    const { object } = decode(POD, { metadata: { labels } }, 'Strict');
    expect(Object.keys(object.metadata?.labels ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(object.metadata?.labels)).toBe(Object.prototype);
  });
});

const containers = fc.array(
  fc.record(
    {
      name: fc.oneof(fc.string(), fc.constant(null)),
      image: fc.oneof(fc.string(), fc.jsonValue()),
      args: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
      ports: fc.array(fc.record({ containerPort: fc.oneof(fc.nat(), fc.double()) })),
      resources: fc.record({
        limits: fc.dictionary(fc.string(), fc.oneof(fc.constantFrom('1', '0.5Gi', '100m'), fc.string())),
      }),
      stdin: fc.oneof(fc.boolean(), fc.constant(null)),
      extra: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
);
const pods = fc.record(
  {
    metadata: fc.oneof(
      fc.record({ name: fc.string(), labels: fc.dictionary(fc.string(), fc.string()) }),
      fc.jsonValue(),
    ),
    spec: fc.oneof(fc.record({ containers, priority: fc.integer() }), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

function attempt(value: unknown): object | undefined {
  try {
    return decode(POD, value, 'Ignore').object;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

describe('for any JSON', () => {
  it('decoding gives an object or a DecodeError, and a decoded object decodes to itself', () => {
    fc.assert(
      fc.property(fc.oneof(pods, fc.jsonValue()), (value) => {
        const before = JSON.stringify(value);
        const object = attempt(value);
        expect(JSON.stringify(value)).toBe(before);
        if (object !== undefined) expect(attempt(object)).toEqual(object);
      }),
    );
  });
});
