import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAtollClient } from '../../api/client/index.ts';
import { readConfig } from '../../api/config.ts';
import { type RunningAtoll, startNodeHost } from '../../api/node.ts';

const API_KEY = 'the-key-of-the-benchmark';

export interface BenchAtoll {
  readonly atoll: RunningAtoll;
  readonly client: ReturnType<typeof createAtollClient>;
  readonly folder: string;
  stop(): Promise<void>;
}

/** A Node host in this process, in a temporary folder, without a rate limit that would be in the way. */
export async function startBenchAtoll(): Promise<BenchAtoll> {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-bench-'));
  const atoll = await startNodeHost(
    readConfig({
      PORT: '0',
      ATOLL_DATA: folder,
      ATOLL_API_KEY: API_KEY,
      ATOLL_LOG: 'error',
      ATOLL_RATE_LIMIT: '1000000',
    }),
  );
  return {
    atoll,
    client: createAtollClient({ baseUrl: atoll.url, apiKey: API_KEY }),
    folder,
    async stop() {
      await atoll.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The answer's data. @throws Error with the problem, where there is one */
export function dataOf<T>({ data, error }: { data?: T | undefined; error?: unknown }): T {
  if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
  return data;
}

/** The Kubernetes API of a sandbox: the server that its kubeconfig names. */
export async function serverOf(client: BenchAtoll['client'], id: string): Promise<string> {
  const kubeconfig = dataOf(
    await client.GET('/v1/sandboxes/{id}/kubeconfig', { params: { path: { id } }, parseAs: 'text' }),
  );
  const server = /server: ["']?([^"'\s]+)/.exec(kubeconfig)?.[1];
  if (server === undefined) throw new Error('the kubeconfig names no server');
  return server;
}

/** Sends a Kubernetes request. @throws Error where it is refused */
export async function kubernetes(
  method: string,
  url: string,
  body?: object,
  type = 'application/json',
): Promise<string> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': type } };
  const response = await fetch(url, { method, ...init });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${text}`);
  return text;
}

export function deployment(name: string, replicas: number): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'nginx:1.27',
              ports: [{ containerPort: 80 }],
              resources: { requests: { cpu: '100m', memory: '64Mi' } },
              readinessProbe: { httpGet: { path: '/', port: 80 } },
            },
          ],
        },
      },
    },
  };
}
