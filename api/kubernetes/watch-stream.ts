import { shownEntry } from '../../engine/kubernetes/apiserver/conversion.ts';
import { apiVersionOf, type Kind } from '../../engine/kubernetes/apiserver/kind.ts';
import type { Selection } from '../../engine/kubernetes/apiserver/list.ts';
import { partialObject, table } from '../../engine/kubernetes/apiserver/render.ts';
import { type WatchEvent, type WatchOptions, watch } from '../../engine/kubernetes/apiserver/watch.ts';
import type { Cluster } from '../../engine/kubernetes/cluster.ts';
import type { Shape } from './read.ts';

/** A reader this many changes behind is cut off; it can resume from the last revision it saw. */
const BACKLOG_EVENTS_MAX = 1000;
/** What is written ahead of a reader. The rest of its backlog are entries that all watchers share. */
const WRITTEN_BYTES_MAX = 64 * 1024;
const BOOKMARK_INTERVAL_MS = 60_000;
/** So long before its time is up, a watch says once more from where to resume. */
const BOOKMARK_BEFORE_END_MS = 2000;
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
  readonly shape: Shape;
  readonly signal: AbortSignal;
}

/** Breaks a connection on purpose. */
class TooSlow extends Error {
  override name = 'TooSlow';
  /** By this the Node host's HTTP adaptor knows an end that is no fault. */
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE';
}

type Line = Exclude<WatchEvent, { type: 'END' }>;

/** A watch as newline-delimited JSON, until the client goes, falls too far behind, or the time is up. */
export function watchStream(
  cluster: Cluster,
  kind: Kind,
  selection: Selection,
  options: WatchStreamOptions,
): Response {
  const lines = new Backlog(lineWriter(cluster, kind, options));
  const timers: (() => void)[] = [];
  let unsubscribe = () => {};
  let open = true;
  const stop = () => {
    open = false;
    unsubscribe();
    for (const clear of timers) clear();
  };
  const send = (event: WatchEvent) => {
    if (!open) return;
    if (event.type !== 'END') lines.add(event);
    if (event.type === 'END' || event.type === 'ERROR') lines.end();
    if (lines.over) stop();
  };
  const bookmark = () => {
    if (!options.allowWatchBookmarks) return;
    send({ type: 'BOOKMARK', revision: cluster.store.revision, initialEventsEnd: false });
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        lines.controller = controller;
        unsubscribe = watch(cluster, kind, selection, options, send);
        if (!open) return unsubscribe();
        lines.live();
        const ms = durationMs(options.timeoutSeconds);
        timers.push(
          every(BOOKMARK_INTERVAL_MS, bookmark),
          after(ms - BOOKMARK_BEFORE_END_MS, bookmark),
          after(ms, () => send({ type: 'END' })),
        );
        options.signal.addEventListener('abort', () => send({ type: 'END' }), { once: true });
      },
      pull: () => lines.write(),
      cancel: stop,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WRITTEN_BYTES_MAX }),
  );
  return new Response(body, { headers: STREAM_HEADERS });
}

function durationMs(seconds: number | undefined): number {
  return 1000 * Math.max(0, Math.min(seconds || TIMEOUT_SECONDS_DEFAULT, TIMEOUT_SECONDS_MAX));
}

function after(ms: number, call: () => void): () => void {
  const timeout = setTimeout(call, Math.max(0, ms));
  return () => clearTimeout(timeout);
}

function every(ms: number, call: () => void): () => void {
  const interval = setInterval(call, ms);
  return () => clearInterval(interval);
}

/** What a reader has yet to get: a change is written down only when it has room for it. */
class Backlog {
  controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #encoder = new TextEncoder();
  readonly #writeLine: (line: Line) => string;
  #waiting: Line[] = [];
  /** Lines at the head of the queue that came before the watch was live: there may be any number of them. */
  #initial = 0;
  #live = false;
  #ending = false;
  /** True where nothing more can come of it. */
  over = false;

  constructor(writeLine: (line: Line) => string) {
    this.#writeLine = writeLine;
  }

  add(line: Line): void {
    this.#waiting.push(line);
    if (!this.#live) this.#initial++;
    else if (this.#waiting.length - this.#initial > BACKLOG_EVENTS_MAX) this.#cutOff();
    else this.write();
  }

  /** The state, or the past, has been added: from here on lines are counted. */
  live(): void {
    this.#live = true;
    this.write();
  }

  /** No more will come; what is there is still sent. */
  end(): void {
    this.#ending = true;
    this.over = true;
    this.write();
  }

  /** Writes as much as the reader has room for. */
  write(): void {
    while (this.#waiting.length > 0 && (this.controller?.desiredSize ?? 0) > 0) {
      // Taken before it is handed on: that may call here again.
      this.controller?.enqueue(this.#encoder.encode(this.#take()));
    }
    if (!this.#ending || this.#waiting.length > 0) return;
    const { controller } = this;
    this.controller = undefined;
    controller?.close();
  }

  /** As many lines as fill a chunk. */
  #take(): string {
    let text = '';
    let lines = 0;
    for (const line of this.#waiting) {
      if (text.length > WRITTEN_BYTES_MAX / 4) break;
      text += this.#writeLine(line);
      lines++;
    }
    this.#waiting = this.#waiting.slice(lines);
    this.#initial = Math.max(0, this.#initial - lines);
    return text;
  }

  /** Breaks the connection, so that nothing is kept for a reader that doesn't read. */
  #cutOff(): void {
    this.over = true;
    this.#waiting = [];
    this.controller?.error(new TooSlow());
    this.controller = undefined;
  }
}

function lineWriter(cluster: Cluster, kind: Kind, { shape }: WatchStreamOptions): (event: Line) => string {
  let first = true;
  return (event) => {
    if (event.type === 'ERROR') return `${JSON.stringify({ type: 'ERROR', object: event.status })}\n`;
    if (event.type === 'BOOKMARK')
      return `${JSON.stringify({ type: 'BOOKMARK', object: bookmarkObject(kind, event, shape) })}\n`;
    const { entry } = event;
    if (shape.as === 'object') {
      return `{"type":"${event.type}","object":${shownEntry(kind, entry).text}}\n`;
    }
    if (shape.as === 'partial') {
      return `${JSON.stringify({ type: event.type, object: partialObject(entry.object, shape.version) })}\n`;
    }
    const metadata = { resourceVersion: String(entry.revision) };
    const object = table(kind, [entry], metadata, { ...shape, now: cluster.now }, first);
    first = false;
    return `${JSON.stringify({ type: event.type, object })}\n`;
  };
}

function bookmarkObject(
  kind: Kind,
  { revision, initialEventsEnd }: Extract<WatchEvent, { type: 'BOOKMARK' }>,
  shape: Shape,
): object {
  const annotations = initialEventsEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
  const metadata = { resourceVersion: String(revision), creationTimestamp: null, ...annotations };
  if (shape.as === 'object') return { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata };
  const partial = partialObject({ metadata }, shape.version);
  if (shape.as === 'partial') return partial;
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${shape.version}`,
    metadata: { resourceVersion: String(revision) },
    columnDefinitions: [],
    rows: [{ cells: [], object: partial }],
  };
}
