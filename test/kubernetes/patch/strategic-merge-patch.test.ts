import { describe, expect, it } from 'vitest';
import { deployment, patched, podPatch, refusal, withPodSpec } from './deployment.ts';

const [nginx, sidecar] = deployment.spec.template.spec.containers;

function strategic(patch: unknown): object {
  return patched('strategic', patch).object;
}

describe('objects are merged field by field', () => {
  it('changing what the patch names and nothing else', () => {
    expect(strategic({ spec: { replicas: 3 } })).toEqual({
      ...deployment,
      spec: { ...deployment.spec, replicas: 3 },
    });
  });

  it('removing what it sets to null', () => {
    expect(strategic({ metadata: { labels: { tier: null, gone: null, new: 'x' } } })).toEqual({
      ...deployment,
      metadata: { ...deployment.metadata, labels: { app: 'web', new: 'x' } },
    });
  });

  it('replacing or emptying an object by a directive', () => {
    const labels = (change: object) => ({ ...deployment, metadata: { ...deployment.metadata, ...change } });
    const replaced = { metadata: { labels: { $patch: 'replace', only: 'x' } } };
    expect(strategic(replaced)).toEqual(labels({ labels: { only: 'x' } }));
    expect(strategic({ metadata: { labels: { $patch: 'delete' } } })).toEqual(labels({ labels: undefined }));
  });

  it('retaining only the keys that a union keeps', () => {
    const strategy = { $retainKeys: ['type'], type: 'Recreate' };
    expect(strategic({ spec: { strategy } })).toHaveProperty('spec.strategy', { type: 'Recreate' });
    const volumes = [{ name: 'data', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/x' } }];
    expect(strategic(podPatch({ volumes }))).toEqual(
      withPodSpec({ volumes: [{ name: 'data', hostPath: { path: '/x' } }] }),
    );
  });
});

describe('lists of objects are merged by their merge keys', () => {
  it('changing the item with the same key', () => {
    expect(strategic(podPatch({ containers: [{ name: 'nginx', image: 'httpd' }] }))).toEqual(
      withPodSpec({ containers: [{ ...nginx, image: 'httpd' }, sidecar] }),
    );
  });

  it('adding the items with new keys before those that the patch doesn’t name', () => {
    const added = { name: 'new', image: 'x' };
    expect(strategic(podPatch({ containers: [added] }))).toEqual(
      withPodSpec({ containers: [{ ...added, resources: {} }, nginx, sidecar] }),
    );
  });

  it('deleting and replacing items by directives', () => {
    expect(strategic(podPatch({ containers: [{ name: 'nginx', $patch: 'delete' }] }))).toEqual(
      withPodSpec({ containers: [sidecar] }),
    );
    const containers = [{ $patch: 'replace' }, { name: 'only', image: 'x' }];
    expect(strategic(podPatch({ containers }))).toEqual(
      withPodSpec({ containers: [{ name: 'only', image: 'x', resources: {} }] }),
    );
  });

  it('in the order the patch gives, the items it does not name staying where they were', () => {
    const order = [{ name: 'sidecar' }, { name: 'new' }];
    const patch = { '$setElementOrder/containers': order, containers: [{ name: 'new', image: 'x' }] };
    expect(strategic(podPatch(patch))).toEqual(
      withPodSpec({ containers: [nginx, sidecar, { name: 'new', image: 'x', resources: {} }] }),
    );
    const reordered = podPatch({ '$setElementOrder/containers': [{ name: 'sidecar' }, { name: 'nginx' }] });
    expect(strategic(reordered)).toEqual(withPodSpec({ containers: [sidecar, nginx] }));
  });

  it('replacing lists without a merge key', () => {
    expect(strategic(podPatch({ containers: [{ name: 'nginx', args: ['y'] }] }))).toEqual(
      withPodSpec({ containers: [{ ...nginx, args: ['y'] }, sidecar] }),
    );
  });
});

describe('lists of scalars are merged', () => {
  it('as sets, where the schema says so', () => {
    const finalizers = (patch: object) => strategic({ metadata: patch });
    expect(finalizers({ finalizers: ['a/z', 'a/x'] })).toHaveProperty('metadata.finalizers', [
      'a/z',
      'a/x',
      'a/y',
    ]);
    expect(finalizers({ '$deleteFromPrimitiveList/finalizers': ['a/x'] })).toHaveProperty(
      'metadata.finalizers',
      ['a/y'],
    );
    expect(
      finalizers({
        '$deleteFromPrimitiveList/finalizers': ['a/x'],
        '$setElementOrder/finalizers': ['a/z', 'a/y'],
        finalizers: ['a/z'],
      }),
    ).toHaveProperty('metadata.finalizers', ['a/z', 'a/y']);
  });
});

describe('what cannot be merged is refused in upstream’s words', () => {
  it.each([
    [
      podPatch({ containers: [{ image: 'x' }] }),
      500,
      'map: map[image:x] does not contain declared merge key: name',
    ],
    [{ spec: { $patch: 'foo' } }, 500, 'unknown patch type: foo in map: map[$patch:foo]'],
    [
      podPatch({ containers: [{ name: 'a', $patch: 'merge' }] }),
      500,
      'merging lists cannot yet be specified in the patch',
    ],
    [podPatch({ containers: [5] }), 500, /^list element types are not identical: /],
    [podPatch({ containers: [[]] }), 422, 'the server rejected our request due to an error in our request'],
    [
      { spec: { strategy: { $retainKeys: ['type'], rollingUpdate: {} } } },
      400,
      'invalid patch format of retainKeys',
    ],
    [{ spec: { $retainKeys: 'x' } }, 400, 'invalid patch format of retainKeys'],
    [{ metadata: { $setElementOrder: [] } }, 400, 'invalid patch format of setElementOrder list'],
    [{ metadata: { $deleteFromPrimitiveListx: [] } }, 400, 'invalid patch format of primitive list'],
    [
      { spec: { '$setElementOrder/foo': [] } },
      500,
      'unable to find api field in struct DeploymentSpec for the json field "foo"',
    ],
    [
      { metadata: { '$setElementOrder/finalizers': 'x' } },
      500,
      'expected a []interface {}, but received a string',
    ],
    [
      { metadata: { '$setElementOrder/finalizers': ['a', 'b'], finalizers: ['b', 'a'] } },
      500,
      "The order in patch list:\n[b a]\n doesn't match $setElementOrder list:\n[a b]\n",
    ],
  ])('%j', (patch, code, message) => {
    expect(refusal('strategic', patch)).toMatchObject({
      code,
      message: message instanceof RegExp ? expect.stringMatching(message) : message,
    });
  });

  it('and so is a result that is no deployment', () => {
    const invalid = (shown: string, why: string) => ({
      code: 422,
      reason: 'Invalid',
      message: ` "" is invalid: patch: Invalid value: ${JSON.stringify(shown)}: ${why}`,
    });
    const of = (spec: object) => refusal('strategic', { spec });
    expect(of({ replicas: 'abc' })).toEqual(
      invalid('map[spec:map[replicas:abc]]', 'unrecognized type: int32'),
    );
    expect(of({ replicas: 1.5 })).toEqual(
      invalid('map[spec:map[replicas:1.5]]', 'cannot convert float64 to int32'),
    );
    expect(of({ template: 'x' })).toEqual(
      invalid('map[spec:map[template:x]]', 'cannot restore struct from: string'),
    );
    expect(of({ strategy: { type: 5 } })).toEqual(
      invalid('map[spec:map[strategy:map[type:5]]]', 'cannot convert int64 to v1.DeploymentStrategyType'),
    );
    expect(of({ foo: 1, bar: null, baz: [true] })).toEqual(
      invalid(
        'map[spec:map[bar:<nil> baz:[true] foo:1]]',
        'strict decoding error: unknown field "spec.baz", unknown field "spec.foo"',
      ),
    );
  });
});
