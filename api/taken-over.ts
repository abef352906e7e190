/**
 * A connection that a Docker client takes over, carried by a WebSocket, for hosts and proxies that can't give connections
 * away. A WebSocket is asked for with GET and no body, so headers say what the request would have been; an empty message is
 * the end of the client's input, and any other a piece of it.
 */
const METHOD_HEADER = 'Atoll-Method';
/** The body in base64. */
const BODY_HEADER = 'Atoll-Body';

/** Of the body of a request that takes its connection over: a header has to hold it. */
export const TAKE_OVER_BODY_BYTES_MAX = 4096;

/** The headers that say what a request would have been. */
export function takeOverHeaders(method: string, body: Uint8Array): Record<string, string> {
  return {
    [METHOD_HEADER]: method,
    ...(body.length === 0 ? {} : { [BODY_HEADER]: btoa(String.fromCharCode(...body)) }),
  };
}

/** The request that one for a WebSocket stands for, and its input; itself where it stands for no other. */
export function takenOver(
  request: Request,
  input: ReadableStream<Uint8Array>,
): { readonly request: Request; readonly input: ReadableStream<Uint8Array> } {
  const method = request.headers.get(METHOD_HEADER);
  if (method !== 'POST') return { request, input };
  const headers = new Headers(request.headers);
  const body = fromBase64(headers.get(BODY_HEADER) ?? '');
  for (const name of [METHOD_HEADER, BODY_HEADER, 'Upgrade']) headers.delete(name);
  return {
    request: new Request(request.url, { method, headers, body, signal: request.signal }),
    input: input.pipeThrough(untilEmptyPiece()),
  };
}

/** What is no base64 is no body: the daemon says what it thinks of that. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new TextEncoder().encode(text);
  }
}

function untilEmptyPiece(): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(piece, controller) {
      if (piece.length === 0) controller.terminate();
      else controller.enqueue(piece);
    },
  });
}
