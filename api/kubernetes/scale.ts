import { APPLY_CONTENT_TYPE, applyObject } from '../../engine/kubernetes/apiserver/apply-object.ts';
import { resourceOf } from '../../engine/kubernetes/apiserver/kind.ts';
import { applyPatch } from '../../engine/kubernetes/apiserver/patch/patch.ts';
import { partialObject, table } from '../../engine/kubernetes/apiserver/render.ts';
import {
  readScale,
  SCALE_DEFINITION,
  type Scale,
  scaleConfiguration,
  scaleOf,
  scalePrinter,
  writeScale,
} from '../../engine/kubernetes/apiserver/scale.ts';
import { methodNotAllowed, notFound } from '../../engine/kubernetes/apiserver/status.ts';
import type { Call } from './answer.ts';
import { parseBody } from './body.ts';
import { shapeOf } from './read.ts';
import { writeParameters } from './request.ts';
import { jsonResponse } from './response.ts';
import { applyParameters, patchTypeOf } from './write.ts';

/** The scale subresource, which every kind with a `scale` mapping has. */
export function answerScale(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '', request } = call;
  const stored = cluster.store.entry(resourceOf(kind), namespace, name);
  if (stored === undefined) throw notFound(kind, name);
  const current = scaleOf(kind, stored.object);
  if (request.method === 'GET') return shown(call, current, []);
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw methodNotAllowed();
  shapeOf(call);
  if (request.type === APPLY_CONTENT_TYPE) return answerApply(call);
  const options = writeParameters(request, request.method === 'PUT' ? 'update' : 'patch');
  const { scale, warnings } = readScale(wanted(call, current), options.fieldValidation);
  const entry = sandbox.transact(() => writeScale(cluster, kind, stored.object, scale, options));
  return shown(call, scaleOf(kind, entry.object), warnings);
}

function answerApply(call: Call): Response {
  const { sandbox, cluster, kind, namespace = '', name = '' } = call;
  const { options, ...application } = applyParameters(call.request);
  const { configuration } = application;
  const object = scaleConfiguration(kind, configuration.object);
  const { entry, warnings } = sandbox.transact(() =>
    applyObject(
      cluster,
      kind,
      { namespace, name },
      { ...application, configuration: { ...configuration, object } },
      { ...options, subresource: 'scale' },
      'object',
    ),
  );
  return shown(call, scaleOf(kind, entry.object), warnings);
}

/** The Scale, as the client wants it. */
function shown(call: Call, scale: Scale, warnings: readonly string[]): Response {
  const shape = shapeOf(call);
  if (shape.as === 'object') return jsonResponse(scale, 200, warnings);
  if (shape.as === 'partial') return jsonResponse(partialObject(scale, shape.version), 200, warnings);
  const { resourceVersion } = scale.metadata;
  const now = call.cluster.now;
  const body = table(scalePrinter, [{ object: scale }], { resourceVersion }, { ...shape, now });
  return jsonResponse(body, 200, warnings);
}

function wanted({ request }: Call, current: Scale): unknown {
  if (request.method === 'PUT') return parseBody(request, SCALE_DEFINITION);
  return applyPatch(patchTypeOf(request.type), SCALE_DEFINITION, { ...current }, request.text, 'Ignore')
    .object;
}
