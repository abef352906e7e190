import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { openDoor, openRootDoor } from './auth/door.ts';
import type { Host } from './host.ts';
import { apiKeyRoutes } from './platform/api-keys.ts';
import { referenceRoutes } from './platform/docs/routes.ts';
import { gradeRoutes } from './platform/grade/routes.ts';
import { healthRoutes } from './platform/health.ts';
import { authenticate } from './platform/http/authenticate.ts';
import type { PlatformEnvironment } from './platform/http/environment.ts';
import { answerError, refuseMethod } from './platform/http/errors.ts';
import { observe } from './platform/http/observe.ts';
import { rateLimit } from './platform/http/rate-limit.ts';
import { nameRequest, showRequestId } from './platform/http/request-id.ts';
import { refuseInvalid } from './platform/http/validation.ts';
import { createMetrics } from './platform/metrics.ts';
import { openApiDocument } from './platform/openapi/document.ts';
import { PlatformError, problemResponse } from './platform/problem.ts';
import { sandboxRoutes } from './platform/sandboxes/routes.ts';
import { tenantRoutes } from './platform/tenants.ts';

/**
 * All of Atoll's HTTP, on whatever host: the platform API, its reference, the figures, and the doors into the
 * sandboxes. Keep it: rate limits and figures live as long as it does.
 */
export function createApp(host: Host): OpenAPIHono<PlatformEnvironment> {
  const app = new OpenAPIHono<PlatformEnvironment>({ defaultHook: refuseInvalid });
  const metrics = createMetrics(host);
  app.onError((error, c) => answerError(host, error, c));
  app.notFound((c) =>
    problemResponse(new PlatformError('not-found', 'There is nothing here.'), c.get('requestId')),
  );

  app.use(nameRequest(host), observe(host, metrics));
  addDoors(app, host);

  app.use(showRequestId, methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use('/v1/*', authenticate(host), rateLimit(host));
  const groups = [sandboxRoutes(host), gradeRoutes(host), apiKeyRoutes(host), tenantRoutes(host)];
  for (const group of [...groups, healthRoutes(host, metrics)]) app.route('/', group);
  app.route(
    '/',
    referenceRoutes(() => openApiDocument(app)),
  );
  return app;
}

/** Where an API server is asked by a client that leaves out the path of the server, and everything below. */
const ROOT_DOORS = [
  '/api/*',
  '/apis/*',
  '/version/*',
  '/openapi/v2/*',
  '/openapi/v3/*',
  '/healthz/*',
  '/livez/*',
  '/readyz/*',
];

/** Nothing else is done to what goes through a door: it may be a stream, or a socket. */
function addDoors(app: OpenAPIHono<PlatformEnvironment>, host: Host): void {
  app.all('/s/:sandbox/*', (c) => {
    const requestId = c.get('requestId');
    const door = { sandbox: c.req.param('sandbox'), rest: behindDoor(c.req.raw), requestId };
    return openDoor(host, c.req.raw, c.env, door);
  });
  app.all('/a/:key/*', (c) => {
    const requestId = c.get('requestId');
    const door = { accessKey: c.req.param('key'), rest: behindDoor(c.req.raw), requestId };
    return openDoor(host, c.req.raw, c.env, door);
  });
  // Some of these paths are the platform's too: without a sandbox's credential, that is who answers.
  for (const path of ROOT_DOORS) {
    app.use(
      path,
      async (c, next) => (await openRootDoor(host, c.req.raw, c.env, c.get('requestId'))) ?? next(),
    );
  }
}

/** The path after the door's two segments, as it was sent. */
function behindDoor(request: Request): string {
  return new URL(request.url).pathname.split('/').slice(3).join('/');
}
