import { describe, expect, it } from 'vitest';
import { podRequests, qosClass } from '../../../engine/kubernetes/kinds/pod-spec/resources.ts';
import type { Container, PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';

type Amounts = Record<string, string>;

function asking(requests: Amounts, restartPolicy?: string): Container {
  return { name: 'c', resources: { requests }, ...(restartPolicy === undefined ? {} : { restartPolicy }) };
}

describe('what a pod asks for', () => {
  it.each<[string, PodSpec, object]>([
    ['nothing', { containers: [{ name: 'c' }] }, {}],
    [
      'the sum of its containers',
      { containers: [asking({ cpu: '100m', memory: '1Gi' }), asking({ cpu: '1.5', memory: '1G' })] },
      { milliCpu: 1600, memoryBytes: 2 ** 30 + 1e9 },
    ],
    [
      'the most demanding of its init containers',
      {
        containers: [asking({ cpu: '100m', memory: '100' })],
        initContainers: [asking({ cpu: '2' }), asking({ cpu: '1', memory: '50' })],
      },
      { milliCpu: 2000, memoryBytes: 100 },
    ],
    [
      'sidecars beside all that follows them',
      {
        containers: [asking({ cpu: '1' })],
        initContainers: [asking({ cpu: '3' }), asking({ cpu: '500m' }, 'Always'), asking({ cpu: '2800m' })],
      },
      { milliCpu: 3300 },
    ],
    [
      'its overhead, too',
      { containers: [asking({ cpu: '1' })], overhead: { cpu: '250m', memory: '64Mi' } },
      { milliCpu: 1250, memoryBytes: 64 * 2 ** 20 },
    ],
    [
      'storage and extended resources',
      { containers: [asking({ 'ephemeral-storage': '1k', 'example.com/gpu': '2' })] },
      { ephemeralBytes: 1000, other: { 'example.com/gpu': 2 } },
    ],
  ])('%s', (_what, spec, expected) => {
    expect(podRequests(spec)).toEqual({
      milliCpu: 0,
      memoryBytes: 0,
      ephemeralBytes: 0,
      other: {},
      ...expected,
    });
  });
});

describe('the quality of service', () => {
  const both = { cpu: '1', memory: '1Gi' };
  it.each<[string, NonNullable<Container['resources']>[], string]>([
    ['nothing asked', [{}], 'BestEffort'],
    ['other resources only', [{ requests: { 'example.com/gpu': '1' } }], 'BestEffort'],
    ['zeros', [{ requests: { cpu: '0' } }], 'BestEffort'],
    ['all limits and requests equal', [{ limits: both, requests: both }], 'Guaranteed'],
    [
      'equal in different words',
      [{ limits: both, requests: { cpu: '1000m', memory: '1024Mi' } }],
      'Guaranteed',
    ],
    ['one container without', [{ limits: both, requests: both }, {}], 'Burstable'],
    ['no limit of memory', [{ limits: { cpu: '1' }, requests: { cpu: '1' } }], 'Burstable'],
    ['less requested', [{ limits: both, requests: { cpu: '500m', memory: '1Gi' } }], 'Burstable'],
    ['requests only', [{ requests: { cpu: '1' } }], 'Burstable'],
  ])('of %s', (_what, resources, expected) => {
    expect(qosClass({ containers: resources.map((one) => ({ name: 'c', resources: one })) })).toBe(expected);
  });
});
