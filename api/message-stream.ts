/** What of a client's WebSocket messages waits to be read, in bytes, before it is cut off. */
const BACKLOG_BYTES_MAX = 4 * 1024 * 1024;

/** Answers whose bodies go on as messages, or as the rest of a connection that the client has taken over. */
const STREAM_TYPES = ['application/vnd.docker.raw-stream', 'application/vnd.docker.multiplexed-stream'];

/** True of an answer by which a client has the connection, or the WebSocket, that it asked for. */
export function isStream(response: Response): boolean {
  return response.ok && STREAM_TYPES.includes(response.headers.get('content-type') ?? '');
}

/** The messages of a WebSocket as the standard input of what is behind it. An empty message is a piece, too. */
export class MessageStream {
  readonly stream: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  /** @param resume called when there is room again */
  constructor(resume: () => void = () => {}) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: resume,
        cancel: () => {
          this.#controller = undefined;
        },
      },
      // Workers leave out a piece that counts for nothing.
      { highWaterMark: BACKLOG_BYTES_MAX, size: (piece) => piece.length + 1 },
    );
  }

  /** @returns whether there is room for more */
  push(message: Uint8Array | string): boolean {
    const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
    this.#controller?.enqueue(bytes);
    return (this.#controller?.desiredSize ?? 1) > 0;
  }

  end(): void {
    this.#controller?.close();
    this.#controller = undefined;
  }
}
