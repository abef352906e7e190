import { FieldErrors } from '../../engine/kubernetes/apiserver/field-errors.ts';
import { isJsonObject } from '../../engine/kubernetes/apiserver/patch/json-object.ts';
import type { Preconditions } from '../../engine/kubernetes/apiserver/preconditions.ts';
import { readBody } from '../../engine/kubernetes/apiserver/read-object.ts';
import { ApiError, badRequest } from '../../engine/kubernetes/apiserver/status.ts';
import { bind } from '../../engine/kubernetes/kinds/pod/binding.ts';
import { evict } from '../../engine/kubernetes/kinds/pod/eviction.ts';
import type { Call } from './answer.ts';
import { deleteOptions } from './delete-options.ts';
import { writeParameters } from './request.ts';
import { jsonResponse } from './response.ts';
import { parseWritten } from './write.ts';

// What is created to make something happen to a pod, and isn't stored itself.

function success(warnings: readonly string[]): Response {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  return jsonResponse(status, 201, warnings);
}

const BINDING = {
  group: '',
  version: 'v1',
  kind: 'Binding',
  definition: 'io.k8s.api.core.v1.Binding',
} as const;

/** `POST …/pods/{name}/binding`, and `POST …/bindings`, where only the body names the pod. */
export function answerBinding(call: Call): Response {
  const { sandbox, cluster, request, namespace = '' } = call;
  const { fieldValidation, ...options } = writeParameters(request, 'create');
  const { body, found } = parseWritten(call.request, BINDING.definition, fieldValidation);
  const { object, warnings } = readBody(BINDING, body, fieldValidation, found);
  const { metadata = {}, target } = object;
  const { name = '' } = metadata;
  requireNamespace(metadata.namespace, namespace);
  if (call.name !== undefined && call.name !== name) {
    throw badRequest('name in URL does not match name in Binding object');
  }
  checkTarget(target);
  const assignment = {
    pod: { namespace, name },
    node: target.name ?? '',
    annotations: metadata.annotations ?? {},
    preconditions: preconditionsOf(metadata),
  };
  sandbox.transact(() => bind(cluster, assignment, options));
  return success(warnings);
}

function requireNamespace(given: string | undefined, namespace: string): void {
  if ((given ?? '') === '' || given === namespace) return;
  throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
}

/** What is wrong with a target is no Status upstream, and so becomes one that says little. */
function checkTarget({ kind = '', name = '' }: { readonly kind?: string; readonly name?: string }): void {
  const errors = new FieldErrors();
  if (kind !== '' && kind !== 'Node') errors.notSupported('target.kind', kind, ['Node', '<empty>']);
  if (name === '') errors.required('target.name');
  if (errors.ok) return;
  const list = errors.causes.map(({ field, message }) => `${field}: ${message}`);
  throw new ApiError(500, '', list.length === 1 ? (list[0] ?? '') : `[${list.join(', ')}]`);
}

function preconditionsOf(metadata: { uid?: string; resourceVersion?: string }): Preconditions {
  const { uid = '', resourceVersion = '' } = metadata;
  return { ...(uid === '' ? {} : { uid }), ...(resourceVersion === '' ? {} : { resourceVersion }) };
}

const EVICTION = {
  group: 'policy',
  version: 'v1',
  kind: 'Eviction',
  definition: 'io.k8s.api.policy.v1.Eviction',
} as const;

/** `POST …/pods/{name}/eviction`. */
export function answerEviction(call: Call): Response {
  const { sandbox, cluster, request, namespace = '', name = '' } = call;
  const { fieldValidation, author, dryRun } = writeParameters(request, 'create');
  const { body, found } = parseWritten(call.request, EVICTION.definition, fieldValidation);
  // The older version differs in nothing, and is taken, too.
  const isOld = isJsonObject(body) && body.apiVersion === 'policy/v1beta1';
  const type = isOld ? { ...EVICTION, version: 'v1beta1' } : EVICTION;
  const { object, warnings } = readBody(type, body, fieldValidation, found);
  requireNamespace(object.metadata?.namespace, namespace);
  if (object.metadata?.name !== name) {
    throw badRequest('name in URL does not match name in Eviction object');
  }
  const options = deleteOptions(object.deleteOptions ?? {}, new URLSearchParams());
  sandbox.transact(() =>
    evict(cluster, { namespace, name }, { author, ...options, dryRun: dryRun || options.dryRun === true }),
  );
  return success(warnings);
}
