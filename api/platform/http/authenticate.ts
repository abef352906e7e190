import type { MiddlewareHandler } from 'hono';
import { FIRST_TENANT, readApiKey } from '../../auth/api-key.ts';
import type { Host } from '../../host.ts';
import { PlatformError } from '../problem.ts';
import type { ApiCaller, PlatformEnvironment } from './environment.ts';

const BEARER = /^Bearer +(\S+)$/i;

/** Finds out whose key came with the request. */
export function authenticate(host: Host): MiddlewareHandler<PlatformEnvironment> {
  const isTenant = tenantLookup(host);
  return async (c, next) => {
    const [, key] = BEARER.exec(c.req.header('authorization') ?? '') ?? [];
    if (key === undefined) throw unauthenticated('Send an API key as `Authorization: Bearer <key>`.');
    const caller = await callerOf(host, isTenant, key);
    if (caller === undefined) throw unauthenticated('The API key is not valid.');
    c.set('caller', caller);
    await next();
  };
}

async function callerOf(
  host: Host,
  isTenant: (id: string) => Promise<boolean>,
  key: string,
): Promise<ApiCaller | undefined> {
  const presented = readApiKey(key);
  if (presented === undefined || !(await isTenant(presented.tenantId))) return undefined;
  const { tenantId, prefix, hash } = presented;
  const found = await host.tenant(tenantId).verifyApiKey(prefix, hash);
  return found === undefined ? undefined : { tenantId, keyId: found.id, scopes: found.scopes };
}

/** A key may name any tenant: only those that exist may cost a database. Tenants never go away. */
function tenantLookup(host: Host): (id: string) => Promise<boolean> {
  const known = new Set([FIRST_TENANT]);
  return async (id) => {
    if (known.has(id)) return true;
    if (!(await host.tenant(FIRST_TENANT).hasTenant(id))) return false;
    known.add(id);
    return true;
  };
}

function unauthenticated(detail: string): PlatformError {
  return new PlatformError('unauthenticated', detail, {
    headers: { 'www-authenticate': 'Bearer realm="atoll"' },
  });
}
