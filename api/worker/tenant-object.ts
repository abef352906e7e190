import { DurableObject } from 'cloudflare:workers';
import { openDurable } from '../../db/durable.ts';
import { TenantDatabase } from '../../db/tenant/database.ts';
import * as schema from '../../db/tenant/schema.ts';
import migrations from '../../migrations/tenant/migrations.js';
import { TenantActor } from '../actor/tenant.ts';
import type { Handle } from '../host.ts';
import { log } from './log.ts';

/** A tenant as a Durable Object. */
export class TenantObject extends DurableObject {
  #actor: TenantActor | undefined;

  /** Calls one of the actor's methods. */
  call(method: string, args: unknown[]): unknown {
    const onError = (error: unknown) => log('error', 'a migration failed', { error: String(error) });
    this.#actor ??= new TenantActor(
      new TenantDatabase(openDurable(this.ctx.storage, schema, migrations, onError)),
    );
    const found: unknown = Reflect.get(this.#actor, method);
    if (typeof found !== 'function') throw new Error(`a tenant has no method ${method}`);
    return Reflect.apply(found, this.#actor, args);
  }
}

/** The actor's methods, each a message. */
export function tenantHandle(stub: DurableObjectStub<TenantObject>): Handle<TenantActor> {
  return new Proxy(Object.create(null), {
    get:
      (_target, method) =>
      (...args: unknown[]) =>
        stub.call(String(method), args),
  });
}
