import type { SandboxDatabase } from '../../db/sandbox/database.ts';

/** How a sandbox's virtual time hangs on the wall clock while it is awake. */
export interface Anchor {
  /** Both in ms since the epoch: at `real` on the wall clock it was `virtual` in the sandbox. */
  readonly real: number;
  readonly virtual: number;
  /** When somebody last used the sandbox, give or take half a minute. */
  readonly lastUse: number;
}

/** What a sandbox's actor is given by its host. */
export interface ActorEnvironment {
  /** Of the host: it verifies the tokens that a TokenReview asks about. */
  readonly signingKey: Uint8Array;
  /** Wall clock, ms since the epoch. */
  now(): number;
  /** Lets others on the thread have their turn. */
  yield(): Promise<void>;
  /** After so long, in ms of its clock, others should have it. */
  readonly sliceMs: number;
  /** Opens the sandbox's database, making an empty one where there is none. */
  open(): SandboxDatabase;
  /** True where a database was made before. */
  exists(): boolean;
  close(): void;
  /** Removes the database and everything in it. */
  destroy(): void | Promise<void>;
  /**
   * Asks for a call of `alarm` at a moment of the wall clock; undefined: none.
   * @param durable whether it must survive a restart of the host, and the anchor with it
   */
  setAlarm(at: number | undefined, durable: boolean): void;
  /** The anchor that was last saved, where the host keeps it longer than the actor lives. */
  savedAnchor(): Anchor | undefined;
  saveAnchor(anchor: Anchor): void;
  log(level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>): void;
}
