import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { type RunningAtoll, startNodeHost } from '../../api/node.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a running Workers host is; undefined: each file starts a Node host of its own. */
    workerd: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  }
}

/** The operator's key of every host that tests start. */
export const OPERATOR_KEY = 'operator-key-for-tests';

/** Signs credentials on the hosts that tests start, so that tests can make expired and forged ones. */
export const SIGNING_KEY = new TextEncoder().encode('a signing key for tests, 32 bytes or more');

export interface TestAtoll {
  readonly baseUrl: string;
  /** An admin key of the first tenant. */
  readonly apiKey: string;
  stop(): Promise<void>;
}

/** True where the tests run against Workers. */
export const onWorkers = (): boolean => inject('workerd') !== undefined;

/** A running Atoll: the Workers host that the project shares, or a Node host of its own in a temporary folder. */
export async function startAtoll(environment: Record<string, string> = {}): Promise<TestAtoll> {
  const workerd = inject('workerd');
  if (workerd !== undefined) return { ...workerd, stop: async () => {} };
  const { atoll, stop } = await startNodeAtoll(environment);
  return { baseUrl: atoll.url, apiKey: OPERATOR_KEY, stop };
}

/** A Node host in a temporary folder, for what only that host does. */
export async function startNodeAtoll(
  environment: Record<string, string> = {},
): Promise<{ atoll: RunningAtoll; folder: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-test-'));
  const config = readConfig({
    PORT: '0',
    ATOLL_DATA: folder,
    ATOLL_API_KEY: OPERATOR_KEY,
    ATOLL_SIGNING_KEY: Buffer.from(SIGNING_KEY).toString('base64'),
    ATOLL_LOG: 'error',
    ...environment,
  });
  const atoll = await startNodeHost(config);
  const stop = async () => {
    await atoll.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { atoll, folder, stop };
}
