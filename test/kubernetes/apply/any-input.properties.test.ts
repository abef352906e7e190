import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyObject } from '../../../engine/kubernetes/apiserver/apply-object.ts';
import { parseConfiguration } from '../../../engine/kubernetes/apiserver/configuration.ts';
import type { Kind } from '../../../engine/kubernetes/apiserver/kind.ts';
import { readObject } from '../../../engine/kubernetes/apiserver/read-object.ts';
import { ApiError } from '../../../engine/kubernetes/apiserver/status.ts';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { openSandbox } from '../../harness/sandbox.ts';

const { sandbox, cluster } = openSandbox();
const address = { namespace: 'default', name: 'x' };
const author = { user: 'student', verb: 'patch', manager: 'kubectl' };

/** Runs a request; whatever is wrong with it has to be a refusal. */
function attempt(request: () => unknown): void {
  try {
    sandbox.transact(request);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error.code).toBeGreaterThanOrEqual(400);
  }
}

function apply(kind: Kind, text: string): void {
  attempt(() => {
    const configuration = parseConfiguration(text, 'Strict');
    const application = { configuration, force: true, fieldValidation: 'Strict' } as const;
    applyObject(cluster, kind, address, application, { author }, 'object');
  });
}

const key = fc.oneof(
  fc.constantFrom(
    ...[
      'metadata',
      'spec',
      'status',
      'data',
      'labels',
      'annotations',
      'finalizers',
      'ownerReferences',
      'name',
    ],
    ...['template', 'containers', 'ports', 'containerPort', 'protocol', 'env', 'value', 'image', 'resources'],
    ...[
      'selector',
      'matchLabels',
      'replicas',
      'uid',
      'resourceVersion',
      'managedFields',
      'creationTimestamp',
    ],
    ...['__proto__', 'constructor', 'hasOwnProperty', 'length', '.', ''],
  ),
  fc.string(),
);
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 7 },
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, '', 'x', 'nginx', 'TCP', 80, -1, 1e300, 0.5, true, '2026-01-01T00:00:00Z'),
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(key, tie('anything'), { maxKeys: 4 }),
  ),
}));
const kinds: readonly Kind[] = [configMapKind, deploymentKind, podKind, serviceKind];
const kind = fc.constantFrom(...kinds);

it('any JSON that calls itself a configuration is applied or refused', () => {
  fc.assert(
    fc.property(kind, fc.dictionary(key, anything, { maxKeys: 5 }), (each, body) => {
      const metadata = { name: 'x', ...(typeof body.metadata === 'object' ? body.metadata : {}) };
      const apiVersion = each.group === '' ? each.version : `${each.group}/${each.version}`;
      apply(each, JSON.stringify({ ...body, apiVersion, kind: each.kind, metadata }));
    }),
    { numRuns: 1000 },
  );
});

it('any text is applied or refused', () => {
  const word = fc.constantFrom(
    'a: ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '&x ',
    '*x',
    '\n',
    '  ',
    '!!int ',
    '<<: ',
    '|',
    '"',
    '? ',
    '# ',
    '---\n',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 20 }).map((words) => words.join('')),
  );
  fc.assert(
    fc.property(text, (body) => apply(configMapKind, body)),
    { numRuns: 1000 },
  );
});

it('any managedFields are taken or left', () => {
  apply(configMapKind, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: "1"}');
  const word = (...words: string[]) => fc.oneof(fc.constantFrom(...words), fc.string());
  const entry = fc.record(
    {
      manager: word('kubectl', ''),
      operation: word('Apply', 'Update'),
      apiVersion: word('v1', 'apps/v1', ''),
      time: fc.constantFrom('2026-01-01T00:00:00Z', null),
      fieldsType: fc.constantFrom('FieldsV1', 'FieldsV2', ''),
      fieldsV1: fc.oneof(
        anything,
        fc.dictionary(fc.constantFrom('f:data', 'f:metadata', '.', 'k:{}', 'v:1'), anything, { maxKeys: 3 }),
        fc.constant({ 'f:data': { '.': {}, 'f:a': {} } }),
      ),
      subresource: word('status', 'scale'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), fc.string(), (managedFields, value) => {
      attempt(() => {
        const body = { metadata: { name: 'x', managedFields }, data: { a: value } };
        update(cluster, configMapKind, address, readObject(configMapKind, body, 'Ignore').object, { author });
      });
      apply(configMapKind, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: "1"}');
    }),
    { numRuns: 500 },
  );
});
