import { createRoute } from '@hono/zod-openapi';
import type { Host } from '../../host.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../http/route.ts';
import { idempotencyHeader, idempotencyKey, idempotencyProblem } from '../idempotency.ts';
import { draftOf } from './draft.ts';
import { externalIdTaken } from './problems.ts';
import { representation } from './representation.ts';
import { SandboxCreateSchema, SandboxSchema } from './schema.ts';

const route = createRoute({
  ...guard({ scopes: ['provision'] }),
  method: 'post',
  path: '/v1/sandboxes',
  operationId: 'createSandbox',
  tags: ['Sandboxes'],
  summary: 'Create a sandbox',
  description: 'It is ready at once: its world is made when something first needs it.',
  request: { ...requestBody(SandboxCreateSchema), headers: idempotencyHeader },
  responses: {
    201: answer(SandboxSchema, 'The new sandbox.'),
    409: problem('The externalId is taken, or the first request with this Idempotency-Key is still at work.'),
    422: problem('The Idempotency-Key came with another body before.'),
  },
});

export function createSandboxRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(route, async (c) => {
    const asked = c.req.valid('json');
    const now = host.now();
    const outcome = await host.tenant(c.get('caller').tenantId).createSandboxes([draftOf(asked, now)], {
      now,
      repeatable: false,
      idempotency: idempotencyKey(c.req.valid('header'), 'createSandbox', asked),
    });
    if ('refused' in outcome) throw idempotencyProblem(outcome.refused);
    const [result] = outcome.results;
    if (result === undefined || result.outcome === 'external-id-taken') throw externalIdTaken();
    const { sandbox } = result;
    c.header('location', `/v1/sandboxes/${sandbox.id}`);
    return c.json(representation(sandbox, baseUrl(host, c)), 201);
  });
  return group;
}
