import { createRoute, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { TenantRecord } from '../actor/tenant/records.ts';
import { FIRST_TENANT } from '../auth/api-key.ts';
import type { Host } from '../host.ts';
import { NewApiKeySchema, newApiKey } from './api-keys.ts';
import type { PlatformEnvironment } from './http/environment.ts';
import { answer, guard, operationGroup, requestBody } from './http/route.ts';
import { newId } from './ids.ts';
import { pageOf, pageParameters, readPage } from './pagination.ts';
import { PlatformError } from './problem.ts';
import { timestamp } from './sandboxes/representation.ts';
import { lineSchema } from './text.ts';

const name = lineSchema(100).openapi({ example: 'School of Clouds' });

const tenantFields = {
  id: z.string().openapi({ example: 'tnt_01k9x3v5c8h2m4n6p8q0r2s4t6' }),
  name,
  createdAt: z.iso.datetime(),
};

const TenantSchema = z.object(tenantFields).openapi('Tenant');

const NewTenantSchema = z
  .object({
    ...tenantFields,
    apiKey: NewApiKeySchema.openapi({ description: 'Its first key, with the scope admin.' }),
  })
  .openapi('NewTenant');

const createTenantRoute = createRoute({
  ...guard({ scopes: ['admin'] }),
  method: 'post',
  path: '/v1/tenants',
  operationId: 'createTenant',
  tags: ['Tenants'],
  summary: 'Create a tenant',
  description: 'Only with an admin key of the first tenant, the operator’s.',
  request: requestBody(z.strictObject({ name }).openapi('TenantCreate')),
  responses: { 201: answer(NewTenantSchema, 'The new tenant and its first key, shown only now.') },
});

const listRoute = createRoute({
  ...guard({ scopes: ['admin'], bodyBytesMax: 'none' }),
  method: 'get',
  path: '/v1/tenants',
  operationId: 'listTenants',
  tags: ['Tenants'],
  summary: 'List tenants',
  description: 'Only with an admin key of the first tenant, the operator’s, which is not in the list.',
  request: { query: z.strictObject(pageParameters) },
  responses: { 200: answer(pageOf(TenantSchema, 'TenantPage'), 'A page of the list.') },
});

export function tenantRoutes(host: Host) {
  const group = operationGroup();
  group.use('/v1/tenants', onlyFirstTenant);
  group.openapi(createTenantRoute, async (c) => {
    const now = host.now();
    const tenant = { id: newId('tnt', now), name: c.req.valid('json').name, createdAt: now };
    const { stored, shown } = newApiKey(tenant.id, { name: 'first', scopes: ['admin'] }, now);
    // The key first: a tenant that is listed can be used.
    await host.tenant(tenant.id).createApiKey(stored);
    await host.tenant(FIRST_TENANT).createTenant(tenant);
    return c.json({ ...shownTenant(tenant), apiKey: shown }, 201, { 'cache-control': 'no-store' });
  });
  group.openapi(listRoute, async (c) => {
    const tenant = host.tenant(FIRST_TENANT);
    const page = await readPage(c.req.valid('query'), async (asked) => tenant.listTenants(asked));
    return c.json({ ...page, items: page.items.map(shownTenant) }, 200);
  });
  return group;
}

const onlyFirstTenant: MiddlewareHandler<PlatformEnvironment> = async (c, next) => {
  if (c.get('caller').tenantId !== FIRST_TENANT) {
    throw new PlatformError('forbidden', 'Tenants are for the operator’s own tenant to manage.');
  }
  await next();
};

function shownTenant({ id, name, createdAt }: TenantRecord) {
  return { id, name, createdAt: timestamp(createdAt) };
}
