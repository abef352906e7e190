import { APPLY_CONTENT_TYPE, applyObject } from '../../engine/kubernetes/apiserver/apply-object.ts';
import { parseConfiguration } from '../../engine/kubernetes/apiserver/configuration.ts';
import { create } from '../../engine/kubernetes/apiserver/create.ts';
import { findDuplicateFields } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import type { FieldValidation } from '../../engine/kubernetes/apiserver/decode.ts';
import { type DeleteOptions, remove } from '../../engine/kubernetes/apiserver/delete.ts';
import { resourceOf } from '../../engine/kubernetes/apiserver/kind.ts';
import { list } from '../../engine/kubernetes/apiserver/list.ts';
import { PATCH_CONTENT_TYPES, type PatchContentType } from '../../engine/kubernetes/apiserver/patch/patch.ts';
import { patchObject } from '../../engine/kubernetes/apiserver/patch-object.ts';
import {
  type ReadableKind,
  type ReadObject,
  readObject,
} from '../../engine/kubernetes/apiserver/read-object.ts';
import { ApiError } from '../../engine/kubernetes/apiserver/status.ts';
import type { Entry } from '../../engine/kubernetes/apiserver/store.ts';
import { type UpdateScope, update } from '../../engine/kubernetes/apiserver/update.ts';
import type { Call } from './answer.ts';
import { parseBody, parseOptionsBody } from './body.ts';
import { DELETE_OPTIONS_DEFINITION, deleteOptions } from './delete-options.ts';
import { booleanParameter, listParameters } from './parameters.ts';
import { renderEntries, renderEntry, selectionOf, shapeOf } from './read.ts';
import { authorOf, type KubernetesRequest, writeParameters } from './request.ts';
import { jsonResponse } from './response.ts';

/** The written object, as the client wants it. */
function written(call: Call, entry: Entry, status: number, warnings: readonly string[]): Response {
  return jsonResponse(renderEntry(call, entry, shapeOf(call)), status, warnings);
}

/** The body of a write, which must have one, and what a strict reader refuses in its text. */
export function parseWritten(
  request: KubernetesRequest,
  definition: string,
  mode: FieldValidation,
): { body: unknown; found: readonly string[] } {
  const { type, text } = request;
  const body = parseBody(request, definition);
  return { body, found: mode === 'Ignore' || type === 'application/yaml' ? [] : findDuplicateFields(text) };
}

/** The object of a body. @throws ApiError 400 for what isn't one of the kind */
export function bodyOf(
  { kind, request }: { readonly kind: ReadableKind; readonly request: KubernetesRequest },
  mode: FieldValidation,
): ReadObject {
  const { body, found } = parseWritten(request, kind.definition, mode);
  return readObject(kind, body, mode, found);
}

function scopeOf({ kind, subresource }: Call): UpdateScope {
  if (subresource === 'status') return 'status';
  return kind.subresources?.find(({ name }) => name === subresource) ?? 'object';
}

export function answerCreate(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '' } = call;
  const { fieldValidation, ...options } = writeParameters(call.request, 'create');
  shapeOf(call);
  const { object, warnings } = bodyOf(call, fieldValidation);
  const entry = sandbox.transact(() => create(cluster, kind, namespace, object, options));
  return written(call, entry, 201, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

export function answerUpdate(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '' } = call;
  const { fieldValidation, ...options } = writeParameters(call.request, 'update');
  shapeOf(call);
  const { object, warnings } = bodyOf(call, fieldValidation);
  const entry = sandbox.transact(() =>
    update(cluster, kind, { namespace, name }, object, options, scopeOf(call)),
  );
  return written(call, entry, 200, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

/** The patch's media type. @throws ApiError 415 */
export function patchTypeOf(type: string): PatchContentType {
  const found = PATCH_CONTENT_TYPES.find((one) => one === type);
  // Upstream's router knows what patches there are, and says no more than this.
  if (found === undefined) throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  return found;
}

export function answerPatch(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '', request } = call;
  if (request.type === APPLY_CONTENT_TYPE) return answerApply(call);
  const { fieldValidation, ...options } = writeParameters(request, 'patch');
  shapeOf(call);
  const patch = { type: patchTypeOf(request.type), text: request.text, fieldValidation };
  const { entry, warnings } = sandbox.transact(() =>
    patchObject(cluster, kind, { namespace, name }, patch, options, scopeOf(call)),
  );
  return written(call, entry, 200, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

function answerApply(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '', request } = call;
  const { options, ...application } = applyParameters(request);
  shapeOf(call);
  const { entry, created, warnings } = sandbox.transact(() =>
    applyObject(cluster, kind, { namespace, name }, application, options, scopeOf(call)),
  );
  return written(call, entry, created ? 201 : 200, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

/** What a server-side apply is told, its body read. @throws ApiError */
export function applyParameters(request: KubernetesRequest) {
  const { fieldValidation, ...options } = writeParameters(request, 'apply');
  const force = booleanParameter(request.query, 'force') ?? false;
  const configuration = parseConfiguration(request.text, fieldValidation);
  return { configuration, force, fieldValidation, options };
}

export function answerDelete(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '' } = call;
  const { orphanDependents, ...options } = readDeleteOptions(call, 'delete');
  shapeOf(call);
  const { entry, gone } = sandbox.transact(() => remove(cluster, kind, { namespace, name }, options));
  if (!gone) return written(call, entry, orphanDependents === false ? 202 : 200, []);
  if (RETURNED_WHEN_DELETED.has(kind.plural)) return written(call, entry, 200, []);
  const group = kind.group === '' ? {} : { group: kind.group };
  const details = { name, ...group, kind: kind.plural, uid: entry.object.metadata.uid };
  return jsonResponse({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

/** Of these a deletion answers with the object itself: ReturnDeletedObject in their stores upstream. */
const RETURNED_WHEN_DELETED = new Set(['pods', 'services', 'serviceaccounts']);

function readDeleteOptions(call: Call, verb: string): DeleteOptions & { orphanDependents?: boolean } {
  const { request } = call;
  const isEmpty = request.bytes.byteLength === 0;
  const body = isEmpty ? undefined : parseOptionsBody(request, DELETE_OPTIONS_DEFINITION);
  return { author: authorOf(request, verb), ...deleteOptions(body, request.query) };
}

/** Deletes what is selected, one by one: what goes before a refusal stays gone, as upstream. */
export function answerDeleteCollection(call: Call): Response {
  const { sandbox, cluster, kind } = call;
  const shape = shapeOf(call);
  const parameters = listParameters(call.request.query);
  const { orphanDependents: _, ...options } = readDeleteOptions(call, 'deletecollection');
  const result = list(cluster, kind, selectionOf(call), parameters);
  sandbox.transact(() => {
    for (const { object } of result.entries) {
      const { namespace = '', name } = object.metadata;
      if (cluster.store.entry(resourceOf(kind), namespace, name) === undefined) continue;
      remove(cluster, kind, { namespace, name }, options);
    }
  });
  return jsonResponse(renderEntries(call, result, shape));
}
