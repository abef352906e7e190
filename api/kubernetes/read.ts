import { shownEntry } from '../../engine/kubernetes/apiserver/conversion.ts';
import { entryOf } from '../../engine/kubernetes/apiserver/entries.ts';
import { FieldErrors } from '../../engine/kubernetes/apiserver/field-errors.ts';
import type { Kind } from '../../engine/kubernetes/apiserver/kind.ts';
import {
  type ListResult,
  list,
  parseSelection,
  requireResourceVersion,
  type Selection,
} from '../../engine/kubernetes/apiserver/list.ts';
import {
  type IncludeObject,
  partialObject,
  renderList,
  renderPartialList,
  renderTable,
  type TableOptions,
} from '../../engine/kubernetes/apiserver/render.ts';
import { badRequest, notAcceptable, notFound } from '../../engine/kubernetes/apiserver/status.ts';
import type { Entry } from '../../engine/kubernetes/apiserver/store.ts';
import type { Call } from './answer.ts';
import { type MetaVersion, negotiate } from './negotiation.ts';
import { listParameters } from './parameters.ts';
import { jsonResponse } from './response.ts';

/** The selectors of a request; a name in the path of a watch is one too. @throws ApiError 400 */
export function selectionOf({ kind, namespace, name, request: { query } }: Call): Selection {
  const fieldSelector = query.get('fieldSelector') ?? '';
  const labelSelector = query.get('labelSelector') ?? '';
  const selection = parseSelection(kind, namespace, labelSelector, fieldSelector);
  if (name === undefined) return selection;
  const isName = ({ field, value, negated }: Selection['fields'][number]) =>
    field === 'metadata.name' && value === name && !negated;
  if (selection.fields.length > 0 && !selection.fields.some(isName)) {
    throw badRequest("fieldSelector metadata.name doesn't match requested name");
  }
  const fields = [...selection.fields, { field: 'metadata.name', value: name, negated: false }];
  return { ...selection, fields };
}

/** How objects are wanted: as they are, as rows of a table, or no more than their metadata. */
export type Shape =
  | { readonly as: 'object' }
  | ({ readonly as: 'table' } & Omit<TableOptions, 'now'>)
  | { readonly as: 'partial'; readonly version: MetaVersion; readonly list: boolean };

/** @throws ApiError 406 where the client accepts none of them, 400 */
export function shapeOf({ request: { accept, query } }: Call): Shape {
  const { form } = negotiate(accept, ['table', 'partial', 'object']);
  if (form.as === 'discovery') return { as: 'object' };
  if (form.as !== 'table') return form;
  return { ...form, includeObject: includeObjectOf(query) };
}

function includeObjectOf(query: URLSearchParams): IncludeObject {
  const value = query.get('includeObject') || 'Metadata';
  if (value === 'None' || value === 'Metadata' || value === 'Object') return value;
  const errors = new FieldErrors();
  errors.invalid('includeObject', value.slice(0, 100), "must be 'Metadata', 'Object', 'None', or empty");
  const [{ field, message } = { field: '', message: '' }] = errors.causes;
  throw badRequest(`Unable to convert to Table as requested: ${field}: ${message}`);
}

/** As Go prints the type of an object: `*core.Pod`. */
function goTypeOf(kind: Kind, suffix = ''): string {
  return `*${kind.group.split('.')[0] || 'core'}.${kind.kind}${suffix}`;
}

/** One object in its shape, as JSON. @throws ApiError 406 */
export function renderEntry({ kind, cluster }: Call, entry: Entry, shape: Shape): string {
  if (shape.as === 'object') return shownEntry(kind, entry).text;
  if (shape.as === 'table') {
    const result = { entries: [entry], resourceVersion: entry.revision };
    return renderTable(kind, result, { ...shape, now: cluster.now });
  }
  if (!shape.list) return JSON.stringify(partialObject(entry.object, shape.version));
  throw notAcceptable(
    `you requested PartialObjectMetadataList, but the requested object is not a list (${goTypeOf(kind)})`,
  );
}

/** A list in its shape, as JSON. @throws ApiError 406 */
export function renderEntries({ kind, cluster }: Call, result: ListResult, shape: Shape): string {
  if (shape.as === 'object') return renderList(kind, result);
  if (shape.as === 'table') return renderTable(kind, result, { ...shape, now: cluster.now });
  if (shape.list) return renderPartialList(result, shape.version);
  throw notAcceptable(
    `you requested PartialObjectMetadata, but the requested object is a list (${goTypeOf(kind, 'List')})`,
  );
}

export function answerObject(call: Call): Response {
  const { cluster, kind, namespace = '', name = '' } = call;
  const shape = shapeOf(call);
  requireResourceVersion(cluster.store, call.request.query.get('resourceVersion') ?? undefined);
  const entry = entryOf(cluster, kind, namespace, name);
  if (entry === undefined) throw notFound(kind, name);
  return jsonResponse(renderEntry(call, entry, shape));
}

export function answerList(call: Call): Response {
  const shape = shapeOf(call);
  const result = list(call.cluster, call.kind, selectionOf(call), listParameters(call.request.query));
  return jsonResponse(renderEntries(call, result, shape));
}
