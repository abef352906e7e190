import type { Context } from 'hono';
import type { Scope } from '../../auth/scopes.ts';
import type { Connection, Host } from '../../host.ts';

/** Who is asking: the key of a tenant. */
export interface ApiCaller {
  readonly tenantId: string;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

/** What the host hands over with a request, and what middleware leaves for handlers. */
export interface PlatformEnvironment {
  Bindings: Connection;
  Variables: {
    requestId: string;
    caller: ApiCaller;
  };
}

/** Where the client reaches this server, without a trailing slash. */
export function baseUrl(host: Host, c: Context): string {
  return host.publicUrl ?? new URL(c.req.url).origin;
}
