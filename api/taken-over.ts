/**
 * A connection that a Docker client takes over, carried by a WebSocket, for hosts and proxies that can't give connections
 * away. A WebSocket is asked for with GET and no body, so headers say what the request would have been. Of the client's
 * messages an empty one is the end of its input, and any other a piece of it. The server's binary messages are the output;
 * by a text message it says of how many bytes of input it has taken, so that a client sends no more than there is room for.
 */
const METHOD_HEADER = 'Atoll-Method';
/** The body in base64. */
const BODY_HEADER = 'Atoll-Body';

/** Of the body of a request that takes its connection over: a header has to hold it. */
export const TAKE_OVER_BODY_BYTES_MAX = 4096;

/** How much a client sends before it is told that some of it was taken. */
export const UNTAKEN_BYTES_MAX = 1024 * 1024;

/** The headers that say what a request would have been. */
export function takeOverHeaders(method: string, body: Uint8Array): Record<string, string> {
  return {
    [METHOD_HEADER]: method,
    ...(body.length === 0 ? {} : { [BODY_HEADER]: btoa(String.fromCharCode(...body)) }),
  };
}

/**
 * The request that one for a WebSocket stands for, and its input; itself where it stands for no other.
 * @param tell sends a text message
 */
export function takenOver(
  request: Request,
  input: ReadableStream<Uint8Array>,
  tell: (text: string) => void,
): { readonly request: Request; readonly input: ReadableStream<Uint8Array> } {
  const method = request.headers.get(METHOD_HEADER);
  if (method !== 'POST') return { request, input };
  const headers = new Headers(request.headers);
  const body = fromBase64(headers.get(BODY_HEADER) ?? '');
  for (const name of [METHOD_HEADER, BODY_HEADER, 'Upgrade']) headers.delete(name);
  return {
    request: new Request(request.url, { method, headers, body, signal: request.signal }),
    input: input.pipeThrough(untilEmptyPiece(tell)),
  };
}

/** What is no base64 is no body: the daemon says what it thinks of that. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array([...atob(text)].map((character) => character.charCodeAt(0)));
  } catch {
    return new Uint8Array(new TextEncoder().encode(text));
  }
}

function untilEmptyPiece(tell: (text: string) => void): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(piece, controller) {
      if (piece.length === 0) return controller.terminate();
      controller.enqueue(piece);
      tell(String(piece.length));
    },
  });
}
