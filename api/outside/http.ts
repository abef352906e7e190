import { packed, unpacked } from '../../engine/filesystem/packed.ts';
import { PlatformError } from '../platform/problem.ts';
import { readBody } from '../read-body.ts';
import { type BodyReader, bodyReader } from './body.ts';
import { Connection, placeOf, type Turns } from './connection.ts';
import { REQUEST_BYTES_MAX } from './limits.ts';
import { type AnswerHead, answerHead, framingOf, headersFor, requestHead } from './message.ts';
import { VisitError } from './refusals.ts';

/** Answers without a body, whatever their headers say. */
const EMPTY = [204, 205, 304];

/**
 * Carries a request to a program in the sandbox, and its answer back.
 * @param path behind the door, as `/docker:8080/index.html`
 * @param door how the address of the door begins, as the client has it
 * @throws PlatformError
 */
export async function visitHttp(
  request: Request,
  path: string,
  door: string,
  turns: Turns,
): Promise<Response> {
  const found = placeOf(path);
  if (found === undefined) {
    throw new VisitError('not-found', 'The path has to go on with {host}:{port}/, as in docker:8080/.');
  }
  const { place, rest } = found;
  const where = `${place.host}:${place.port}`;
  const body = await bodyOf(request);
  const connection = await Connection.open(turns, place, 'lan', { isImpatient: true });
  request.signal.addEventListener('abort', () => void connection.close(), { once: true });
  try {
    const head = requestHead(request, rest + new URL(request.url).search, where, body?.length);
    await send(connection, head, body);
    const { answer, left } = await receiveHead(connection);
    const headers = headersFor(answer, `${door}/${where}`, where);
    const reader = bodyReader(framingOf(answer, request.method));
    const isEmpty = reader.isOver || EMPTY.includes(answer.status);
    if (isEmpty) await connection.close();
    // Encoded as the program has done it: Workers would do it again.
    const init = { status: answer.status, headers, encodeBody: 'manual' as const };
    return new Response(isEmpty ? null : bodyStream(connection, reader, left), init);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Undefined: it has none. @throws PlatformError */
async function bodyOf(request: Request): Promise<Uint8Array | undefined> {
  if (request.body === null) return undefined;
  const words = `The body may have ${REQUEST_BYTES_MAX} bytes.`;
  return readBody(request, REQUEST_BYTES_MAX, () => new PlatformError('payload-too-large', words));
}

/** A server may answer before it has read everything, and read no more: then its answer counts. */
async function send(connection: Connection, head: Uint8Array, body: Uint8Array | undefined): Promise<void> {
  await connection.write(head);
  if (body === undefined) return;
  try {
    await connection.write(body);
  } catch (error) {
    if (!(error instanceof VisitError) || error.code !== 'connection-failed') throw error;
  }
}

async function receiveHead(connection: Connection): Promise<{ answer: AnswerHead; left: string }> {
  let text = '';
  for (;;) {
    const bytes = await connection.read();
    if (bytes.length === 0) throw new VisitError('bad-answer', 'The connection ended without an answer.');
    text += packed(bytes);
    for (let answer = answerHead(text); answer !== undefined; answer = answerHead(text)) {
      const left = text.slice(answer.end);
      if (answer.status >= 200) return { answer, left };
      text = left;
      if (text === '') break;
    }
  }
}

/** Reads on as the visitor does. @param left what came together with the head, one character per byte */
function bodyStream(connection: Connection, reader: BodyReader, left: string): ReadableStream<Uint8Array> {
  let first: Uint8Array | undefined = left === '' ? undefined : unpacked(left);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        for (;;) {
          const bytes = first ?? (await connection.read());
          first = undefined;
          const taken = reader.take(bytes);
          if (taken.length > 0) controller.enqueue(taken);
          if (reader.isOver) {
            controller.close();
            await connection.close();
          }
          if (taken.length > 0 || reader.isOver) return;
        }
      } catch (error) {
        controller.error(error);
        await connection.close();
      }
    },
    cancel: () => connection.close(),
  });
}
