import { shownEntry } from '../../engine/kubernetes/apiserver/conversion.ts';
import { create } from '../../engine/kubernetes/apiserver/create.ts';
import { findDuplicateFields } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import type { FieldValidation } from '../../engine/kubernetes/apiserver/decode.ts';
import { type DeleteOptions, remove } from '../../engine/kubernetes/apiserver/delete.ts';
import { resourceOf } from '../../engine/kubernetes/apiserver/kind.ts';
import { list } from '../../engine/kubernetes/apiserver/list.ts';
import { PATCH_CONTENT_TYPES, type PatchContentType } from '../../engine/kubernetes/apiserver/patch/patch.ts';
import { patchObject } from '../../engine/kubernetes/apiserver/patch-object.ts';
import { type ReadObject, readObject } from '../../engine/kubernetes/apiserver/read-object.ts';
import { renderList, renderTable } from '../../engine/kubernetes/apiserver/render.ts';
import { badRequest, unsupportedMediaType } from '../../engine/kubernetes/apiserver/status.ts';
import type { Entry } from '../../engine/kubernetes/apiserver/store.ts';
import { type UpdateScope, update } from '../../engine/kubernetes/apiserver/update.ts';
import type { Call } from './answer.ts';
import { PROTOBUF, parseBody } from './body.ts';
import { DELETE_OPTIONS_DEFINITION, deleteOptions } from './delete-options.ts';
import { SERVER_SIDE_APPLY_MISSING } from './missing.ts';
import { selectionOf, tableOf } from './read.ts';
import { writeParameters } from './request.ts';
import { jsonResponse } from './response.ts';

/** The written object, as the client wants it. */
function written(call: Call, entry: Entry, status: number, warnings: readonly string[]): Response {
  const options = tableOf(call);
  if (options === undefined) return jsonResponse(shownEntry(call.kind, entry).text, status, warnings);
  const { kind, cluster } = call;
  const result = { entries: [entry], resourceVersion: entry.revision };
  return jsonResponse(renderTable(kind, result, { ...options, now: cluster.now }), status, warnings);
}

/** The body of a write, which must have one, and what a strict reader refuses in its text. */
export function parseWritten(
  { request }: Call,
  definition: string,
  mode: FieldValidation,
): { body: unknown; found: readonly string[] } {
  const { type, text } = request;
  if (type !== PROTOBUF && text === '') throw badRequest('unable to decode: EOF');
  const body = parseBody(request, definition);
  return { body, found: mode === 'Ignore' || type === 'application/yaml' ? [] : findDuplicateFields(text) };
}

function bodyOf(call: Call, mode: FieldValidation): ReadObject {
  const { body, found } = parseWritten(call, call.kind.definition, mode);
  return readObject(call.kind, body, mode, found);
}

function scopeOf({ kind, subresource }: Call): UpdateScope {
  if (subresource === 'status') return 'status';
  return kind.subresources?.find(({ name }) => name === subresource) ?? 'object';
}

export function answerCreate(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '' } = call;
  const { fieldValidation, ...options } = writeParameters(call.request, 'create');
  tableOf(call);
  const { object, warnings } = bodyOf(call, fieldValidation);
  const entry = sandbox.transact(() => create(cluster, kind, namespace, object, options));
  return written(call, entry, 201, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

export function answerUpdate(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '' } = call;
  const { fieldValidation, ...options } = writeParameters(call.request, 'update');
  tableOf(call);
  const { object, warnings } = bodyOf(call, fieldValidation);
  const entry = sandbox.transact(() =>
    update(cluster, kind, { namespace, name }, object, options, scopeOf(call)),
  );
  return written(call, entry, 200, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

/** The patch's media type. @throws ApiError 415 */
export function patchTypeOf(type: string): PatchContentType {
  if (type === 'application/apply-patch+yaml') throw SERVER_SIDE_APPLY_MISSING;
  const found = PATCH_CONTENT_TYPES.find((one) => one === type);
  if (found === undefined) throw unsupportedMediaType(PATCH_CONTENT_TYPES);
  return found;
}

export function answerPatch(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '', request } = call;
  const { fieldValidation, ...options } = writeParameters(request, 'patch');
  tableOf(call);
  const patch = { type: patchTypeOf(request.type), text: request.text, fieldValidation };
  const { entry, warnings } = sandbox.transact(() =>
    patchObject(cluster, kind, { namespace, name }, patch, options, scopeOf(call)),
  );
  return written(call, entry, 200, [...warnings, ...(kind.warnings?.(entry.object) ?? [])]);
}

export function answerDelete(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '' } = call;
  const options = readDeleteOptions(call, 'delete');
  tableOf(call);
  const { entry, gone } = sandbox.transact(() => remove(cluster, kind, { namespace, name }, options));
  if (!gone) return written(call, entry, 200, []);
  const group = kind.group === '' ? {} : { group: kind.group };
  const details = { name, ...group, kind: kind.plural, uid: entry.object.metadata.uid };
  return jsonResponse({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

function readDeleteOptions(call: Call, verb: string): DeleteOptions {
  const { author, dryRun } = writeParameters(call.request, verb);
  const isEmpty = call.request.bytes.byteLength === 0;
  const body = isEmpty ? {} : parseBody(call.request, DELETE_OPTIONS_DEFINITION);
  return { author, dryRun, ...deleteOptions(body, call.request.query) };
}

/** Deletes what is selected, one by one: what goes before a refusal stays gone, as upstream. */
export function answerDeleteCollection(call: Call): Response {
  const { sandbox, cluster, kind } = call;
  const options = readDeleteOptions(call, 'deletecollection');
  const result = list(cluster, kind, selectionOf(call), {});
  sandbox.transact(() => {
    for (const { object } of result.entries) {
      const { namespace = '', name } = object.metadata;
      if (cluster.store.entry(resourceOf(kind), namespace, name) === undefined) continue;
      remove(cluster, kind, { namespace, name }, options);
    }
  });
  return jsonResponse(renderList(kind, result));
}
