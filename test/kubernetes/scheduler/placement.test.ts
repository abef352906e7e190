import { describe, expect, it } from 'vitest';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, type TestSandbox, testNode } from '../../harness/sandbox.ts';
import { asking, changeNode, nodeOf, place } from './scheduled.ts';

function zones(): TestSandbox {
  return openSandbox({
    nodes: [
      testNode('a1', { labels: { zone: 'a' } }),
      testNode('a2', { labels: { zone: 'a' } }),
      testNode('b1', { labels: { zone: 'b' } }),
    ],
  });
}

/** At most one pod of the app more in a zone than in another. */
const evenly = {
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: { app: 'x' } },
};

function counts(nodes: readonly (string | undefined)[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const node of nodes) found[node ?? 'none'] = (found[node ?? 'none'] ?? 0) + 1;
  return found;
}

describe('what a pod requires', () => {
  it('of labels', () => {
    const sandbox = zones();
    expect(place(sandbox, 'selector', { nodeSelector: { zone: 'b' } })).toBe('b1');
    const expressions = [
      { key: 'zone', operator: 'NotIn', values: ['a'] },
      { key: 'zone', operator: 'Exists' },
    ];
    const terms = [{ matchExpressions: expressions }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
    expect(place(sandbox, 'affinity', { affinity: { nodeAffinity } })).toBe('b1');
  });

  it('of taints is that it tolerates them', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    changeNode(sandbox, 'a', ({ spec }) => {
      spec.taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }];
    });
    changeNode(sandbox, 'b', ({ spec }) => {
      spec.unschedulable = true;
    });
    const tolerations = [{ key: 'dedicated', operator: 'Equal', value: 'db', effect: 'NoSchedule' }];
    expect(place(sandbox, 'tolerant', { tolerations })).toBe('a');
    expect(place(sandbox, 'other', { tolerations: [{ key: 'dedicated', value: 'web' }] })).toBeUndefined();
  });

  it('of company: the same zone as others', () => {
    const sandbox = zones();
    place(sandbox, 'db', { nodeSelector: { zone: 'b' } }, { labels: { app: 'db' } });
    const term = { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'zone' };
    const podAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    expect(place(sandbox, 'web', { affinity: { podAffinity } })).toBe('b1');
  });

  it('of company: the first of a group may go anywhere', () => {
    const sandbox = zones();
    const term = { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: 'zone' };
    const podAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    const labels = { app: 'x' };
    const first = place(sandbox, 'first', { affinity: { podAffinity } }, { labels });
    const second = place(sandbox, 'second', { affinity: { podAffinity } }, { labels });
    expect(first?.charAt(0)).toBe(second?.charAt(0));
  });

  it('of distance: a zone each', () => {
    const sandbox = zones();
    const term = { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: 'zone' };
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    const spec = { affinity: { podAntiAffinity } };
    const placed = ['one', 'two', 'three'].map((name) =>
      place(sandbox, name, spec, { labels: { app: 'x' } }),
    );
    expect(placed.map((node) => node?.charAt(0)).sort()).toEqual(['a', 'b', undefined]);
  });

  it('of evenness: no zone has more than one pod more than another', () => {
    const sandbox = zones();
    const spec = { topologySpreadConstraints: [evenly] };
    const names = Array.from({ length: 6 }, (_, index) => `p${index}`);
    const placed = names.map((name) => place(sandbox, name, spec, { labels: { app: 'x' } }));
    expect(counts(placed.map((node) => node?.charAt(0)))).toEqual({ a: 3, b: 3 });
  });

  it('of evenness: nothing, where it selects no pods to count', () => {
    const sandbox = zones();
    const { labelSelector: _none, ...constraint } = evenly;
    for (const labelSelector of [undefined, {}]) {
      const topologySpreadConstraints = [
        { ...constraint, ...(labelSelector === undefined ? {} : { labelSelector }) },
      ];
      const spec = { topologySpreadConstraints, nodeSelector: { zone: 'a' } };
      const names = ['p', 'q', 'r'].map((name) => `${name}-${String(labelSelector !== undefined)}`);
      expect(names.map((name) => place(sandbox, name, spec))).not.toContain(undefined);
    }
  });

  it('of evenness: as many domains as it says, or one pod in each', () => {
    const sandbox = zones();
    const spec = { topologySpreadConstraints: [{ ...evenly, minDomains: 3 }] };
    const placed = ['p', 'q', 'r'].map((name) => place(sandbox, name, spec, { labels: { app: 'x' } }));
    expect(placed.map((node) => node?.charAt(0)).sort()).toEqual(['a', 'b', undefined]);
  });

  it('of evenness: counted by revision with matchLabelKeys', () => {
    const sandbox = zones();
    const spec = { topologySpreadConstraints: [{ ...evenly, matchLabelKeys: ['rev'] }] };
    const old = { labels: { app: 'x', rev: '1' } };
    for (const name of ['p', 'q']) {
      place(sandbox, name, { ...spec, topologySpreadConstraints: [], nodeSelector: { zone: 'a' } }, old);
    }
    const next = { labels: { app: 'x', rev: '2' } };
    const placed = ['r', 's'].map((name) => place(sandbox, name, spec, next)?.charAt(0));
    expect(placed.sort()).toEqual(['a', 'b']);
  });

  it('of labels that are numbers, and of the node by its name', () => {
    const sandbox = openSandbox({
      nodes: [testNode('a', { labels: { disks: '2' } }), testNode('b', { labels: { disks: '12' } }), 'c'],
    });
    const required = (term: object) => ({
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
      },
    });
    const disks = (operator: string) => [{ key: 'disks', operator, values: ['5'] }];
    expect(place(sandbox, 'more', required({ matchExpressions: disks('Gt') }))).toBe('b');
    expect(place(sandbox, 'fewer', required({ matchExpressions: disks('Lt') }))).toBe('a');
    const none = [{ key: 'disks', operator: 'DoesNotExist' }];
    expect(place(sandbox, 'none', required({ matchExpressions: none }))).toBe('c');
    const named = [{ key: 'metadata.name', operator: 'In', values: ['b'] }];
    expect(place(sandbox, 'named', required({ matchFields: named }))).toBe('b');
  });

  it('of ports: a free one', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    const ports = [{ containerPort: 80, hostPort: 8080 }];
    const spec = { containers: [{ name: 'c', image: 'registry.k8s.io/pause:3.10', ports }] };
    expect([place(sandbox, 'one', spec), place(sandbox, 'two', spec)].sort()).toEqual(['a', 'b']);
  });
});

describe('what a pod prefers', () => {
  it('is the emptier node', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    const first = place(sandbox, 'first', asking({ cpu: '2', memory: '2Gi' }));
    const second = place(sandbox, 'second', asking({ cpu: '1', memory: '1Gi' }));
    const third = place(sandbox, 'third', asking({ cpu: '500m', memory: '512Mi' }));
    expect(second).not.toBe(first);
    expect(third).toBe(second);
  });

  it('is a label', () => {
    const sandbox = zones();
    const preference = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] };
    const preferredDuringSchedulingIgnoredDuringExecution = [{ weight: 100, preference }];
    const spec: Partial<PodSpec> = {
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution } },
    };
    expect(place(sandbox, 'p', spec)).toBe('b1');
  });

  it('is a node without PreferNoSchedule taints', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b', 'c'] });
    for (const name of ['a', 'c']) {
      changeNode(sandbox, name, ({ spec }) => {
        spec.taints = [{ key: 'old', effect: 'PreferNoSchedule' }];
      });
    }
    expect(place(sandbox, 'p')).toBe('b');
  });

  it('is company, or distance', () => {
    const term = { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'kubernetes.io/hostname' };
    const preferred = [{ weight: 100, podAffinityTerm: term }];
    const sandbox = openSandbox({ nodes: ['a', 'b', 'c'] });
    const db = place(sandbox, 'db', {}, { labels: { app: 'db' } });
    const near = { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } };
    const far = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } };
    expect(place(sandbox, 'near', { affinity: near })).toBe(db);
    expect(place(sandbox, 'far', { affinity: far })).not.toBe(db);
  });

  it('is to be spread over the nodes with its siblings', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b', 'c'] });
    sandbox.create(replicaSetKind, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: draftMetadata({ name: 'web', namespace: 'default' }),
      spec: {
        replicas: 6,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'c', image: 'registry.k8s.io/pause:3.10' }] },
        },
      },
      status: { replicas: 0 },
    });
    const pods = sandbox.cluster.store.entries('pods', 'default').map(({ object }) => object.metadata.name);
    expect(counts(pods.map((name) => nodeOf(sandbox, name)))).toEqual({ a: 2, b: 2, c: 2 });
  });
});

it('draws lots between equals, the same with the same seed', () => {
  const draw = (seed: string) => {
    const sandbox = openSandbox({ nodes: ['a', 'b', 'c', 'd'], seed });
    return place(sandbox, 'p');
  };
  expect(draw('one')).toBe(draw('one'));
  expect(new Set(['1', '2', '3', '4', '5', '6', '7', '8'].map(draw)).size).toBeGreaterThan(1);
});

it('counts init containers by the most demanding of them, and overhead', () => {
  const sandbox = openSandbox({ nodes: [testNode('a', { cpu: '2' })] });
  const container = { image: 'registry.k8s.io/pause:3.10' };
  const requests = (cpu: string) => ({ resources: { requests: { cpu } } });
  const spec = {
    initContainers: [
      { name: 'i', ...container, ...requests('1500m') },
      { name: 's', ...container, restartPolicy: 'Always', ...requests('400m') },
    ],
    containers: [{ name: 'c', ...container, ...requests('700m') }],
  };
  expect(place(sandbox, 'first', spec)).toBe('a');
  expect(place(sandbox, 'second', asking({ cpu: '600m' }))).toBeUndefined();
  expect(place(sandbox, 'third', asking({ cpu: '500m' }))).toBe('a');
});
