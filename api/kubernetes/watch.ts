import { FieldErrors } from '../../engine/kubernetes/apiserver/field-errors.ts';
import { parseResourceVersion } from '../../engine/kubernetes/apiserver/list.ts';
import { ApiError, invalid, notAcceptable } from '../../engine/kubernetes/apiserver/status.ts';
import type { Call } from './answer.ts';
import { negotiate } from './negotiation.ts';
import { listParameters } from './parameters.ts';
import { selectionOf, shapeOf } from './read.ts';
import { watchStream } from './watch-stream.ts';

/** Everything is looked at before the stream begins: afterwards there is no status code to say so with. */
export function answerWatch(call: Call): Response {
  const { cluster, kind, request } = call;
  const shape = shapeOf(call);
  const parameters = listParameters(request.query, true);
  const selection = selectionOf(call);
  if (request.upgrade?.toLowerCase() === 'websocket') {
    const what = 'watching over a WebSocket is not available in this version of Atoll';
    throw new ApiError(405, 'MethodNotAllowed', what, {});
  }
  const errors = new FieldErrors();
  const resourceVersion = parseResourceVersion(parameters.resourceVersion, errors);
  if (!errors.ok) throw invalid({ ...kind, kind: kind.plural }, call.name ?? '', errors.causes);
  if (negotiate(request.accept, ['table', 'partial', 'object']).media !== 'application/json') {
    throw notAcceptable('only the following media types are accepted: application/json;stream=watch');
  }
  return watchStream(cluster, kind, selection, {
    ...parameters,
    resourceVersion,
    shape,
    signal: request.signal,
  });
}
