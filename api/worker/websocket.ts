import { isStream, MessageStream } from '../message-stream.ts';

/** Too much waits to be read (RFC 6455, 7.4.1: a policy is violated). */
const TOO_MUCH = 1008;

/**
 * Answers a request for a WebSocket: with one whose messages are the input and the output of what is behind it, or
 * as it would be answered anyway.
 */
export async function overWebSocket(
  answer: (input: ReadableStream<Uint8Array>, tell: (text: string) => void) => Promise<Response>,
): Promise<Response> {
  const input = new MessageStream();
  const { 0: client, 1: socket } = new WebSocketPair();
  const response = await answer(input.stream, (text) => socket.send(text));
  if (!isStream(response) || response.body === null) return response;
  const reader = response.body.getReader();
  socket.binaryType = 'arraybuffer';
  socket.accept();
  socket.addEventListener('message', ({ data }) => {
    const message = typeof data === 'string' ? data : new Uint8Array(data);
    if (!input.push(message)) socket.close(TOO_MUCH, 'more was sent than could be read');
  });
  const gone = () => {
    input.end();
    void reader.cancel().catch(() => {});
  };
  socket.addEventListener('close', gone);
  socket.addEventListener('error', gone);
  void send(socket, reader);
  const type = response.headers.get('content-type') ?? '';
  return new Response(null, { status: 101, webSocket: client, headers: { 'Content-Type': type } });
}

async function send(socket: WebSocket, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      socket.send(value);
    }
    socket.close();
  } catch {
    socket.close();
  }
}
