import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HostDatabase } from '../../db/host/database.ts';
import * as hostSchema from '../../db/host/schema.ts';
import { openDatabase } from '../../db/node.ts';
import { TenantDatabase } from '../../db/tenant/database.ts';
import * as tenantSchema from '../../db/tenant/schema.ts';
import type { ActorEnvironment, Anchor } from '../actor/environment.ts';
import { SandboxActor } from '../actor/sandbox.ts';
import { TenantActor } from '../actor/tenant.ts';
import type { Host, SandboxHandle } from '../host.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import { issueClientCertificate } from './client-certificates.ts';
import { SandboxStorage, sandboxFile } from './sandbox-storage.ts';

export interface NodeHostOptions {
  readonly dataDir: string;
  readonly publicUrl: string | undefined;
  readonly certificateAuthority: string | undefined;
  /** Signs client certificates; undefined where clients can't show any. */
  readonly clientAuthority: CertificateAuthority | undefined;
  /** Undefined: one is made, and kept with the data. */
  readonly signingKey: Uint8Array | undefined;
  readonly rateLimit: Host['rateLimit'];
  readonly log: Host['log'];
}

/** How often the host looks for sandboxes that may sleep. */
const SWEEP_MS = 10_000;
/** Awake sandboxes at most: each costs three file descriptors. */
const AWAKE_MAX = 2000;
/** So long one sandbox may hold the thread, give or take a reconcile and a commit. */
const SLICE_MS = 20;
/** What setTimeout can wait. */
const TIMEOUT_MAX_MS = 2 ** 31 - 1;

interface Loaded {
  readonly actor: SandboxActor;
  readonly storage: SandboxStorage;
}

/** Atoll in one Node process: actors are objects, their databases files, their alarms timers. */
export class NodeHost implements Host {
  readonly signingKey: Uint8Array;
  readonly publicUrl: string | undefined;
  readonly certificateAuthority: string | undefined;
  readonly issueCertificate?: NonNullable<Host['issueCertificate']>;
  readonly rateLimit: Host['rateLimit'];
  readonly log: Host['log'];
  readonly #dataDir: string;
  readonly #database: HostDatabase;
  readonly #sandboxes = new Map<string, Loaded>();
  readonly #timeouts = new Map<string, NodeJS.Timeout>();
  readonly #tenants = new Map<string, TenantActor>();
  readonly #closers: (() => void)[] = [];
  readonly #sweep: NodeJS.Timeout;

  constructor(options: NodeHostOptions) {
    this.#dataDir = options.dataDir;
    this.publicUrl = options.publicUrl;
    this.certificateAuthority = options.certificateAuthority;
    const { clientAuthority } = options;
    if (clientAuthority !== undefined) {
      this.issueCertificate = (credential, { expiresAt }) =>
        issueClientCertificate(clientAuthority, credential, { now: this.now(), expiresAt });
    }
    this.rateLimit = options.rateLimit;
    this.log = options.log;
    mkdirSync(join(this.#dataDir, 'tenants'), { recursive: true });
    const { db, sqlite } = openDatabase(join(this.#dataDir, 'host.db'), 'host', hostSchema);
    this.#closers.push(() => sqlite.close());
    this.#database = new HostDatabase(db);
    this.signingKey = options.signingKey ?? this.#database.fact('signing-key', () => randomBytes(32));
    this.#sweep = setInterval(() => void this.#letSleep(), SWEEP_MS);
    this.#sweep.unref();
    for (const { sandbox, due } of this.#database.alarms()) {
      if (due !== null) this.#setTimeout(sandbox, due);
    }
  }

  now(): number {
    return Date.now();
  }

  tenant(id: string): TenantActor {
    let actor = this.#tenants.get(id);
    if (actor === undefined) {
      if (!/^tnt_[0-9a-z]{26}$/.test(id)) throw new Error('not a tenant id');
      const { db, sqlite } = openDatabase(join(this.#dataDir, 'tenants', `${id}.db`), 'tenant', tenantSchema);
      this.#closers.push(() => sqlite.close());
      actor = new TenantActor(new TenantDatabase(db));
      this.#tenants.set(id, actor);
    }
    return actor;
  }

  /** Each call finds the actor anew: between two of them it may have gone to sleep. */
  sandbox(id: string): SandboxHandle {
    const actor = () => this.#loaded(id).actor;
    return {
      birth: (birth) => actor().birth(birth),
      advance: (advance) => actor().advance(advance),
      setClock: (clock) => actor().setClock(clock),
      revokeCredentials: () => actor().revokeCredentials(),
      fetch: (request, caller, stdin) => actor().fetch(request, caller, stdin),
      reset: (birth) => actor().reset(birth),
      destroy: () => actor().destroy(),
      digest: () => actor().digest(),
      machines: (call) => actor().machines(call),
      grade: (request) => actor().grade(request),
    };
  }

  scratchSandbox(): SandboxHandle {
    return this.#make(undefined).actor;
  }

  async copySandbox(from: string, to: readonly string[]): Promise<void> {
    const { actor, storage } = this.#loaded(from);
    const bytes = await actor.hold(() => storage.bytes());
    for (const id of to) new SandboxStorage(sandboxFile(this.#dataDir, id)).restore(bytes);
  }

  sandboxesLoaded(): number {
    return this.#sandboxes.size;
  }

  /** Puts every sandbox to sleep, as if nobody had used one for long. */
  async sleepAll(): Promise<void> {
    await Promise.all([...this.#sandboxes.keys()].map((id) => this.#sleep(id)));
  }

  /** Puts every sandbox to sleep and closes every database. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await this.sleepAll();
    for (const timeout of this.#timeouts.values()) clearTimeout(timeout);
    for (const close of this.#closers) close();
  }

  #loaded(id: string): Loaded {
    const loaded = this.#sandboxes.get(id) ?? this.#make(id);
    // Taken out and put in again: the map's order is that of the last use.
    this.#sandboxes.delete(id);
    this.#sandboxes.set(id, loaded);
    return loaded;
  }

  /** @param id undefined: a sandbox that is only in memory */
  #make(id: string | undefined): Loaded {
    const storage = new SandboxStorage(id === undefined ? undefined : sandboxFile(this.#dataDir, id));
    let anchor = id === undefined ? undefined : this.#storedAnchor(id);
    const environment: ActorEnvironment = {
      signingKey: this.signingKey,
      now: () => Date.now(),
      yield: () => new Promise((resolve) => setImmediate(resolve)),
      sliceMs: SLICE_MS,
      open: () => storage.open(),
      exists: () => storage.exists(),
      close: () => storage.close(),
      destroy: () => {
        storage.destroy();
        if (id !== undefined) this.#database.dropAlarm(id);
      },
      setAlarm: (at, durable) => {
        if (id === undefined) return;
        this.#setTimeout(id, at);
        if (!durable || anchor === undefined) return;
        this.#database.setAlarm({ sandbox: id, due: at ?? null, anchor: JSON.stringify(anchor) });
      },
      savedAnchor: () => anchor,
      saveAnchor: (next) => {
        anchor = next;
      },
      log: this.log,
    };
    return { actor: new SandboxActor(environment), storage };
  }

  #storedAnchor(id: string): Anchor | undefined {
    const alarm = this.#database.alarm(id);
    return alarm === undefined ? undefined : JSON.parse(alarm.anchor);
  }

  #setTimeout(id: string, at: number | undefined): void {
    clearTimeout(this.#timeouts.get(id));
    this.#timeouts.delete(id);
    if (at === undefined) return;
    const wait = Math.min(Math.max(0, at - Date.now()), TIMEOUT_MAX_MS);
    const fire = () => {
      this.#timeouts.delete(id);
      this.#loaded(id)
        .actor.alarm()
        .catch((error) => this.log('error', 'an alarm failed', { sandbox: id, error: String(error) }));
    };
    this.#timeouts.set(id, setTimeout(fire, wait).unref());
  }

  async #letSleep(): Promise<void> {
    let surplus = this.#sandboxes.size - AWAKE_MAX;
    for (const [id, { actor }] of this.#sandboxes) {
      if (!actor.sleepy && (surplus-- <= 0 || actor.inUse)) continue;
      await this.#sleep(id);
    }
  }

  async #sleep(id: string): Promise<void> {
    const loaded = this.#sandboxes.get(id);
    await loaded?.actor.sleep();
    if (loaded?.actor.asleep) this.#sandboxes.delete(id);
  }
}
