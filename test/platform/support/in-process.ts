import { createApp } from '../../../api/app.ts';
import type { Host, RateLimit } from '../../../api/host.ts';
import { ensureFirstTenant } from '../../../api/platform/first-tenant.ts';
import { OPERATOR_KEY, startNodeAtoll } from '../../harness/atoll.ts';
import { send, type Tenant, tenantOf } from './platform.ts';

/** The app on the Node host, but with a wall clock that the test moves, and its log in memory. */
export interface InProcess {
  readonly host: Host;
  readonly tenant: Tenant;
  readonly other: Tenant;
  readonly lines: Record<string, unknown>[];
  /** Sandboxes whose worlds were destroyed. */
  readonly destroyed: string[];
  /** Moves the wall clock. */
  pass(ms: number): void;
  letCopiesSucceed(): void;
  stop(): Promise<void>;
}

export async function openInProcess(options: {
  rateLimit?: RateLimit;
  copiesFail?: boolean;
}): Promise<InProcess> {
  const { atoll, stop } = await startNodeAtoll();
  const node: Host = atoll.host;
  const lines: Record<string, unknown>[] = [];
  const destroyed: string[] = [];
  let now = Date.UTC(2026, 0, 1);
  let copiesFail = options.copiesFail ?? false;
  const host: Host = {
    now: () => now,
    tenant: (id) => node.tenant(id),
    sandbox: (id) => {
      const handle = node.sandbox(id);
      const destroy = async () => {
        destroyed.push(id);
        await handle.destroy();
      };
      return { ...handle, destroy };
    },
    scratchSandbox: () => node.scratchSandbox(),
    copySandbox: async (from, to) => {
      if (copiesFail) throw new Error('the disk is full');
      await node.copySandbox(from, to);
    },
    signingKey: node.signingKey,
    publicUrl: undefined,
    certificateAuthority: undefined,
    log: (level, message, fields) => lines.push({ level, message, ...fields }),
    ...(options.rateLimit === undefined ? {} : { rateLimit: options.rateLimit }),
  };
  await ensureFirstTenant(host, OPERATOR_KEY);
  const app = createApp(host);
  const newTenant = async (): Promise<Tenant> => {
    const made = await app.request('/v1/tenants', {
      method: 'POST',
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a school' }),
    });
    const { id, apiKey }: { id: string; apiKey: { key: string } } = JSON.parse(await made.text());
    const over = (input: string, init: RequestInit) => Promise.resolve(app.request(input, init, {}));
    return {
      ...tenantOf('http://atoll', id, apiKey.key),
      send: (method, path, rest) => send('http://atoll', method, path, { apiKey: apiKey.key, ...rest }, over),
    };
  };
  return {
    host,
    tenant: await newTenant(),
    other: await newTenant(),
    lines,
    destroyed,
    pass(ms) {
      now += ms;
    },
    letCopiesSucceed() {
      copiesFail = false;
    },
    stop,
  };
}
