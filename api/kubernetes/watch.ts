import { parseResourceVersion } from '../../engine/kubernetes/apiserver/list.ts';
import type { Call } from './answer.ts';
import { selectionOf, tableOf } from './read.ts';
import { booleanParameter, numberParameter } from './request.ts';
import { watchStream } from './watch-stream.ts';

export function answerWatch(call: Call): Response {
  const { cluster, kind, request } = call;
  const { query } = request;
  const resourceVersion = query.get('resourceVersion') ?? undefined;
  // Looked at before the stream begins: afterwards there is no status code to say so with.
  parseResourceVersion(resourceVersion);
  return watchStream(cluster, kind, selectionOf(call), {
    resourceVersion,
    allowWatchBookmarks: booleanParameter(query, 'allowWatchBookmarks'),
    sendInitialEvents: booleanParameter(query, 'sendInitialEvents'),
    timeoutSeconds: numberParameter(query, 'timeoutSeconds'),
    table: tableOf(call),
    signal: request.signal,
  });
}
