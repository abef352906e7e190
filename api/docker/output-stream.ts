import { STREAM_BACKLOG_BYTES_MAX, STREAM_WRITTEN_BYTES_MAX } from './limits.ts';

/** Breaks a connection on purpose. */
class TooSlow extends Error {
  override name = 'TooSlow';
  /** By this the Node host's HTTP adaptor knows an end that is no fault. */
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE';
}

const encoder = new TextEncoder();

/** Who is told of output in the same instant. */
interface OutputReader {
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

/** A body that is written while things happen. Who reads too slowly is cut off. */
export class OutputStream {
  #body: ReadableStream<Uint8Array> | undefined;
  #reader: OutputReader | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #ending = false;
  readonly #onClose: (() => void)[] = [];
  /** True where nothing more can be written. */
  closed = false;

  constructor(signal?: AbortSignal) {
    signal?.addEventListener('abort', () => this.end(), { once: true });
  }

  get body(): ReadableStream<Uint8Array> {
    this.#body ??= new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          if (this.closed) controller.close();
          else this.#controller = controller;
        },
        pull: () => this.#write(),
        cancel: () => this.#close(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: STREAM_WRITTEN_BYTES_MAX }),
    );
    return this.#body;
  }

  /** In place of `body`: tells all of it as it comes. */
  follow(reader: OutputReader): void {
    this.#reader = reader;
    this.#write();
  }

  /** Called once when the reader is gone, or everything was said. */
  onClose(call: () => void): void {
    if (this.closed) call();
    else this.#onClose.push(call);
  }

  write(data: Uint8Array | string): void {
    if (this.closed || this.#ending) return;
    const bytes = typeof data === 'string' ? encoder.encode(data) : data;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > STREAM_BACKLOG_BYTES_MAX) {
      this.#waiting.length = 0;
      this.#controller?.error(new TooSlow());
      this.#controller = undefined;
      this.#close();
      return;
    }
    this.#write();
  }

  /** A line of JSON. */
  writeJson(value: unknown): void {
    this.write(`${JSON.stringify(value)}\n`);
  }

  /** What was written is still sent. */
  end(): void {
    if (this.closed || this.#ending) return;
    this.#ending = true;
    this.#write();
  }

  #write(): void {
    if (this.#reader !== undefined) {
      for (const bytes of this.#waiting.splice(0)) this.#reader.write(bytes);
      this.#waitingBytes = 0;
    }
    while (this.#waiting.length > 0 && (this.#controller?.desiredSize ?? 0) > 0) {
      const bytes = this.#waiting.shift() ?? new Uint8Array();
      this.#waitingBytes -= bytes.length;
      this.#controller?.enqueue(bytes);
    }
    if (!this.#ending || this.#waiting.length > 0) return;
    const controller = this.#controller;
    this.#controller = undefined;
    controller?.close();
    this.#reader?.end();
    this.#close();
  }

  #close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const call of this.#onClose) call();
  }
}

/** Cloudflare would compress and hold back: these headers forbid it. */
export const STREAM_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-cache, no-transform',
  'Content-Encoding': 'identity',
};

const HEADER_BYTES = 8;

/** A piece of output as the multiplexed streams have it: its stream, its length, its bytes. */
export function frame(stream: 1 | 2, bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(HEADER_BYTES + bytes.length);
  framed[0] = stream;
  new DataView(framed.buffer).setUint32(4, bytes.length);
  framed.set(bytes, HEADER_BYTES);
  return framed;
}
