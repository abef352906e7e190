import type { Caller } from '../host.ts';
import { PlatformError, problemResponse } from '../platform/problem.ts';
import type { Turns } from './connection.ts';
import { visitHttp } from './http.ts';
import { unknownToSandbox } from './refusals.ts';
import { visitTcp } from './tcp.ts';

/** What the actor of a sandbox does for a visitor. */
export interface Visited extends Turns {
  /** False where the visitor's credential was revoked. */
  readonly isKnown: () => Promise<boolean>;
  readonly report: (error: unknown) => void;
}

/** A request to a program in the sandbox. @param stdin what comes after it on its connection */
export async function answerVisit(
  request: Request,
  caller: Caller,
  visited: Visited,
  stdin: ReadableStream<Uint8Array> | undefined,
): Promise<Response> {
  const { room, path, door, requestId } = caller;
  try {
    if (!(await visited.isKnown())) return unknownToSandbox(requestId);
    if (room === 'tcp') return await visitTcp(path, stdin, visited);
    return await visitHttp(request, path, door, visited);
  } catch (error) {
    if (error instanceof PlatformError) return problemResponse(error, requestId);
    visited.report(error);
    const detail = 'The sandbox could not store or read its data.';
    return problemResponse(new PlatformError('internal', detail), requestId);
  }
}
