import { DurableObject } from 'cloudflare:workers';
import { durablePreparer, isMigrated, openDurable } from '../../db/durable.ts';
import { SandboxDatabase, type TableChunk } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';
import type { GradeRequest } from '../../engine/grading/report.ts';
import migrations from '../../migrations/sandbox/migrations.js';
import type { ActorEnvironment, Anchor } from '../actor/environment.ts';
import { SandboxActor } from '../actor/sandbox.ts';
import type { Advance, Advanced, Birth, Caller, ClockMode, Graded, SandboxState } from '../host.ts';
import { takenOver } from '../taken-over.ts';
import { log } from './log.ts';
import { type SigningKeyEnv, signingKeyOf } from './signing-key.ts';
import { overWebSocket } from './websocket.ts';

/** In this header the Worker tells the object who is asking; it overwrites whatever a client sends. */
export const CALLER_HEADER = 'x-atoll-caller';

const ANCHOR = 'anchor';

/** A sandbox as a Durable Object: its storage is the database, its alarm the alarm. */
export class SandboxObject extends DurableObject<SigningKeyEnv> {
  readonly #actor: SandboxActor;
  #database: SandboxDatabase | undefined;
  /** For when the alarm was set that rang last, in ms. */
  #rang = 0;

  constructor(state: DurableObjectState, env: SigningKeyEnv) {
    super(state, env);
    this.#actor = new SandboxActor(this.#environment(state.storage, signingKeyOf(env)));
  }

  birth(birth: Birth): Promise<SandboxState> {
    return this.#actor.birth(birth);
  }

  advance(advance: Advance): Promise<Advanced> {
    return this.#actor.advance(advance);
  }

  setClock(clock: ClockMode): Promise<SandboxState> {
    return this.#actor.setClock(clock);
  }

  revokeCredentials(): Promise<SandboxState> {
    return this.#actor.revokeCredentials();
  }

  reset(birth: Birth): Promise<SandboxState> {
    return this.#actor.reset(birth);
  }

  destroy(): Promise<void> {
    return this.#actor.destroy();
  }

  digest(): Promise<string> {
    return this.#actor.digest();
  }

  machines(call: string): Promise<string> {
    return this.#actor.machines(call);
  }

  grade(request: GradeRequest): Promise<Graded> {
    return this.#actor.grade(request);
  }

  /** The next part of the database, for a copy; undefined after the last. */
  dump(after: TableChunk | undefined): Promise<TableChunk | undefined> {
    return this.#actor.hold(() => this.#open().dump(after));
  }

  /** Takes a part of another sandbox's database; the copy wakes once it has them all. */
  restore(chunk: TableChunk): void {
    this.#open().restore(chunk);
  }

  override fetch(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    const caller: Omit<Caller, 'path'> = JSON.parse(
      decodeURIComponent(request.headers.get(CALLER_HEADER) ?? ''),
    );
    if (request.headers.get('upgrade')?.toLowerCase() === 'websocket') {
      return overWebSocket((messages, tell) => {
        const taken = takenOver(request, messages, tell);
        return this.#actor.fetch(taken.request, { ...caller, path }, taken.input);
      });
    }
    return this.#actor.fetch(request, { ...caller, path });
  }

  override alarm({ scheduledTime }: AlarmInvocationInfo): Promise<void> {
    this.#rang = scheduledTime;
    return this.#actor.alarm();
  }

  /**
   * An alarm that is set for the same moment as the one that rings just now is lost, because nothing has changed, and one
   * for a moment that has passed is set for now, which may be that moment, too.
   */
  #unlikeTheLast(at: number): number {
    return Math.max(Math.ceil(at), Date.now(), Math.floor(this.#rang) + 1);
  }

  #open(): SandboxDatabase {
    this.#database ??= new SandboxDatabase(
      openDurable(this.ctx.storage, schema, migrations, (error) =>
        log('error', 'a migration failed', { error: String(error) }),
      ),
      durablePreparer(this.ctx.storage),
    );
    return this.#database;
  }

  #environment(storage: DurableObjectStorage, signingKey: Uint8Array): ActorEnvironment {
    return {
      signingKey,
      now: () => Date.now(),
      yield: () => scheduler.wait(0),
      // The clock of Workers stands still while they compute: reconciles are counted alone.
      sliceMs: Number.POSITIVE_INFINITY,
      open: () => this.#open(),
      exists: () => this.#database !== undefined || isMigrated(storage),
      close: () => {
        this.#database = undefined;
      },
      destroy: async () => {
        this.#database = undefined;
        await storage.deleteAll();
      },
      setAlarm: (at) => {
        const set = at === undefined ? storage.deleteAlarm() : storage.setAlarm(this.#unlikeTheLast(at));
        set.catch((error) => log('error', 'an alarm could not be set', { error: String(error) }));
      },
      savedAnchor: () => storage.kv.get<Anchor>(ANCHOR),
      saveAnchor: (anchor) => storage.kv.put(ANCHOR, anchor),
      log,
    };
  }
}
