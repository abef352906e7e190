import type { SandboxRecord } from '../../actor/tenant/records.ts';
import type { ClockMode, Host, SandboxHandle, SandboxState } from '../../host.ts';
import { unknownSandbox } from './problems.ts';

export interface AwakeSandbox {
  readonly record: SandboxRecord;
  readonly handle: SandboxHandle;
  readonly state: SandboxState;
}

/** The row of a tenant's sandbox. @throws PlatformError where it has none with this id */
export async function findSandbox(host: Host, tenantId: string, id: string): Promise<SandboxRecord> {
  const record = await host.tenant(tenantId).getSandbox(id, host.now());
  if (record === undefined) throw unknownSandbox();
  return record;
}

/**
 * A sandbox with its world: made now if this is the first time that something needs it, and its clock as its
 * row wants it.
 *
 * @throws PlatformError where the tenant has none with this id
 */
export async function awaken(host: Host, tenantId: string, id: string): Promise<AwakeSandbox> {
  const record = await findSandbox(host, tenantId, id);
  const handle = host.sandbox(id);
  let state = await handle.birth(record.birth);
  if (record.state === 'new' && !(await host.tenant(tenantId).markReady(id, host.now()))) {
    await handle.destroy();
    throw unknownSandbox();
  }
  // The row is written first; a request that died in between left the clock behind.
  if (!sameClock(state.clock, record.birth.clock)) state = await handle.setClock(record.birth.clock);
  return { record, handle, state };
}

function sameClock(a: ClockMode, b: ClockMode): boolean {
  return a.mode === b.mode && a.rate === b.rate && a.runsWhileIdle === b.runsWhileIdle;
}
