import type { MiddlewareHandler } from 'hono';
import type { Host } from '../../host.ts';
import { newId } from '../ids.ts';
import type { PlatformEnvironment } from './environment.ts';

const GIVEN = /^[A-Za-z0-9._-]{1,64}$/;

/** Names the request: as its client names it, if that is fit to be logged. */
export function nameRequest(host: Host): MiddlewareHandler<PlatformEnvironment> {
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    c.set('requestId', GIVEN.test(given) ? given : newId('req', host.now()));
    await next();
  };
}

export const showRequestId: MiddlewareHandler<PlatformEnvironment> = async (c, next) => {
  await next();
  c.header('x-request-id', c.get('requestId'));
};
