import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { createTestHarness } from 'wrangler';

/** Starts the Workers host once for all files of the project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Not imported from the other harness file: that one needs a running test.
  const apiKey = 'operator-key-for-tests';
  const signingKey = Buffer.from('a signing key for tests, 32 bytes or more').toString('base64');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const harness = createTestHarness({
    root,
    workers: [
      { configPath: './wrangler.toml', secrets: { ATOLL_API_KEY: apiKey, ATOLL_SIGNING_KEY: signingKey } },
    ],
  });
  // Where it keeps a log, it says so at the end, after the line of counts.
  process.env.WRANGLER_WRITE_LOGS = 'false';
  const { url } = await harness.listen();
  project.provide('workerd', { baseUrl: url.href.replace(/\/$/, ''), apiKey });
  return () => harness.close();
}
