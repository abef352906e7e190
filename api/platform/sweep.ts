import { SWEEP_ROWS_MAX } from '../actor/tenant/sweep.ts';
import { FIRST_TENANT } from '../auth/api-key.ts';
import type { Host } from '../host.ts';
import { PAGE_ITEMS_MAX } from '../limits.ts';

/** Destroys what has expired or was left behind, in every tenant. A host calls it now and then: each minute. */
export async function sweepExpired(host: Host): Promise<void> {
  await sweepTenant(host, FIRST_TENANT);
  let after: string | undefined;
  do {
    const tenants = await host.tenant(FIRST_TENANT).listTenants({ after, limit: PAGE_ITEMS_MAX });
    for (const { id } of tenants) await sweepTenant(host, id);
    after = tenants.length < PAGE_ITEMS_MAX ? undefined : tenants.at(-1)?.id;
  } while (after !== undefined);
}

async function sweepTenant(host: Host, tenantId: string): Promise<void> {
  const tenant = host.tenant(tenantId);
  for (;;) {
    const ids = await tenant.sweep(host.now());
    const destroyed = await destroyAll(host, ids);
    await tenant.forget(destroyed);
    if (ids.length < SWEEP_ROWS_MAX || destroyed.length === 0) return;
  }
}

/** One that can't be destroyed must not keep the others: its row stays, and the next sweep tries again. */
async function destroyAll(host: Host, ids: readonly string[]): Promise<string[]> {
  const destroyed: string[] = [];
  for (const id of ids) {
    try {
      await host.sandbox(id).destroy();
      destroyed.push(id);
    } catch (error) {
      host.log('error', 'a sandbox could not be destroyed', { sandbox: id, error: String(error) });
    }
  }
  return destroyed;
}
