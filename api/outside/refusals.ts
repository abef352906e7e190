import type { SystemError } from '../../engine/filesystem/errors.ts';
import { PlatformError, type ProblemCode, problemResponse } from '../platform/problem.ts';

/** Why nothing comes of a visit: told by whoever waits for a program's answer. */
export class VisitError extends PlatformError {}

/** To whom the sandbox doesn't know, and of one that isn't there. */
export function unknownToSandbox(requestId: string): Response {
  const detail = 'Ask for one at /v1/sandboxes/{id}/http.';
  return problemResponse(new PlatformError('no-credential', detail), requestId);
}

const CODES: Readonly<Partial<Record<SystemError['code'], ProblemCode>>> = {
  EMFILE: 'too-many-connections',
  ENOMEM: 'too-many-connections',
};

/** What the network has said, as a problem. @param where as `docker:8080` */
export function visitFailed(error: SystemError, where: string): VisitError {
  const code = CODES[error.code] ?? 'connection-failed';
  return new VisitError(code, `${where}: ${error.message}.`);
}

export function tookTooLong(where: string, seconds: number): VisitError {
  return new VisitError('no-answer', `${where} has said nothing for ${seconds} s of the sandbox’s time.`);
}
