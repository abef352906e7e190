import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/openapi.ts';

export type AtollClient = Client<paths>;
export type Schemas = components['schemas'];

/** A typed client of the platform API, e.g. `client.POST('/v1/sandboxes', { body: { name: 'ada' } })`. */
export function createAtollClient(options: {
  readonly baseUrl: string;
  readonly apiKey: string;
}): AtollClient {
  return createClient<paths>({
    baseUrl: options.baseUrl,
    headers: { authorization: `Bearer ${options.apiKey}` },
  });
}
