import { describe, expect, it } from 'vitest';
import { createOpenApi } from '../../../engine/kubernetes/openapi/openapi.ts';
import type { ServedKind } from '../../../engine/kubernetes/openapi/served-kind.ts';
import { mapOf, messagesOf, readMessage, textOf } from './wire.ts';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const served: readonly ServedKind[] = [
  {
    group: '',
    version: 'v1',
    kind: 'Pod',
    plural: 'pods',
    namespaced: true,
    definition: 'io.k8s.api.core.v1.Pod',
    verbs,
    subresources: ['status', 'log', 'exec', 'eviction'],
  },
  {
    group: '',
    version: 'v1',
    kind: 'Node',
    plural: 'nodes',
    namespaced: false,
    definition: 'io.k8s.api.core.v1.Node',
    verbs,
    subresources: ['status'],
  },
  {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    plural: 'deployments',
    namespaced: true,
    definition: 'io.k8s.api.apps.v1.Deployment',
    verbs,
    subresources: ['scale', 'status'],
  },
];
const openApi = createOpenApi(served, 'v1.33.1');

function parse(text: string | undefined): unknown {
  return JSON.parse(text ?? 'null');
}

/** What a document has at the end of a path of keys; undefined where it ends before. */
function at(document: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    document,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function valuesOf(value: unknown): unknown[] {
  return isObject(value) ? Object.values(value) : [];
}

function parameterNames(operation: unknown): unknown[] {
  return valuesOf(at(operation, 'parameters')).map((parameter) => at(parameter, 'name'));
}

const core = parse(openApi.document('api/v1')?.text);
const apps = parse(openApi.document('apis/apps/v1')?.text);
const swagger = parse(openApi.swagger().text);

const GVK = 'x-kubernetes-group-version-kind';
const POD = '/api/v1/namespaces/{namespace}/pods/{name}';
const DEPLOYMENT = '/apis/apps/v1/namespaces/{namespace}/deployments/{name}';

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === '$ref' && typeof item === 'string') yield item;
    else yield* referencesIn(item);
  }
}

describe('/openapi/v3', () => {
  it('names a document for each group version, by the hash of its content', () => {
    const hash = openApi.document('api/v1')?.hash;
    expect(parse(openApi.index().text)).toEqual({
      paths: {
        'api/v1': { serverRelativeURL: `/openapi/v3/api/v1?hash=${hash}` },
        'apis/apps/v1': {
          serverRelativeURL: `/openapi/v3/apis/apps/v1?hash=${openApi.document('apis/apps/v1')?.hash}`,
        },
      },
    });
    expect(hash).toMatch(/^[0-9A-F]{128}$/);
    expect(createOpenApi(served, 'v1.33.1').document('api/v1')?.hash).toBe(hash);
    expect(createOpenApi(served.slice(1), 'v1.33.1').document('api/v1')?.hash).not.toBe(hash);
    expect(openApi.document('apis/batch/v1')).toBeUndefined();
  });

  it('makes nothing before it is asked for, and nothing twice', () => {
    const wrong = served.map((kind) => ({ ...kind, definition: 'io.k8s.api.core.v1.Nothing' }));
    const lazy = createOpenApi(wrong, 'v1.33.1');
    expect(() => lazy.swagger()).toThrow('Nothing');
    expect(openApi.document('api/v1')).toBe(openApi.document('api/v1'));
    expect(openApi.swaggerProtobuf()).toBe(openApi.swaggerProtobuf());
  });
});

describe('a document of OpenAPI 3.0', () => {
  it('has the paths of its kinds, each with its kind', () => {
    expect(at(core, 'openapi')).toBe('3.0.0');
    expect(keysOf(at(core, 'paths'))).toEqual([
      '/api/v1/namespaces/{namespace}/pods',
      POD,
      `${POD}/eviction`,
      `${POD}/exec`,
      `${POD}/log`,
      `${POD}/status`,
      '/api/v1/nodes',
      '/api/v1/nodes/{name}',
      '/api/v1/nodes/{name}/status',
      '/api/v1/pods',
    ]);
    expect(at(core, 'paths', POD, 'patch')).toMatchObject({
      operationId: 'patchCoreV1NamespacedPod',
      tags: ['core_v1'],
      'x-kubernetes-action': 'patch',
      [GVK]: { group: '', kind: 'Pod', version: 'v1' },
    });
    expect(at(apps, 'paths', `${DEPLOYMENT}/scale`, 'get', GVK)).toEqual({
      group: 'autoscaling',
      kind: 'Scale',
      version: 'v1',
    });
  });

  it('tells kubectl that the server validates fields and knows dry runs', () => {
    const wanted = expect.arrayContaining(['dryRun', 'fieldManager', 'fieldValidation']);
    const patch = at(core, 'paths', POD, 'patch');
    expect(parameterNames(patch)).toEqual(wanted);
    expect(parameterNames(at(core, 'paths', '/api/v1/namespaces/{namespace}/pods', 'post'))).toEqual(wanted);
    expect(keysOf(at(patch, 'requestBody', 'content'))).toContain('application/apply-patch+yaml');
  });

  it('gives every operation an id of its own', () => {
    const paths = [core, apps].flatMap((document) => valuesOf(at(document, 'paths')));
    const ids = paths.flatMap(valuesOf).map((operation) => at(operation, 'operationId'));
    const given = ids.filter((id) => id !== undefined);
    expect(given).toHaveLength(39);
    expect(new Set(given).size).toBe(given.length);
  });

  it('says which components are kinds', () => {
    const kindsOf = (document: unknown, name: string) => at(document, 'components', 'schemas', name, GVK);
    expect(kindsOf(core, 'io.k8s.api.core.v1.Pod')).toEqual([{ group: '', kind: 'Pod', version: 'v1' }]);
    expect(kindsOf(core, 'io.k8s.api.core.v1.PodList')).toEqual([
      { group: '', kind: 'PodList', version: 'v1' },
    ]);
    expect(kindsOf(apps, 'io.k8s.api.autoscaling.v1.Scale')).toEqual([
      { group: 'autoscaling', kind: 'Scale', version: 'v1' },
    ]);
    expect(kindsOf(core, 'io.k8s.api.core.v1.PodSpec')).toBeUndefined();
  });

  it('describes fields as kubectl explain shows them', () => {
    const container = at(core, 'components', 'schemas', 'io.k8s.api.core.v1.Container');
    expect(at(container, 'required')).toEqual(['name']);
    expect(at(container, 'properties', 'imagePullPolicy')).toMatchObject({
      type: 'string',
      enum: ['Always', 'IfNotPresent', 'Never'],
    });
    expect(at(container, 'properties', 'ports')).toMatchObject({
      type: 'array',
      items: { $ref: '#/components/schemas/io.k8s.api.core.v1.ContainerPort' },
      'x-kubernetes-list-map-keys': ['containerPort', 'protocol'],
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-patch-merge-key': 'containerPort',
      'x-kubernetes-patch-strategy': 'merge',
    });
    expect(at(container, 'properties', 'resources')).toEqual({
      description: expect.stringMatching(/\S/),
      allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.ResourceRequirements' }],
    });
    expect(
      at(core, 'components', 'schemas', 'io.k8s.apimachinery.pkg.util.intstr.IntOrString'),
    ).toMatchObject({
      format: 'int-or-string',
      oneOf: [{ type: 'integer' }, { type: 'string' }],
    });
  });

  it.each([
    [
      'core.v1.PodSpec',
      'containers',
      { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
    ],
    ['core.v1.Container', 'args', { 'x-kubernetes-list-type': 'atomic' }],
    ['core.v1.NodeSpec', 'podCIDRs', { 'x-kubernetes-list-type': 'set' }],
    ['core.v1.PodSpec', 'nodeSelector', { 'x-kubernetes-map-type': 'atomic' }],
  ])('says how server-side apply merges %s %s', (type, field, extensions) => {
    for (const definitions of [at(core, 'components', 'schemas'), at(swagger, 'definitions')]) {
      expect(at(definitions, `io.k8s.api.${type}`, 'properties', field)).toMatchObject(extensions);
    }
  });

  it('says which types are taken as a whole', () => {
    const name = 'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector';
    for (const definitions of [at(core, 'components', 'schemas'), at(swagger, 'definitions')]) {
      expect(at(definitions, name, 'x-kubernetes-map-type')).toBe('atomic');
      const list = at(definitions, 'io.k8s.api.core.v1.PodList', 'properties', 'items');
      expect(at(list, 'x-kubernetes-list-type')).toBeUndefined();
    }
  });

  it('has all that it refers to', () => {
    for (const document of [core, apps]) {
      const names = new Set(keysOf(at(document, 'components', 'schemas')));
      const missing = [...referencesIn(document)].filter(
        (reference) => !names.has(reference.replace('#/components/schemas/', '')),
      );
      expect(missing).toEqual([]);
    }
  });
});

describe('/openapi/v2', () => {
  it('is one Swagger 2.0 document of everything, with the merge keys', () => {
    expect(at(swagger, 'swagger')).toBe('2.0');
    const paths = [...keysOf(at(apps, 'paths')), ...keysOf(at(core, 'paths'))].sort();
    expect(keysOf(at(swagger, 'paths'))).toEqual(paths);
    const definitions = at(swagger, 'definitions');
    expect(at(definitions, 'io.k8s.api.core.v1.PodSpec', 'properties', 'volumes')).toMatchObject({
      'x-kubernetes-patch-merge-key': 'name',
      'x-kubernetes-patch-strategy': 'merge,retainKeys',
    });
    expect(at(definitions, 'io.k8s.api.apps.v1.Deployment', GVK)).toEqual([
      { group: 'apps', kind: 'Deployment', version: 'v1' },
    ]);
    expect(parameterNames(at(swagger, 'paths', DEPLOYMENT, 'patch'))).toContain('fieldValidation');
    const names = new Set(keysOf(definitions));
    for (const reference of referencesIn(swagger)) {
      expect(names).toContain(reference.replace('#/definitions/', ''));
    }
  });

  it('is the same in protobuf', () => {
    const document = readMessage(openApi.swaggerProtobuf());
    expect(textOf(document, 1)).toBe('2.0');
    const [paths] = messagesOf(document, 8);
    expect([...mapOf(paths, 2).keys()]).toEqual(keysOf(at(swagger, 'paths')));
    const definitions = mapOf(messagesOf(document, 9)[0], 1);
    expect([...definitions.keys()]).toEqual(keysOf(at(swagger, 'definitions')));
    for (const [name, schema] of definitions) {
      const expected = at(swagger, 'definitions', name);
      expect(textOf(schema, 4)).toBe(at(expected, 'description') ?? '');
      const properties = [...mapOf(messagesOf(schema, 25)[0], 1)];
      const references = properties.map(([field, property]) => [field, textOf(property, 1)]);
      const wanted = keysOf(at(expected, 'properties'));
      expect(references).toEqual(
        wanted.map((field) => [field, at(expected, 'properties', field, '$ref') ?? '']),
      );
    }
  });

  it('has types, items and extensions in protobuf', () => {
    const definitions = mapOf(messagesOf(readMessage(openApi.swaggerProtobuf()), 9)[0], 1);
    const container = definitions.get('io.k8s.api.core.v1.Container') ?? new Map();
    const ports = mapOf(messagesOf(container, 25)[0], 1).get('ports') ?? new Map();
    const items = messagesOf(ports, 23).flatMap((item) => messagesOf(item, 1));
    expect(messagesOf(ports, 22).map((type) => textOf(type, 1))).toEqual(['array']);
    expect(items.map((item) => textOf(item, 1))).toEqual(['#/definitions/io.k8s.api.core.v1.ContainerPort']);
    const extensions = [...mapOf(ports, 31)].map(([name, value]) => [name, textOf(value, 2)]);
    expect(extensions).toEqual([
      ['x-kubernetes-list-map-keys', '["containerPort","protocol"]'],
      ['x-kubernetes-list-type', '"map"'],
      ['x-kubernetes-patch-merge-key', '"containerPort"'],
      ['x-kubernetes-patch-strategy', '"merge"'],
    ]);
  });
});
