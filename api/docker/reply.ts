import { OutputStream } from './output-stream.ts';

/** An answer of a daemon, before it is known how it goes out. */
export interface DockerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, what is told while things happen, or what is there already, in pieces. */
  readonly body: string | OutputStream | Iterable<Uint8Array> | null;
}

/** It goes out over HTTP. */
export function responseOf({ status, headers, body }: DockerReply): Response {
  return new Response(bodyOf(body), { status, headers });
}

function bodyOf(body: DockerReply['body']): string | ReadableStream<Uint8Array> | null {
  if (body === null || typeof body === 'string') return body;
  if (body instanceof OutputStream) return body.body;
  const left = body[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = left.next();
      if (done === true) controller.close();
      else if (value.length > 0) controller.enqueue(value);
      else controller.enqueue(new Uint8Array());
    },
  });
}
