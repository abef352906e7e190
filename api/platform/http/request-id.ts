import type { MiddlewareHandler } from 'hono';
import { newId } from '../ids.ts';
import type { PlatformEnvironment } from './environment.ts';

const GIVEN = /^[A-Za-z0-9._-]{1,64}$/;

/** Names the request: as its client names it, if that is fit to be logged. */
export function requestId(now: () => number): MiddlewareHandler<PlatformEnvironment> {
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    c.set('requestId', GIVEN.test(given) ? given : newId('req', now()));
    await next();
  };
}
