import { describe, expect, it } from 'vitest';
import {
  closure,
  findDefinition,
  findProperty,
  getDefinition,
  typeName,
} from '../../engine/kubernetes/schemas/definitions.ts';
import { definitions } from '../../engine/kubernetes/schemas/generated/definitions.ts';
import { findPatchMeta } from '../../engine/kubernetes/schemas/merge-keys.ts';

const CORE = 'io.k8s.api.core.v1';
const APPS = 'io.k8s.api.apps.v1';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';

describe('the generated schemas', () => {
  it('have types, formats, references and required fields', () => {
    const container = getDefinition(`${CORE}.Container`);
    expect(container.type).toBe('object');
    expect(container.required).toEqual(['name']);
    expect(findProperty(container, 'args')).toMatchObject({ type: 'array', items: { type: 'string' } });
    expect(findProperty(container, 'ports')).toMatchObject({ items: { ref: `${CORE}.ContainerPort` } });
    expect(findProperty(getDefinition(`${APPS}.DeploymentSpec`), 'replicas')).toMatchObject({
      type: 'integer',
      format: 'int32',
    });
    expect(findProperty(getDefinition(`${CORE}.Secret`), 'data')).toMatchObject({
      type: 'object',
      additionalProperties: { type: 'string', format: 'byte' },
    });
  });

  it('refer to the types that the client library replaces by plain ones', () => {
    const refOf = (name: string, field: string) => findProperty(getDefinition(name), field)?.ref;
    expect(refOf(`${CORE}.ServicePort`, 'targetPort')).toBe(
      'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    );
    expect(refOf(`${META}.ObjectMeta`, 'creationTimestamp')).toBe(`${META}.Time`);
    expect(refOf('io.k8s.api.coordination.v1.LeaseSpec', 'renewTime')).toBe(`${META}.MicroTime`);
    expect(refOf(`${META}.ManagedFieldsEntry`, 'fieldsV1')).toBe(`${META}.FieldsV1`);
    expect(
      findProperty(getDefinition(`${CORE}.ResourceRequirements`), 'limits')?.additionalProperties?.ref,
    ).toBe('io.k8s.apimachinery.pkg.api.resource.Quantity');
  });

  it('use the names on the wire, not those of the client library', () => {
    expect(findProperty(getDefinition(`${META}.ListMeta`), 'continue')).toBeDefined();
    const rule = getDefinition('io.k8s.api.networking.v1.NetworkPolicyIngressRule');
    expect(Object.keys(rule.properties ?? {})).toEqual(['from', 'ports']);
    expect(findDefinition('io.k8s.api.events.v1.Event')).toBeDefined();
    expect(findDefinition(`${CORE}.Event`)?.properties).toHaveProperty('involvedObject');
  });

  it('refer only to what is there, and describe every field that refers', () => {
    for (const name of Object.keys(definitions)) {
      expect(closure([name]).length).toBeGreaterThan(0);
      for (const [field, schema] of Object.entries(definitions[name]?.properties ?? {})) {
        if (schema.ref !== undefined) expect(schema.description, `${name}.${field}`).toMatch(/\S/);
      }
    }
  });

  it('have no fields that every object inherits', () => {
    expect(findProperty(getDefinition(`${CORE}.Pod`), 'constructor')).toBeUndefined();
    expect(findDefinition('__proto__')).toBeUndefined();
    expect(typeName(`${CORE}.Pod`)).toBe('Pod');
  });
});

describe('the merge keys', () => {
  it.each([
    [`${CORE}.PodSpec`, 'containers', ['merge'], 'name'],
    [`${CORE}.PodSpec`, 'volumes', ['merge', 'retainKeys'], 'name'],
    [`${CORE}.Container`, 'ports', ['merge'], 'containerPort'],
    [`${CORE}.ServiceSpec`, 'ports', ['merge'], 'port'],
    [`${CORE}.NodeStatus`, 'conditions', ['merge'], 'type'],
    [`${META}.ObjectMeta`, 'ownerReferences', ['merge'], 'uid'],
    [`${META}.ObjectMeta`, 'finalizers', ['merge'], undefined],
    [`${APPS}.DeploymentSpec`, 'strategy', ['retainKeys'], undefined],
  ])('%s.%s', (definition, field, strategies, mergeKey) => {
    expect(findPatchMeta(definition, field)).toEqual(
      mergeKey === undefined ? { strategies } : { strategies, mergeKey },
    );
  });

  it('are unknown for lists that are replaced', () => {
    expect(findPatchMeta(`${CORE}.Container`, 'args')).toBeUndefined();
    expect(findPatchMeta(`${CORE}.PodSpec`, 'tolerations')).toBeUndefined();
    expect(findPatchMeta(`${CORE}.PodSpec`, 'constructor')).toBeUndefined();
  });
});
