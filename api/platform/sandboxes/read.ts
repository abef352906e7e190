import { createRoute, z } from '@hono/zod-openapi';
import type { Host } from '../../host.ts';
import { FILTER_LABELS_MAX } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem } from '../http/route.ts';
import { pageOf, pageParameters, readPage } from '../pagination.ts';
import { findSandbox } from './awaken.ts';
import { labelFilterSchema } from './labels.ts';
import { representation } from './representation.ts';
import { SandboxSchema, sandboxId } from './schema.ts';

const readers = guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' });

const listRoute = createRoute({
  ...readers,
  method: 'get',
  path: '/v1/sandboxes',
  operationId: 'listSandboxes',
  tags: ['Sandboxes'],
  summary: 'List sandboxes',
  description: 'In the order of their creation.',
  request: {
    query: z.strictObject({
      ...pageParameters,
      label: labelFilterSchema.optional().openapi({
        param: { explode: true, style: 'form' },
        type: 'array',
        items: { type: 'string' },
        maxItems: FILTER_LABELS_MAX,
        description:
          'Only those with this label, written as key=value. May be given several times: all must fit.',
        example: ['course=cloud-101'],
      }),
      state: z.enum(['new', 'ready']).optional(),
      externalId: z.string().max(255).optional(),
    }),
  },
  responses: { 200: answer(pageOf(SandboxSchema, 'SandboxPage'), 'A page of the list.') },
});

const getRoute = createRoute({
  ...readers,
  method: 'get',
  path: '/v1/sandboxes/{id}',
  operationId: 'getSandbox',
  tags: ['Sandboxes'],
  summary: 'Get a sandbox',
  request: { params: sandboxId },
  responses: { 200: answer(SandboxSchema, 'The sandbox.'), 404: problem('There is no such sandbox.') },
});

export function readSandboxRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(listRoute, async (c) => {
    const { limit, cursor, label, state, externalId } = c.req.valid('query');
    const tenant = host.tenant(c.get('caller').tenantId);
    const filter = { labels: label ?? [], state, externalId };
    const { items, nextCursor } = await readPage({ limit, cursor }, async (page) =>
      tenant.listSandboxes(page, filter, host.now()),
    );
    const base = baseUrl(host, c);
    return c.json({ items: items.map((record) => representation(record, base)), nextCursor }, 200);
  });
  group.openapi(getRoute, async (c) => {
    const record = await findSandbox(host, c.get('caller').tenantId, c.req.valid('param').id);
    return c.json(representation(record, baseUrl(host, c)), 200);
  });
  return group;
}
