import { createRoute, z } from '@hono/zod-openapi';
import { FIRST_TENANT } from '../auth/api-key.ts';
import type { Host } from '../host.ts';
import { answer, operationGroup, problem } from './http/route.ts';
import type { Metrics } from './metrics.ts';
import { PlatformError } from './problem.ts';

const StatusSchema = z.object({ status: z.literal('ok') }).openapi('Health');

const onlyGet = problem('Another method than GET.');
const shared = { method: 'get' as const, tags: ['Operations'], security: [] };

const liveRoute = createRoute({
  ...shared,
  path: '/livez',
  operationId: 'getLiveness',
  summary: 'Tell whether the server runs',
  responses: { 200: answer(StatusSchema, 'It runs.'), 405: onlyGet },
});

const readyRoute = createRoute({
  ...shared,
  path: '/readyz',
  operationId: 'getReadiness',
  summary: 'Tell whether the server can work',
  responses: {
    200: answer(StatusSchema, 'It can.'),
    405: onlyGet,
    503: problem('It can’t reach its data.'),
  },
});

const metricsRoute = createRoute({
  ...shared,
  path: '/metrics',
  operationId: 'getMetrics',
  summary: 'Read the figures of this process',
  responses: {
    200: {
      description: 'In Prometheus’ text format.',
      content: { 'text/plain': { schema: z.string(), example: 'atoll_sandboxes_loaded 12\n' } },
    },
    405: onlyGet,
  },
});

export function healthRoutes(host: Host, metrics: Metrics) {
  const group = operationGroup();
  group.openapi(liveRoute, (c) => c.json({ status: 'ok' as const }, 200));
  group.openapi(readyRoute, async (c) => {
    try {
      await host.tenant(FIRST_TENANT).hasAdminKey();
    } catch (error) {
      host.log('error', 'not ready', { requestId: c.get('requestId'), error: String(error) });
      throw new PlatformError('not-ready', 'The server can’t reach its data.');
    }
    return c.json({ status: 'ok' as const }, 200);
  });
  group.openapi(metricsRoute, async (c) =>
    c.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  return group;
}
