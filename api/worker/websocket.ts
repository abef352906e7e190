import { isStream, MessageStream } from '../message-stream.ts';

/** Too much waits to be read (RFC 6455, 7.4.1: a policy is violated). */
const TOO_MUCH = 1008;

/**
 * Answers a request for a WebSocket: with one whose messages are the input and the output of what is behind it, or
 * as it would be answered anyway.
 */
export async function overWebSocket(
  answer: (input: ReadableStream<Uint8Array>) => Promise<Response>,
): Promise<Response> {
  const input = new MessageStream();
  const response = await answer(input.stream);
  if (!isStream(response) || response.body === null) return response;
  const { 0: client, 1: socket } = new WebSocketPair();
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
  return new Response(null, { status: 101, webSocket: client });
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
