import { shownEntry } from '../../engine/kubernetes/apiserver/conversion.ts';
import { entryOf } from '../../engine/kubernetes/apiserver/entries.ts';
import { list, parseSelection, type Selection } from '../../engine/kubernetes/apiserver/list.ts';
import {
  type IncludeObject,
  renderList,
  renderTable,
  type TableOptions,
} from '../../engine/kubernetes/apiserver/render.ts';
import { badRequest, notFound } from '../../engine/kubernetes/apiserver/status.ts';
import type { Call } from './answer.ts';
import { negotiate } from './negotiation.ts';
import { numberParameter } from './request.ts';
import { jsonResponse } from './response.ts';

/** The selectors of a request; a name in the path of a watch is one too. */
export function selectionOf({ kind, namespace, name, request: { query } }: Call): Selection {
  const fieldSelector = query.get('fieldSelector') ?? '';
  const byName = name === undefined ? [] : [`metadata.name=${name}`];
  const fields = [...byName, ...(fieldSelector === '' ? [] : [fieldSelector])].join(',');
  return parseSelection(kind, namespace, query.get('labelSelector') ?? '', fields);
}

/** How rows of tables are wanted; undefined where plain objects are. @throws ApiError 406 */
export function tableOf({ request: { accept, query } }: Call): Omit<TableOptions, 'now'> | undefined {
  const form = negotiate(accept, ['table', 'object']);
  if (form.as !== 'table') return undefined;
  const includeObject = query.get('includeObject') || 'Metadata';
  if (!isIncludeObject(includeObject)) {
    throw badRequest(
      `unable to parse requested includeObject value: invalid value: ${JSON.stringify(includeObject.slice(0, 100))}`,
    );
  }
  return { version: form.version, includeObject };
}

function isIncludeObject(value: string): value is IncludeObject {
  return value === 'None' || value === 'Metadata' || value === 'Object';
}

export function answerObject(call: Call): Response {
  const { cluster, kind, namespace = '', name = '' } = call;
  const entry = entryOf(cluster, kind, namespace, name);
  const options = tableOf(call);
  if (entry === undefined) throw notFound(kind, name);
  if (options === undefined) return jsonResponse(shownEntry(kind, entry).text);
  return jsonResponse(
    renderTable(
      kind,
      { entries: [entry], resourceVersion: entry.revision },
      { ...options, now: cluster.now },
    ),
  );
}

export function answerList(call: Call): Response {
  const { cluster, kind, request } = call;
  const { query } = request;
  const options = tableOf(call);
  const limit = numberParameter(query, 'limit');
  if (limit !== undefined && limit < 0)
    throw badRequest('limit: Invalid value: must be greater than or equal to 0');
  const result = list(cluster, kind, selectionOf(call), {
    limit,
    continue: query.get('continue') ?? undefined,
    resourceVersion: query.get('resourceVersion') ?? undefined,
    resourceVersionMatch: query.get('resourceVersionMatch') ?? undefined,
  });
  if (options === undefined) return jsonResponse(renderList(kind, result));
  return jsonResponse(renderTable(kind, result, { ...options, now: cluster.now }));
}
