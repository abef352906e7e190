import { FIRST_TENANT } from '../auth/api-key.ts';
import type { Host } from '../host.ts';
import { newApiKey, operatorApiKey } from './api-keys.ts';

/**
 * Sees to it that somebody can use a new installation: gives the first tenant the operator's key or, where
 * there is none and no other admin key, makes one.
 *
 * @returns the key, where one was made: it is to be shown now, since nothing can show it later
 * @throws Error where the operator's key can't be one of the first tenant
 */
export async function ensureFirstTenant(
  host: Host,
  operatorKey: string | undefined,
): Promise<string | undefined> {
  const tenant = host.tenant(FIRST_TENANT);
  if (operatorKey !== undefined) {
    await tenant.setOperatorKey(operatorApiKey(operatorKey, host.now()));
    return undefined;
  }
  if (await tenant.hasAdminKey()) return undefined;
  const { stored, shown } = newApiKey(FIRST_TENANT, { name: 'first', scopes: ['admin'] }, host.now());
  await tenant.createApiKey(stored);
  return shown.key;
}
