import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Host } from '../../host.ts';
import type { Metrics } from '../metrics.ts';
import type { PlatformEnvironment } from './environment.ts';

/** Counts and times every request, and logs one line about it. */
export function observe(host: Host, metrics: Metrics): MiddlewareHandler<PlatformEnvironment> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const seconds = (performance.now() - start) / 1000;
    const { method } = c.req;
    const route = routePath(c, -1);
    const { status } = c.res;
    metrics.request({ method, route, status, seconds });
    host.log('info', 'request', {
      requestId: c.get('requestId'),
      method,
      path: withoutAccessKey(c.req.path),
      status,
      ms: Math.round(seconds * 1000 * 100) / 100,
      tenant: c.get('caller')?.tenantId,
      key: c.get('caller')?.keyId,
    });
  };
}

/** An access key in a path is a secret. The query is left out altogether: it may hold some too. */
function withoutAccessKey(path: string): string {
  return path.replace(/^\/a\/[^/]*/, '/a/…');
}
