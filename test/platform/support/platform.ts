import { type AtollClient, createAtollClient, type Schemas } from '../../../api/client/index.ts';
import { startAtoll } from '../../harness/atoll.ts';
import { dataOf } from '../../harness/student.ts';

/** What came back, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface SendOptions {
  /** Sent as it is, if it is text, and as JSON otherwise. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly apiKey?: string;
}

/** A tenant of its own, so that tests share a server without seeing each other. */
export interface Tenant {
  readonly id: string;
  readonly apiKey: string;
  readonly client: AtollClient;
  /** A request as no typed client would send it. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
}

export interface Platform {
  readonly baseUrl: string;
  /** A client with the operator's key. */
  readonly operator: AtollClient;
  newTenant(): Promise<Tenant>;
  stop(): Promise<void>;
}

export async function openPlatform(environment: Record<string, string> = {}): Promise<Platform> {
  const { baseUrl, apiKey, stop } = await startAtoll(environment);
  const operator = createAtollClient({ baseUrl, apiKey });
  return {
    baseUrl,
    operator,
    stop,
    async newTenant() {
      const made = dataOf(await operator.POST('/v1/tenants', { body: { name: 'a school' } }));
      return tenantOf(baseUrl, made.id, made.apiKey.key);
    },
  };
}

export function tenantOf(baseUrl: string, id: string, apiKey: string): Tenant {
  return {
    id,
    apiKey,
    client: createAtollClient({ baseUrl, apiKey }),
    send: (method, path, options) => send(baseUrl, method, path, { apiKey, ...options }),
  };
}

export async function send(
  baseUrl: string,
  method: string,
  path: string,
  { body, headers = {}, apiKey }: SendOptions,
  over: (url: string, init: RequestInit) => Promise<Response> = fetch,
): Promise<Answer> {
  const authorization: Record<string, string> =
    apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await over(baseUrl + path, {
    method,
    headers: { ...authorization, ...type, ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The problem an answer is. */
export function problemOf(answer: Answer): Schemas['Problem'] {
  const problem: Schemas['Problem'] = JSON.parse(answer.text);
  return problem;
}

/** A new sandbox on a manual clock. */
export async function newSandbox(
  tenant: Tenant,
  body: Schemas['SandboxCreate'] = {},
): Promise<Schemas['Sandbox']> {
  return dataOf(await tenant.client.POST('/v1/sandboxes', { body: { clock: { mode: 'manual' }, ...body } }));
}

export async function getSandbox(tenant: Tenant, id: string): Promise<Schemas['Sandbox']> {
  return dataOf(await tenant.client.GET('/v1/sandboxes/{id}', { params: { path: { id } } }));
}

export async function kubeconfigOf(tenant: Tenant, id: string): Promise<string> {
  const { status, text } = await tenant.send('GET', `/v1/sandboxes/${id}/kubeconfig`);
  if (status !== 200) throw new Error(text);
  return text;
}
