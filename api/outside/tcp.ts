import { Connection, placeOf, type Turns } from './connection.ts';
import { VisitError } from './refusals.ts';

/**
 * Carries the bytes of a client's connection to a program in the sandbox, and back, as from the loopback of its host.
 * @param path behind the door, as `/docker:6379`
 * @param input what the client sends; an empty piece, or its end, says that nothing more will come
 * @throws VisitError
 */
export async function visitTcp(
  path: string,
  input: ReadableStream<Uint8Array> | undefined,
  turns: Turns,
): Promise<Response> {
  const found = placeOf(path);
  if (found === undefined || found.rest !== '/') {
    throw new VisitError('not-found', 'The path has to end with {host}:{port}, as in docker:6379.');
  }
  if (input === undefined) {
    throw new VisitError('websocket-needed', 'Bytes are carried as the messages of a WebSocket.');
  }
  const connection = await Connection.open(turns, found.place, 'loopback', { isImpatient: false });
  void carryIn(connection, input);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const bytes = await connection.read().catch(() => new Uint8Array());
      if (bytes.length > 0) {
        controller.enqueue(bytes);
        return;
      }
      await connection.close();
      controller.close();
    },
    cancel: () => connection.close(),
  });
  return new Response(body, { headers: { 'content-type': 'application/vnd.docker.raw-stream' } });
}

async function carryIn(connection: Connection, input: ReadableStream<Uint8Array>): Promise<void> {
  const reader = input.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value.length === 0) break;
      await connection.write(value);
    }
    await connection.shutdown();
  } catch {
    // The program reads no more; that it is gone, the other direction says.
    await reader.cancel().catch(() => {});
  }
}
