import { load } from 'js-yaml';
import { createAtollClient, type Schemas } from '../../api/client/index.ts';
import type { TestAtoll } from './atoll.ts';

/** A student's sandbox and all that a test does with it, through the platform API. */
export interface Student {
  readonly id: string;
  readonly kubeconfig: string;
  /** The Kubernetes API as plain HTTP clients reach it: the server of the kubeconfig. */
  readonly server: string;
  /** Moves the sandbox's manual clock. */
  advance(seconds: number): Promise<void>;
  /** The hash over every table. */
  digest(): Promise<string>;
  /** The same sandbox on a server that listens somewhere else now. */
  at(baseUrl: string): Student;
}

interface KubeConfigFile {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
}

function serverOf(kubeconfig: string): string {
  const file: KubeConfigFile = Object.assign({ clusters: [] }, load(kubeconfig));
  const server = file.clusters[0]?.cluster.server;
  if (server === undefined) throw new Error('the kubeconfig names no server');
  return server;
}

/** The answer's data. @throws Error with the problem, where there is one */
export function dataOf<T>({ data, error }: { data?: T | undefined; error?: unknown }): T {
  if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
  return data;
}

/** A new sandbox on a manual clock, unless told otherwise, with its kubeconfig. */
export async function newStudent(atoll: TestAtoll, body: Schemas['SandboxCreate'] = {}): Promise<Student> {
  const client = createAtollClient(atoll);
  const clock = { mode: 'manual' as const };
  const sandbox = dataOf(await client.POST('/v1/sandboxes', { body: { clock, ...body } }));
  const path = { id: sandbox.id };
  const kubeconfig = dataOf(
    await client.GET('/v1/sandboxes/{id}/kubeconfig', { params: { path }, parseAs: 'text' }),
  );
  return studentAt(atoll, sandbox.id, kubeconfig);
}

function studentAt(atoll: Omit<TestAtoll, 'stop'>, id: string, kubeconfig: string): Student {
  const client = createAtollClient(atoll);
  const params = { path: { id } };
  return {
    id,
    kubeconfig,
    server: serverOf(kubeconfig),
    async advance(seconds) {
      dataOf(await client.POST('/v1/sandboxes/{id}/clock/advance', { params, body: { seconds } }));
    },
    async digest() {
      return dataOf(await client.GET('/v1/sandboxes/{id}/digest', { params })).digest;
    },
    at(baseUrl) {
      return studentAt({ ...atoll, baseUrl }, id, kubeconfig.replace(atoll.baseUrl, baseUrl));
    },
  };
}
