import { resourceOf } from '../../engine/kubernetes/apiserver/kind.ts';
import { applyPatch } from '../../engine/kubernetes/apiserver/patch/patch.ts';
import {
  readScale,
  SCALE_DEFINITION,
  type Scale,
  scaleOf,
  writeScale,
} from '../../engine/kubernetes/apiserver/scale.ts';
import { methodNotAllowed, notFound } from '../../engine/kubernetes/apiserver/status.ts';
import type { Call } from './answer.ts';
import { parseBody } from './body.ts';
import { writeParameters } from './request.ts';
import { jsonResponse } from './response.ts';
import { patchTypeOf } from './write.ts';

/** The scale subresource, which every kind with a `scale` mapping has. */
export function answerScale(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '', request } = call;
  const stored = cluster.store.entry(resourceOf(kind), namespace, name);
  if (stored === undefined) throw notFound(kind, name);
  const current = scaleOf(kind, stored.object);
  if (request.method === 'GET') return jsonResponse(current);
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw methodNotAllowed();
  const options = writeParameters(request, request.method === 'PUT' ? 'update' : 'patch');
  const { scale, warnings } = readScale(wanted(call, current), options.fieldValidation);
  const entry = sandbox.transact(() => writeScale(cluster, kind, stored.object, scale, options));
  return jsonResponse(scaleOf(kind, entry.object), 200, warnings);
}

function wanted({ request }: Call, current: Scale): unknown {
  if (request.method === 'PUT') return parseBody(request, SCALE_DEFINITION);
  return applyPatch(patchTypeOf(request.type), SCALE_DEFINITION, { ...current }, request.text, 'Ignore')
    .object;
}
