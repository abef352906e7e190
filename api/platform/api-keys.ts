import { createRoute, z } from '@hono/zod-openapi';
import type { ApiKeyRecord, StoredApiKey } from '../actor/tenant/records.ts';
import { FIRST_TENANT, makeApiKey, readApiKey } from '../auth/api-key.ts';
import { SCOPES, type Scope } from '../auth/scopes.ts';
import type { Host } from '../host.ts';
import { API_KEYS_MAX } from '../limits.ts';
import { answer, guard, idParameter, operationGroup, problem, requestBody } from './http/route.ts';
import { newId } from './ids.ts';
import { pageOf, pageParameters, readPage } from './pagination.ts';
import { PlatformError } from './problem.ts';
import { timestamp } from './sandboxes/representation.ts';
import { lineSchema } from './text.ts';

const SCOPES_DESCRIPTION =
  '`admin`: everything. `provision`: make, change, drive and remove sandboxes, and mint credentials. `grade`: grade. `read`: look at sandboxes.';

const name = lineSchema(100).openapi({ description: 'What it is for.', example: 'course platform' });

const ApiKeyCreateSchema = z
  .strictObject({
    name,
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'Name each scope once.')
      .openapi({ description: SCOPES_DESCRIPTION, example: ['provision', 'read'], uniqueItems: true }),
  })
  .openapi('ApiKeyCreate');

const keyFields = {
  id: z.string().openapi({ example: 'key_01k9x3v5c8h2m4n6p8q0r2s4t6' }),
  name,
  prefix: z
    .string()
    .openapi({ description: 'How the key begins.', example: 'atoll_01k9x3v5c8h2m4n6p8q0r2s4t6_Zx3w' }),
  scopes: z.array(z.enum(SCOPES)).openapi({ description: SCOPES_DESCRIPTION }),
  origin: z.enum(['api', 'operator']).openapi({
    description: '`operator`: given by the server’s configuration, and revoked only there.',
  }),
  createdAt: z.iso.datetime(),
};

const ApiKeySchema = z.object(keyFields).openapi('ApiKey');

export const NewApiKeySchema = z
  .object({
    ...keyFields,
    key: z.string().openapi({
      description: 'The key itself: shown only now, and stored nowhere.',
      example: 'atoll_01k9x3v5c8h2m4n6p8q0r2s4t6_Zx3w…_1a2b3c',
    }),
  })
  .openapi('NewApiKey');

export type NewApiKey = z.infer<typeof NewApiKeySchema>;

const createKeyRoute = createRoute({
  ...guard({ scopes: ['admin'] }),
  method: 'post',
  path: '/v1/api-keys',
  operationId: 'createApiKey',
  tags: ['API keys'],
  summary: 'Create an API key',
  request: requestBody(ApiKeyCreateSchema),
  responses: {
    201: answer(NewApiKeySchema, 'The new key.'),
    409: problem(`The tenant has ${API_KEYS_MAX} keys already.`),
  },
});

const listRoute = createRoute({
  ...guard({ scopes: ['admin'], bodyBytesMax: 'none' }),
  method: 'get',
  path: '/v1/api-keys',
  operationId: 'listApiKeys',
  tags: ['API keys'],
  summary: 'List API keys',
  request: { query: z.strictObject(pageParameters) },
  responses: { 200: answer(pageOf(ApiKeySchema, 'ApiKeyPage'), 'A page of the list.') },
});

const revokeRoute = createRoute({
  ...guard({ scopes: ['admin'], bodyBytesMax: 'none' }),
  method: 'delete',
  path: '/v1/api-keys/{id}',
  operationId: 'revokeApiKey',
  tags: ['API keys'],
  summary: 'Revoke an API key',
  description:
    'It stops working at once. The last admin key can’t be revoked, nor one of the server’s configuration.',
  request: { params: idParameter('key_01k9x3v5c8h2m4n6p8q0r2s4t6', 'The key.') },
  responses: {
    204: { description: 'It is revoked.' },
    404: problem('There is no such key.'),
    409: problem('This key can’t be revoked.'),
  },
});

const REVOKE_PROBLEMS = {
  unknown: { code: 'not-found', detail: 'There is no API key with this id.' },
  operator: { code: 'operator-key', detail: 'Change the server’s configuration to take this key away.' },
  'last-admin': { code: 'last-admin-key', detail: 'Create another key with the scope admin first.' },
} as const;

export function apiKeyRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(createKeyRoute, async (c) => {
    const { tenantId } = c.get('caller');
    const made = newApiKey(tenantId, c.req.valid('json'), host.now());
    if ((await host.tenant(tenantId).createApiKey(made.stored)) === 'too-many') {
      throw new PlatformError('too-many-api-keys', 'Revoke one that is not used any more.');
    }
    return c.json(made.shown, 201, { 'cache-control': 'no-store' });
  });
  group.openapi(listRoute, async (c) => {
    const tenant = host.tenant(c.get('caller').tenantId);
    const page = await readPage(c.req.valid('query'), async (asked) => tenant.listApiKeys(asked));
    return c.json({ ...page, items: page.items.map(shownKey) }, 200);
  });
  group.openapi(revokeRoute, async (c) => {
    const outcome = await host.tenant(c.get('caller').tenantId).revokeApiKey(c.req.valid('param').id);
    if (outcome !== 'revoked') {
      const { code, detail } = REVOKE_PROBLEMS[outcome];
      throw new PlatformError(code, detail);
    }
    return c.body(null, 204);
  });
  return group;
}

/** A key for a tenant: what to store of it, and what its owner gets to see once. */
export function newApiKey(
  tenantId: string,
  { name, scopes }: { readonly name: string; readonly scopes: readonly Scope[] },
  now: number,
): { stored: StoredApiKey; shown: NewApiKey } {
  const key = makeApiKey(tenantId);
  const stored = storedApiKey(key, { name, scopes, origin: 'api' }, now);
  return { stored, shown: { ...shownKey(stored), key } };
}

/** @throws Error where the key can't be a key of the first tenant */
export function operatorApiKey(key: string, now: number): StoredApiKey {
  if (readApiKey(key)?.tenantId !== FIRST_TENANT) {
    throw new Error('the given API key is too short or too long, mistyped, or that of another tenant');
  }
  return storedApiKey(key, { name: 'operator', scopes: ['admin'], origin: 'operator' }, now);
}

function storedApiKey(
  key: string,
  about: Pick<StoredApiKey, 'name' | 'scopes' | 'origin'>,
  now: number,
): StoredApiKey {
  const presented = readApiKey(key);
  if (presented === undefined) throw new Error('not an API key');
  const { prefix, hash } = presented;
  return { id: newId('key', now), ...about, prefix, hash, createdAt: now };
}

function shownKey({ id, name, prefix, scopes, origin, createdAt }: ApiKeyRecord): Omit<NewApiKey, 'key'> {
  return { id, name, prefix, scopes: [...scopes], origin, createdAt: timestamp(createdAt) };
}
