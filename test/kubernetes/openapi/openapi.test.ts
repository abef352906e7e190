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

/** A parsed document, for tests to look into. */
// biome-ignore lint/suspicious/noExplicitAny: any shape is compared with what is expected of it
type Json = any;

function parse(text: string | undefined): Json {
  return JSON.parse(text ?? 'null');
}

const core = parse(openApi.document('api/v1')?.text);
const apps = parse(openApi.document('apis/apps/v1')?.text);
const swagger = parse(openApi.swagger());

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === '$ref' && typeof item === 'string') yield item;
    else yield* referencesIn(item);
  }
}

describe('/openapi/v3', () => {
  it('names a document for each group version, by the hash of its content', () => {
    expect(parse(openApi.index())).toEqual({
      paths: {
        'api/v1': { serverRelativeURL: `/openapi/v3/api/v1?hash=${openApi.document('api/v1')?.hash}` },
        'apis/apps/v1': { serverRelativeURL: `/openapi/v3/apis/apps/v1?hash=${openApi.document('apis/apps/v1')?.hash}` },
      },
    });
    expect(openApi.document('api/v1')?.hash).toMatch(/^[0-9A-F]{128}$/);
    expect(createOpenApi(served, 'v1.33.1').document('api/v1')?.hash).toBe(openApi.document('api/v1')?.hash);
    expect(createOpenApi(served.slice(1), 'v1.33.1').document('api/v1')?.hash).not.toBe(openApi.document('api/v1')?.hash);
    expect(openApi.document('apis/batch/v1')).toBeUndefined();
  });

  it('makes nothing before it is asked for, and nothing twice', () => {
    const wrong = [{ ...served[0], definition: 'io.k8s.api.core.v1.Nothing' } as ServedKind];
    const lazy = createOpenApi(wrong, 'v1.33.1');
    expect(() => lazy.swagger()).toThrow('Nothing');
    expect(openApi.document('api/v1')).toBe(openApi.document('api/v1'));
    expect(openApi.swaggerProtobuf()).toBe(openApi.swaggerProtobuf());
  });
});

describe('a document of OpenAPI 3.0', () => {
  it('has the paths of its kinds, each with its kind', () => {
    expect(core.openapi).toBe('3.0.0');
    expect(Object.keys(core.paths)).toEqual([
      '/api/v1/namespaces/{namespace}/pods',
      '/api/v1/namespaces/{namespace}/pods/{name}',
      '/api/v1/namespaces/{namespace}/pods/{name}/eviction',
      '/api/v1/namespaces/{namespace}/pods/{name}/exec',
      '/api/v1/namespaces/{namespace}/pods/{name}/log',
      '/api/v1/namespaces/{namespace}/pods/{name}/status',
      '/api/v1/nodes',
      '/api/v1/nodes/{name}',
      '/api/v1/nodes/{name}/status',
      '/api/v1/pods',
    ]);
    expect(Object.keys(apps.paths)).toContain('/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale');
    const { patch } = core.paths['/api/v1/namespaces/{namespace}/pods/{name}'];
    expect(patch).toMatchObject({
      operationId: 'patchCoreV1NamespacedPod',
      tags: ['core_v1'],
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group: '', kind: 'Pod', version: 'v1' },
    });
    const { get } = apps.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale'];
    expect(get['x-kubernetes-group-version-kind']).toEqual({ group: 'autoscaling', kind: 'Scale', version: 'v1' });
  });

  it('tells kubectl that the server validates fields and knows dry runs', () => {
    const { patch, post } = {
      ...core.paths['/api/v1/namespaces/{namespace}/pods/{name}'],
      post: core.paths['/api/v1/namespaces/{namespace}/pods'].post,
    };
    for (const operation of [patch, post]) {
      const names = operation.parameters.map((parameter: Json) => parameter.name);
      expect(names).toEqual(expect.arrayContaining(['dryRun', 'fieldManager', 'fieldValidation']));
    }
    expect(Object.keys(patch.requestBody.content)).toContain('application/apply-patch+yaml');
  });

  it('gives every operation an id of its own', () => {
    const documents = [core, apps];
    const ids = documents.flatMap(({ paths }: Json) =>
      Object.values(paths).flatMap((path: Json) => Object.values(path).map((operation: Json) => operation.operationId)),
    );
    const given = ids.filter((id) => id !== undefined);
    expect(new Set(given).size).toBe(given.length);
  });

  it('says which components are kinds', () => {
    const gvk = (document: Json, name: string) => document.components.schemas[name]['x-kubernetes-group-version-kind'];
    expect(gvk(core, 'io.k8s.api.core.v1.Pod')).toEqual([{ group: '', kind: 'Pod', version: 'v1' }]);
    expect(gvk(core, 'io.k8s.api.core.v1.PodList')).toEqual([{ group: '', kind: 'PodList', version: 'v1' }]);
    expect(gvk(apps, 'io.k8s.api.autoscaling.v1.Scale')).toEqual([{ group: 'autoscaling', kind: 'Scale', version: 'v1' }]);
    expect(gvk(core, 'io.k8s.api.core.v1.PodSpec')).toBeUndefined();
  });

  it('describes fields as kubectl explain shows them', () => {
    const { properties, required } = core.components.schemas['io.k8s.api.core.v1.Container'];
    expect(required).toEqual(['name']);
    expect(properties.imagePullPolicy).toMatchObject({ type: 'string', enum: ['Always', 'IfNotPresent', 'Never'] });
    expect(properties.ports).toMatchObject({
      type: 'array',
      items: { $ref: '#/components/schemas/io.k8s.api.core.v1.ContainerPort' },
      'x-kubernetes-patch-merge-key': 'containerPort',
      'x-kubernetes-patch-strategy': 'merge',
    });
    expect(properties.resources.allOf).toEqual([
      { $ref: '#/components/schemas/io.k8s.api.core.v1.ResourceRequirements' },
    ]);
    expect(core.components.schemas['io.k8s.apimachinery.pkg.util.intstr.IntOrString']).toMatchObject({
      format: 'int-or-string',
      oneOf: [{ type: 'integer' }, { type: 'string' }],
    });
  });

  it('has all that it refers to', () => {
    for (const document of [core, apps]) {
      for (const reference of referencesIn(document)) {
        expect(document.components.schemas).toHaveProperty([reference.replace('#/components/schemas/', '')]);
      }
    }
  });
});

describe('/openapi/v2', () => {
  it('is one Swagger 2.0 document of everything, with the merge keys', () => {
    expect(swagger.swagger).toBe('2.0');
    expect(Object.keys(swagger.paths)).toEqual([...Object.keys(apps.paths), ...Object.keys(core.paths)].sort());
    expect(swagger.definitions['io.k8s.api.core.v1.PodSpec'].properties.volumes).toMatchObject({
      'x-kubernetes-patch-merge-key': 'name',
      'x-kubernetes-patch-strategy': 'merge,retainKeys',
    });
    expect(swagger.definitions['io.k8s.api.apps.v1.Deployment']['x-kubernetes-group-version-kind']).toEqual([
      { group: 'apps', kind: 'Deployment', version: 'v1' },
    ]);
    const { patch } = swagger.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
    expect(patch.parameters.map((parameter: Json) => parameter.name)).toContain('fieldValidation');
    for (const reference of referencesIn(swagger)) {
      expect(swagger.definitions).toHaveProperty([reference.replace('#/definitions/', '')]);
    }
  });

  it('is the same in protobuf', () => {
    const document = readMessage(openApi.swaggerProtobuf());
    expect(textOf(document, 1)).toBe('2.0');
    const [paths] = messagesOf(document, 8);
    expect([...mapOf(paths, 2).keys()]).toEqual(Object.keys(swagger.paths));
    const definitions = mapOf(messagesOf(document, 9)[0], 1);
    expect([...definitions.keys()]).toEqual(Object.keys(swagger.definitions));
    for (const [name, schema] of definitions) {
      const expected = swagger.definitions[name];
      expect(textOf(schema, 4)).toBe(expected.description ?? '');
      const properties = mapOf(messagesOf(schema, 25)[0], 1);
      expect([...properties.keys()]).toEqual(Object.keys(expected.properties ?? {}));
      for (const [field, property] of properties) {
        expect(textOf(property, 1)).toBe(expected.properties[field].$ref ?? '');
      }
    }
  });

  it('has types, items and extensions in protobuf', () => {
    const definitions = mapOf(messagesOf(readMessage(openApi.swaggerProtobuf()), 9)[0], 1);
    const container = mapOf(messagesOf(definitions.get('io.k8s.api.core.v1.Container') ?? new Map(), 25)[0], 1);
    const ports = container.get('ports') ?? new Map();
    const [type] = messagesOf(ports, 22);
    const [items] = messagesOf(ports, 23);
    const [item] = items === undefined ? [] : messagesOf(items, 1);
    expect(type && textOf(type, 1)).toBe('array');
    expect(item && textOf(item, 1)).toBe('#/definitions/io.k8s.api.core.v1.ContainerPort');
    const extensions = [...mapOf(ports, 31)].map(([name, value]) => [name, textOf(value, 2)]);
    expect(extensions).toEqual([
      ['x-kubernetes-patch-merge-key', '"containerPort"'],
      ['x-kubernetes-patch-strategy', '"merge"'],
    ]);
  });
});
