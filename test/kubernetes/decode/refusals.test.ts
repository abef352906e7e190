import { describe, expect, it } from 'vitest';
import { DecodeError, decode } from '../../../engine/kubernetes/apiserver/decode.ts';

const POD = 'io.k8s.api.core.v1.Pod';

function pod(spec: object, metadata: object = { name: 'p' }): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

function podOf(container: object): object {
  return pod({ containers: [{ name: 'c', image: 'nginx', ...container }] });
}

function deployment(spec: object): object {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec };
}

function refusal(definition: string, value: unknown): string {
  try {
    decode(definition, value, 'Strict');
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
  return 'accepted';
}

const OF_POD = 'Pod in version "v1" cannot be handled as a Pod: ';

describe('a value of the wrong type is refused as Go refuses it', () => {
  const unmarshal = (what: string, field: string, type: string) =>
    `${OF_POD}json: cannot unmarshal ${what} into Go struct field ${field} of type ${type}`;
  it.each([
    [
      podOf({ ports: [{ containerPort: '80' }] }),
      unmarshal('string', 'ContainerPort.spec.containers.ports.containerPort', 'int32'),
    ],
    [
      podOf({ env: [{ name: 'A', value: 5 }] }),
      unmarshal('number', 'EnvVar.spec.containers.env.value', 'string'),
    ],
    [podOf({ args: [1] }), unmarshal('number', 'Container.spec.containers.args', 'string')],
    [
      podOf({ imagePullPolicy: 1 }),
      unmarshal('number', 'Container.spec.containers.imagePullPolicy', 'v1.PullPolicy'),
    ],
    [
      podOf({ securityContext: { readOnlyRootFilesystem: 'no' } }),
      unmarshal('string', 'SecurityContext.spec.containers.securityContext.readOnlyRootFilesystem', 'bool'),
    ],
    [
      podOf({ resources: { limits: [] } }),
      unmarshal('array', 'ResourceRequirements.spec.containers.resources.limits', 'v1.ResourceList'),
    ],
    [pod({ containers: 'x' }), unmarshal('string', 'PodSpec.spec.containers', '[]v1.Container')],
    [pod({ volumes: [5] }), unmarshal('number', 'PodSpec.spec.volumes', 'v1.Volume')],
    [pod({ affinity: [] }), unmarshal('array', 'PodSpec.spec.affinity', 'v1.Affinity')],
    [
      podOf({ livenessProbe: { httpGet: { port: true } } }),
      unmarshal('bool', 'HTTPGetAction.spec.containers.livenessProbe.httpGet.port', 'int32'),
    ],
    [pod({}, { labels: ['a'] }), unmarshal('array', 'ObjectMeta.metadata.labels', 'map[string]string')],
    [pod({}, { labels: { a: true } }), unmarshal('bool', 'ObjectMeta.metadata.labels', 'string')],
    [pod({ priority: 2 ** 31 }), unmarshal('number 2147483648', 'PodSpec.spec.priority', 'int32')],
    [
      pod({ activeDeadlineSeconds: 1e20 }),
      unmarshal('number 100000000000000000000', 'PodSpec.spec.activeDeadlineSeconds', 'int64'),
    ],
  ])('case %#', (object, message) => {
    expect(refusal(POD, object)).toBe(message);
  });

  it('names the kind and the version of the body', () => {
    const of = (value: unknown) => refusal('io.k8s.api.apps.v1.Deployment', deployment({ replicas: value }));
    const field = 'Go struct field DeploymentSpec.spec.replicas of type int32';
    const prefix = 'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal';
    expect(of(1.5)).toBe(`${prefix} number 1.5 into ${field}`);
    expect(of('3')).toBe(`${prefix} string into ${field}`);
  });

  it('reports the first of several, and of a body that is no object', () => {
    expect(refusal(POD, pod({ priority: 'x', hostNetwork: 'y' }))).toContain('spec.priority');
    expect(refusal(POD, [])).toBe(
      'the object provided is unrecognized (must be of type Pod): json: cannot unmarshal array into Go value of type v1.Pod',
    );
  });
});

describe('a value of the right type and the wrong form is refused as upstream refuses it', () => {
  const QUANTITY =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  it.each([
    [pod({ overhead: { cpu: 'x' } }), QUANTITY],
    [podOf({ resources: { limits: { cpu: true } } }), QUANTITY],
    [podOf({ resources: { limits: { cpu: '1e' } } }), "unable to parse quantity's suffix"],
    [
      pod({}, { creationTimestamp: 'yesterday' }),
      'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
    ],
    [
      pod({}, { creationTimestamp: '2024-01-01 10:00:00Z' }),
      'parsing time "2024-01-01 10:00:00Z" as "2006-01-02T15:04:05Z07:00": cannot parse " 10:00:00Z" as "T"',
    ],
    [
      pod({}, { creationTimestamp: '2023-02-29T00:00:00Z' }),
      'parsing time "2023-02-29T00:00:00Z": day out of range',
    ],
    [
      pod({}, { creationTimestamp: '2023-13-01T00:00:00Z' }),
      'parsing time "2023-13-01T00:00:00Z": month out of range',
    ],
    [
      pod({}, { creationTimestamp: '2023-01-01T00:00:00Zx' }),
      'parsing time "2023-01-01T00:00:00Zx": extra text: "x"',
    ],
    [
      pod({}, { creationTimestamp: 5 }),
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string',
    ],
  ])('case %#', (object, message) => {
    expect(refusal(POD, object)).toBe(OF_POD + message);
  });

  it.each([
    ['!!', 0],
    ['hello', 4],
    ['aGVs bG8=', 4],
    ['aGVsbG8', 4],
    ['aGVsbG8=x', 8],
    ['aG=', 3],
    ['aG=x', 2],
    ['a===', 1],
    ['é', 0],
  ])('the base64 text %j is illegal at byte %i', (text, offset) => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: text } };
    expect(refusal('io.k8s.api.core.v1.Secret', secret)).toBe(
      `Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte ${offset}`,
    );
  });

  it('is refused before any wrong type', () => {
    const object = pod({ priority: 'x', containers: [{ resources: { limits: { cpu: 'x' } } }] });
    expect(refusal(POD, object)).toBe(OF_POD + QUANTITY);
  });
});

describe('a hostile body is refused', () => {
  it('when it is nested too deeply', () => {
    let nested: unknown = {};
    for (let i = 0; i < 10_000; i++) nested = [nested];
    expect(refusal(POD, pod({ volumes: nested }))).toBe(`${OF_POD}exceeded max depth`);
  });

  it('when its fields are called like what every object inherits', () => {
    const object: unknown = JSON.parse(
      '{"kind":"Pod","apiVersion":"v1","spec":{"__proto__":{"x":1},"constructor":{},"toString":1}}',
    );
    expect(refusal(POD, object)).toBe(
      `${OF_POD}strict decoding error: unknown field "spec.__proto__", unknown field "spec.constructor", unknown field "spec.toString"`,
    );
  });
});
