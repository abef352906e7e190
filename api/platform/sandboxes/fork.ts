import { createRoute, z } from '@hono/zod-openapi';
import type { ForkRequest } from '../../actor/tenant/forks.ts';
import type { SandboxRecord } from '../../actor/tenant/records.ts';
import type { Host } from '../../host.ts';
import { FORKS_MAX } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../http/route.ts';
import { idempotencyHeader, idempotencyKey, idempotencyProblem } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { awaken } from './awaken.ts';
import { expiry } from './draft.ts';
import { unknownSandbox } from './problems.ts';
import { representation } from './representation.ts';
import { forkFields, SandboxesSchema, sandboxId } from './schema.ts';

const ForkSchema = z
  .strictObject({
    count: z.int().min(1).max(FORKS_MAX).openapi({ example: 30 }),
    ...forkFields,
  })
  .openapi('SandboxFork');

const route = createRoute({
  ...guard({ scopes: ['provision'] }),
  method: 'post',
  path: '/v1/sandboxes/{id}/fork',
  operationId: 'forkSandbox',
  tags: ['Sandboxes'],
  summary: 'Fork a sandbox',
  description:
    'Exact copies from where the original stands, each with an id and credentials of its own. They go on alike until something different is done to them.',
  request: { params: sandboxId, ...requestBody(ForkSchema), headers: idempotencyHeader },
  responses: {
    201: answer(SandboxesSchema, 'The copies.'),
    404: problem('There is no such sandbox.'),
    409: problem('The first request with this Idempotency-Key is still at work.'),
    422: problem('The Idempotency-Key came with another request before.'),
  },
});

export function forkSandboxRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { count, labels, ttlSeconds } = c.req.valid('json');
    const now = host.now();
    const forks = await fork(host, c.get('caller').tenantId, {
      source: id,
      ids: Array.from({ length: count }, () => newId('sbx', now)),
      labels,
      expiresAt: expiry(ttlSeconds, now),
      idempotency: idempotencyKey(c.req.valid('header'), 'forkSandbox', [id, c.req.valid('json')]),
    });
    return c.json({ items: forks.map((one) => representation(one, baseUrl(host, c))) }, 201);
  });
  return group;
}

/** Rows first, which nobody sees, then the worlds, then the rows are shown: whatever fails leaves nothing. */
async function fork(host: Host, tenantId: string, request: ForkRequest): Promise<readonly SandboxRecord[]> {
  const tenant = host.tenant(tenantId);
  const start = await tenant.startFork(request, host.now());
  if ('forks' in start) return start.forks;
  if ('refused' in start) {
    throw start.refused === 'unknown' ? unknownSandbox() : idempotencyProblem(start.refused);
  }
  try {
    await awaken(host, tenantId, request.source);
    await host.copySandbox(request.source, request.ids);
    const forks = await tenant.finishFork(request, host.now());
    if (forks === undefined) throw new Error('the copies took too long');
    return forks;
  } catch (error) {
    await tenant.abandonFork(request, host.now());
    throw error;
  }
}
