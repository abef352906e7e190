import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Host } from '../../host.ts';
import { PlatformError, problemResponse } from '../problem.ts';
import type { PlatformEnvironment } from './environment.ts';

/** The answer to whatever was thrown. What isn't a problem of the client's is logged, and shown without detail. */
export function answerError(host: Host, error: Error, c: Context<PlatformEnvironment>): Response {
  const requestId = c.get('requestId');
  const problem = problemOf(error);
  if (problem !== undefined) return problemResponse(problem, requestId);
  host.log('error', 'request failed', { requestId, error: error.stack ?? error.message });
  const detail = `If it happens again, tell the operator the request id ${requestId}.`;
  return problemResponse(new PlatformError('internal', detail), requestId);
}

function problemOf(error: Error): PlatformError | undefined {
  if (error instanceof PlatformError) return error;
  if (!(error instanceof HTTPException)) return undefined;
  if (error.status === 415) {
    return new PlatformError('unsupported-media-type', 'Send the body as `Content-Type: application/json`.');
  }
  return error.status === 400 ? new PlatformError('malformed-json', error.message) : undefined;
}

/** For paths that other methods are served under. */
export function refuseMethod(c: Context<PlatformEnvironment>, allowed: string[]): Response {
  const allow = allowed.join(', ');
  const error = new PlatformError('method-not-allowed', `Allowed here: ${allow}.`, { headers: { allow } });
  return problemResponse(error, c.get('requestId'));
}
