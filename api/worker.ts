import { createApp } from './app.ts';
import type { Host, SandboxHandle } from './host.ts';
import { ensureFirstTenant } from './platform/first-tenant.ts';
import { sweepExpired } from './platform/sweep.ts';
import { log } from './worker/log.ts';
import { CALLER_HEADER, type SandboxObject } from './worker/sandbox-object.ts';
import { type SigningKeyEnv, signingKeyOf } from './worker/signing-key.ts';
import { type TenantObject, tenantHandle } from './worker/tenant-object.ts';

export { SandboxObject } from './worker/sandbox-object.ts';
export { TenantObject } from './worker/tenant-object.ts';

interface Env extends SigningKeyEnv {
  readonly SANDBOXES: DurableObjectNamespace<SandboxObject>;
  readonly TENANTS: DurableObjectNamespace<TenantObject>;
  /** The first tenant's key. */
  readonly ATOLL_API_KEY: string;
  readonly ATOLL_PUBLIC_URL?: string;
}

function sandboxHandle(stub: DurableObjectStub<SandboxObject>): SandboxHandle {
  return {
    birth: (birth) => stub.birth(birth),
    advance: (advance) => stub.advance(advance),
    setClock: (clock) => stub.setClock(clock),
    revokeCredentials: () => stub.revokeCredentials(),
    reset: (birth) => stub.reset(birth),
    destroy: () => stub.destroy(),
    digest: () => stub.digest(),
    machines: (call) => stub.machines(call),
    grade: (request) => stub.grade(request),
    fetch: (request, { path, ...caller }) => {
      const inside = new Request(`http://sandbox${path}${new URL(request.url).search}`, request);
      inside.headers.set(CALLER_HEADER, encodeURIComponent(JSON.stringify(caller)));
      // Behind that door it is the programs' own; the credential was taken away before.
      if (caller.room !== 'http') inside.headers.delete('authorization');
      return stub.fetch(inside);
    },
  };
}

/** Copies a sandbox's database part by part; `meta` comes last, and only with it is the copy born. */
async function copySandbox(env: Env, from: string, to: readonly string[]): Promise<void> {
  const stubOf = (id: string) => env.SANDBOXES.get(env.SANDBOXES.idFromName(id));
  const [source, targets] = [stubOf(from), to.map(stubOf)];
  for (let chunk = await source.dump(undefined); chunk !== undefined; chunk = await source.dump(chunk)) {
    const part = chunk;
    await Promise.all(targets.map((target) => target.restore(part)));
  }
}

/** Atoll on Cloudflare Workers: an actor is a Durable Object. */
function workersHost(env: Env): Host {
  return {
    now: () => Date.now(),
    tenant: (id) => tenantHandle(env.TENANTS.get(env.TENANTS.idFromName(id))),
    sandbox: (id) => sandboxHandle(env.SANDBOXES.get(env.SANDBOXES.idFromName(id))),
    scratchSandbox: () => sandboxHandle(env.SANDBOXES.get(env.SANDBOXES.newUniqueId())),
    copySandbox: (from, to) => copySandbox(env, from, to),
    signingKey: signingKeyOf(env),
    publicUrl: env.ATOLL_PUBLIC_URL,
    certificateAuthority: undefined,
    log,
  };
}

interface Running {
  readonly host: Host;
  readonly app: ReturnType<typeof createApp>;
  readonly ready: Promise<unknown>;
}

let running: Running | undefined;

function start(env: Env): Running {
  if (running === undefined) {
    const host = workersHost(env);
    running = { host, app: createApp(host), ready: ensureFirstTenant(host, env.ATOLL_API_KEY) };
    running.ready.catch(() => {
      running = undefined;
    });
  }
  return running;
}

export default {
  async fetch(request, env, context) {
    const { app, ready } = start(env);
    await ready;
    return app.fetch(request, {}, context);
  },
  async scheduled(_controller, env) {
    const { host, ready } = start(env);
    await ready;
    await sweepExpired(host);
  },
} satisfies ExportedHandler<Env>;
