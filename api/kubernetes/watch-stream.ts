import { shownEntry } from '../../engine/kubernetes/apiserver/conversion.ts';
import { apiVersionOf, type Kind } from '../../engine/kubernetes/apiserver/kind.ts';
import type { Selection } from '../../engine/kubernetes/apiserver/list.ts';
import { type TableOptions, table } from '../../engine/kubernetes/apiserver/render.ts';
import { type WatchEvent, type WatchOptions, watch } from '../../engine/kubernetes/apiserver/watch.ts';
import type { Cluster } from '../../engine/kubernetes/cluster.ts';

/** A reader this many events behind is cut off; it can resume from the last revision it saw. */
const BACKLOG_EVENTS_MAX = 10_000;
const BOOKMARK_INTERVAL_MS = 60_000;
const TIMEOUT_SECONDS_DEFAULT = 1800;
const TIMEOUT_SECONDS_MAX = 3600;

/** Cloudflare would compress a JSON answer, and hold events back until a block is full: these headers forbid it. */
const STREAM_HEADERS = {
  'Cache-Control': 'no-cache, private, no-transform',
  'Content-Encoding': 'identity',
  'Content-Type': 'application/json',
};

export interface WatchStreamOptions extends WatchOptions {
  readonly timeoutSeconds: number | undefined;
  /** Present: events carry tables. */
  readonly table: Omit<TableOptions, 'now'> | undefined;
  readonly signal: AbortSignal;
}

/** A watch as newline-delimited JSON, until the client goes, falls too far behind, or the time is up. */
export function watchStream(
  cluster: Cluster,
  kind: Kind,
  selection: Selection,
  options: WatchStreamOptions,
): Response {
  const encoder = new TextEncoder();
  let stop = (_close: boolean) => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = lineWriter(cluster, kind, options);
        let unsubscribe = () => {};
        let open = true;
        const send = (event: WatchEvent) => {
          if (!open) return;
          if (event.type === 'END') return stop(true);
          if ((controller.desiredSize ?? 0) <= 0) return stop(true);
          controller.enqueue(encoder.encode(write(event)));
          if (event.type === 'ERROR') stop(true);
        };
        const seconds = Math.min(options.timeoutSeconds || TIMEOUT_SECONDS_DEFAULT, TIMEOUT_SECONDS_MAX);
        const timeout = setTimeout(() => stop(true), seconds * 1000);
        const bookmarks = setInterval(() => {
          if (!options.allowWatchBookmarks) return;
          send({ type: 'BOOKMARK', revision: cluster.store.revision, initialEventsEnd: false });
        }, BOOKMARK_INTERVAL_MS);
        stop = (close) => {
          if (!open) return;
          open = false;
          clearTimeout(timeout);
          clearInterval(bookmarks);
          unsubscribe();
          if (close) controller.close();
        };
        options.signal.addEventListener('abort', () => stop(true), { once: true });
        unsubscribe = watch(cluster, kind, selection, options, send);
        if (!open) unsubscribe();
      },
      cancel: () => stop(false),
    },
    new CountQueuingStrategy({ highWaterMark: BACKLOG_EVENTS_MAX }),
  );
  return new Response(body, { headers: STREAM_HEADERS });
}

function lineWriter(
  cluster: Cluster,
  kind: Kind,
  options: WatchStreamOptions,
): (event: Exclude<WatchEvent, { type: 'END' }>) => string {
  let first = true;
  return (event) => {
    if (event.type === 'ERROR') return `${JSON.stringify({ type: 'ERROR', object: event.status })}\n`;
    if (event.type === 'BOOKMARK')
      return `${JSON.stringify({ type: 'BOOKMARK', object: bookmarkObject(kind, event, options) })}\n`;
    if (options.table === undefined) {
      return `{"type":"${event.type}","object":${shownEntry(kind, event.entry).text}}\n`;
    }
    const metadata = { resourceVersion: String(event.entry.revision) };
    const object = table(kind, [event.entry], metadata, { ...options.table, now: cluster.now }, first);
    first = false;
    return `${JSON.stringify({ type: event.type, object })}\n`;
  };
}

function bookmarkObject(
  kind: Kind,
  { revision, initialEventsEnd }: Extract<WatchEvent, { type: 'BOOKMARK' }>,
  options: WatchStreamOptions,
): object {
  const annotations = initialEventsEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
  const metadata = { resourceVersion: String(revision), creationTimestamp: null, ...annotations };
  if (options.table === undefined) return { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata };
  const partial = {
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${options.table.version}`,
    metadata,
  };
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${options.table.version}`,
    metadata: { resourceVersion: String(revision) },
    columnDefinitions: [],
    rows: [{ cells: [], object: partial }],
  };
}
