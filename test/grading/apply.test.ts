import { beforeEach, describe, expect, it } from 'vitest';
import { applyDocument } from '../../engine/grading/apply.ts';
import { readDocuments } from '../../engine/grading/documents.ts';
import type { AppliedDocument } from '../../engine/grading/report.ts';
import { update } from '../../engine/kubernetes/apiserver/update.ts';
import { configMapKind } from '../../engine/kubernetes/kinds/config-map.ts';
import { deploymentKind } from '../../engine/kubernetes/kinds/deployment.ts';
import { copy } from '../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../harness/sandbox.ts';

let world: TestSandbox;
beforeEach(() => {
  world = openSandbox({ nodes: [] });
});

/** Applies the one document of a file. */
function apply(text: string): AppliedDocument {
  const [document] = readDocuments({ 'x.yaml': text });
  if (document === undefined) throw new Error('there is no document');
  return world.sandbox.transact(() => applyDocument(world.cluster, document));
}

const storedMap = () => world.cluster.store.get(configMapKind, 'default', 'a');
const configMap = (rest: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${rest}`;

function deployment(containers: string, spec = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  ${spec}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [${containers}]}
`;
}

function storedContainers() {
  return world.cluster.store.get(deploymentKind, 'default', 'web')?.spec.template.spec?.containers ?? [];
}

describe('applying a document', () => {
  it('creates what is not there, with the configuration that was applied in an annotation', () => {
    expect(apply(configMap('data: {b: "<1>", a: "2"}'))).toEqual({
      file: 'x.yaml',
      document: 0,
      object: 'configmap/a',
      outcome: 'created',
    });
    expect(storedMap()?.metadata.annotations).toEqual({
      'kubectl.kubernetes.io/last-applied-configuration':
        '{"apiVersion":"v1","data":{"a":"2","b":"\\u003c1\\u003e"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"a","namespace":"default"}}\n',
    });
  });

  it('leaves alone what is the same already', () => {
    apply(configMap('data: {a: "1"}'));
    const before = storedMap()?.metadata.resourceVersion;
    expect(apply(configMap('data: {a: "1"}')).outcome).toBe('unchanged');
    expect(storedMap()?.metadata.resourceVersion).toBe(before);
  });

  it('removes what was applied before and is not any more, and keeps what others added', () => {
    apply(configMap('data: {mine: "1", gone: "2"}'));
    const stored = storedMap();
    if (stored === undefined) throw new Error('nothing was created');
    const draft = copy(stored);
    draft.data = { ...draft.data, others: '3' };
    const address = { namespace: 'default', name: 'a' };
    world.sandbox.transact(() =>
      update(world.cluster, configMapKind, address, draft, { author: TEST_AUTHOR }),
    );
    expect(apply(configMap('data: {mine: "4"}')).outcome).toBe('configured');
    expect(storedMap()?.data).toEqual({ mine: '4', others: '3' });
  });

  it('merges lists by their keys, in the order of the document', () => {
    apply(
      deployment(
        '{name: a, image: nginx, env: [{name: A, value: "1"}, {name: B, value: "2"}]}, {name: b, image: redis}',
      ),
    );
    const changed = '{name: c, image: busybox}, {name: a, image: "nginx:1.27", env: [{name: B, value: "3"}]}';
    expect(apply(deployment(changed)).outcome).toBe('configured');
    expect(storedContainers().map(({ name, image, env }) => ({ name, image, env }))).toEqual([
      { name: 'c', image: 'busybox', env: undefined },
      { name: 'a', image: 'nginx:1.27', env: [{ name: 'B', value: '3' }] },
    ]);
  });

  it('drops the members of a union that a change leaves out', () => {
    apply(deployment('{name: a, image: nginx}', 'strategy: {type: RollingUpdate}'));
    apply(deployment('{name: a, image: nginx}', 'strategy: {type: Recreate}'));
    const stored = world.cluster.store.get(deploymentKind, 'default', 'web');
    expect(stored?.spec.strategy).toEqual({ type: 'Recreate' });
  });

  it('places what belongs to no namespace in none', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, namespace: default}\n';
    expect(apply(namespace)).toMatchObject({ object: 'namespace/shop', outcome: 'created' });
    expect(apply(namespace).outcome).toBe('unchanged');
  });
});

describe('a document is refused in the words of kubectl or the API', () => {
  it.each([
    [
      'an unknown kind',
      'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: web, namespace: shop}',
      'resource mapping not found for name: "web" namespace: "shop" from "x.yaml": no matches for kind "Deployment" in version "apps/v1beta1"\nensure CRDs are installed first',
    ],
    [
      'no apiVersion',
      'kind: ConfigMap\nmetadata: {name: a}',
      'error validating "x.yaml": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false',
    ],
    ['no name', 'apiVersion: v1\nkind: ConfigMap', 'resource name may not be empty'],
    [
      'a generated name',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}',
      'from a-: cannot use generate name with apply',
    ],
    [
      'a namespace that is not there',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}',
      'namespaces "shop" not found',
    ],
    [
      'an unknown field',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndatum: {}',
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "datum"',
    ],
    [
      'a value of the wrong type',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {port: 80}',
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    ],
    [
      'a name that breaks the rules',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A_b}',
      `ConfigMap "A_b" is invalid: metadata.name: Invalid value: "A_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    ],
  ])('%s', (_what, text, message) => {
    expect(apply(text)).toMatchObject({ outcome: 'refused', message });
    expect(storedMap()).toBeUndefined();
  });

  it('a change of what may not change', () => {
    apply(deployment('{name: a, image: nginx}'));
    const other = deployment('{name: a, image: nginx}').replaceAll('app: web', 'app: other');
    expect(apply(other).message).toContain('spec.selector: Invalid value');
    expect(apply(other).message).toContain('field is immutable');
  });

  it('a change with an unknown field', () => {
    apply(deployment('{name: a, image: nginx}'));
    const { message } = apply(deployment('{name: a, image: nginx}', 'replica: 2'));
    expect(message).toMatch(
      /^The request is invalid: patch: .*strict decoding error: unknown field "spec.replica"$/s,
    );
  });

  it.each([
    ['metadata: foo'],
    ['metadata: {name: 5}'],
    ['metadata: {name: a, annotations: [b]}'],
    ['metadata: {name: a, annotations: {b: 5}}'],
    ['metadata: {name: a, namespace: 5}'],
    ['metadata: null'],
  ])('metadata that is none: %s', (metadata) => {
    expect(apply(`apiVersion: v1\nkind: ConfigMap\n${metadata}\n`).outcome).toBe('refused');
    expect(world.cluster.store.get(configMapKind, 'default', 'a')).toBeUndefined();
  });

  it('keys called __proto__', () => {
    const result = apply('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n__proto__: {data: {}}\n');
    expect(result.message).toContain('unknown field "__proto__"');
  });
});
