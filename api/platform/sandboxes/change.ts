import { createRoute } from '@hono/zod-openapi';
import type { Host } from '../../host.ts';
import { LABELS_MAX } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../http/route.ts';
import { PlatformError } from '../problem.ts';
import { awaken, findSandbox } from './awaken.ts';
import { expiry } from './draft.ts';
import { externalIdTaken, unknownSandbox } from './problems.ts';
import { representation } from './representation.ts';
import { SandboxPatchSchema, SandboxSchema, sandboxId } from './schema.ts';

const patchRoute = createRoute({
  ...guard({ scopes: ['provision'] }),
  method: 'patch',
  path: '/v1/sandboxes/{id}',
  operationId: 'patchSandbox',
  tags: ['Sandboxes'],
  summary: 'Change a sandbox',
  description: 'As a JSON merge patch (RFC 7396): omitted, null and a value mean three different things.',
  request: { params: sandboxId, ...requestBody(SandboxPatchSchema) },
  responses: {
    200: answer(SandboxSchema, 'The sandbox as it is now.'),
    404: problem('There is no such sandbox.'),
    409: problem('The externalId is taken, or there would be too many labels.'),
  },
});

const deleteRoute = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'delete',
  path: '/v1/sandboxes/{id}',
  operationId: 'deleteSandbox',
  tags: ['Sandboxes'],
  summary: 'Delete a sandbox',
  description: 'With everything in it, for good. Its credentials stop working, its externalId is free.',
  request: { params: sandboxId },
  responses: { 204: { description: 'It is gone.' }, 404: problem('There is no such sandbox.') },
});

const resetRoute = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'post',
  path: '/v1/sandboxes/{id}/reset',
  operationId: 'resetSandbox',
  tags: ['Sandboxes'],
  summary: 'Start a sandbox over',
  description:
    'Everything in it is gone, and it is as on its first day: same seed, same nodes, same start of its clock. A copy goes back to where its original was born. Credentials stay valid.',
  request: { params: sandboxId },
  responses: { 200: answer(SandboxSchema, 'The sandbox.'), 404: problem('There is no such sandbox.') },
});

export function changeSandboxRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(patchRoute, async (c) => {
    const { tenantId } = c.get('caller');
    const { id } = c.req.valid('param');
    const { ttlSeconds, ...patch } = c.req.valid('json');
    const now = host.now();
    const asked = { ...patch, expiresAt: expiry(ttlSeconds, now) };
    const patched = await host.tenant(tenantId).patchSandbox(id, asked, now);
    if (patched.outcome !== 'patched') throw PATCH_PROBLEMS[patched.outcome]();
    if (patch.clock !== undefined && patched.sandbox.state === 'ready') await awaken(host, tenantId, id);
    return c.json(representation(patched.sandbox, baseUrl(host, c)), 200);
  });
  group.openapi(deleteRoute, async (c) => {
    const { id } = c.req.valid('param');
    const known = await host.tenant(c.get('caller').tenantId).deleteSandbox(id, host.now());
    if (!known) throw unknownSandbox();
    await host.sandbox(id).destroy();
    return c.body(null, 204);
  });
  group.openapi(resetRoute, async (c) => {
    const { tenantId } = c.get('caller');
    const { record, handle } = await awaken(host, tenantId, c.req.valid('param').id);
    await handle.reset(record.birth);
    return c.json(representation(await findSandbox(host, tenantId, record.id), baseUrl(host, c)), 200);
  });
  return group;
}

const PATCH_PROBLEMS = {
  unknown: unknownSandbox,
  'external-id-taken': externalIdTaken,
  'too-many-labels': tooManyLabels,
} as const;

function tooManyLabels(): PlatformError {
  const message = `A sandbox may have ${LABELS_MAX} labels.`;
  return new PlatformError('too-many-labels', message, {
    fields: [{ field: 'labels', in: 'body', message }],
  });
}
