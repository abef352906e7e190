import { SqlError } from '../errors.ts';
import {
  BATCH_UNITS,
  HELD_BYTES_MAX,
  PLANS_MAX,
  SERVER_HELD_BYTES_MAX,
  STATEMENT_UNITS_MAX,
  UNPAUSED_UNITS_MAX,
} from '../limits.ts';
import type { RoleDef } from '../store/definitions.ts';
import type { Transaction } from '../store/transaction.ts';
import type { Query } from '../syntax/tree.ts';
import type { SqlType } from '../values/types.ts';
import { bytesOfRow, type Row, type Value } from '../values/value.ts';
import type { OpenCursor } from './cursors.ts';
import type { Plan, Scope } from './scope.ts';

/** Rows as they come; an empty list says that work was done, so that a step can end there. */
export type Batches = Generator<readonly Row[], void>;
/** Work without an answer of its own. */
export type Work<T> = Generator<undefined, T>;

export const PAUSE: readonly Row[] = [];

/** What the statements of a server hold together. */
export interface Pool {
  bytes: number;
}

/** Counts what a statement does, and what it holds. */
export class Meter {
  units = 0;
  /** Bytes that it holds, about. */
  held = 0;
  readonly #pool: Pool;
  #next = BATCH_UNITS;
  #paused = 0;
  #plans = 0;

  constructor(pool: Pool = { bytes: 0 }) {
    this.#pool = pool;
  }

  /** True: it is time to pause. */
  tick(units = 1): boolean {
    this.units += units;
    if (this.units < this.#next) return false;
    this.#next = this.units + BATCH_UNITS;
    if (this.units > STATEMENT_UNITS_MAX) throw new SqlError('tooMuchWork');
    return true;
  }

  /** Work within an expression, where nothing can pause. @throws SqlError where it would take too long */
  charge(units: number): void {
    this.units += units;
    if (this.units - this.#paused > UNPAUSED_UNITS_MAX) throw new SqlError('tooMuchWork');
  }

  /** A pause is over. */
  resume(): void {
    this.#paused = this.units;
  }

  /** One more query is planned. @throws SqlError where they are too many */
  plan(): void {
    if (++this.#plans > PLANS_MAX) throw new SqlError('tooComplex');
  }

  /** A row is kept. @throws SqlError where it is too much */
  hold(row: Row): void {
    this.holdBytes(bytesOfRow(row));
  }

  holdBytes(bytes: number): void {
    this.held += bytes;
    this.#pool.bytes += bytes;
    if (this.held > HELD_BYTES_MAX || this.#pool.bytes > SERVER_HELD_BYTES_MAX)
      throw new SqlError('tooManyRows');
  }

  /** The statement is over. */
  release(): void {
    this.#pool.bytes -= this.held;
    this.held = 0;
  }
}

/** What a session knows, beside its transaction. */
export interface SessionFacts {
  database: string;
  /** Who speaks, and who has logged in. */
  user: string;
  readonly loginUser: string;
  /** MySQL: where the client comes from, and which account that made it. */
  readonly clientHost: string;
  readonly accountHost: string;
  /** MySQL: the database that is in use is the only one. */
  searchPath: readonly string[];
  readonly settings: Map<string, string>;
  /** MySQL's @variables. */
  readonly variables: Map<string, Value>;
  lastInsertId: bigint;
  foundRows: number;
  affected: number;
  readonly currval: Map<number, number>;
  /** They end with the transaction, or with the session. */
  readonly cursors: Map<string, OpenCursor>;
  /** Of the process, as pg_backend_pid() and CONNECTION_ID() say. */
  readonly id: number;
  /** What it asked last, for those who look, and when. */
  query: string;
  queryMs: number;
  readonly connectedMs: number;
  /** Another session wants its statement, or all of it, to end. */
  signal?: 'cancel' | 'terminate' | undefined;
}

/** What others see of a session. */
export interface SeenSession {
  readonly facts: SessionFacts;
  readonly state: 'active' | 'idle' | 'idle in transaction' | 'idle in transaction (aborted)';
  /** It waits for another's lock. */
  readonly waits: boolean;
  readonly transactionMs: number | undefined;
}

/** What is the same for all statements of a server. */
export interface ServerFacts {
  readonly mysql: boolean;
  readonly mariadb: boolean;
  readonly version: string;
  readonly versionText: string;
  readonly startedMs: number;
  readonly port: number;
  readonly dataFolder: string;
  readonly hostName: string;
  /** What its configuration says, by names of settings. */
  readonly configured: Readonly<Record<string, string>>;
}

/** What a statement runs in. */
export interface Environment {
  readonly server: ServerFacts;
  readonly session: SessionFacts;
  readonly transaction: Transaction;
  readonly mysql: boolean;
  /** The client has begun the transaction. */
  readonly inTransaction: boolean;
  /** Plans a query within an expression. */
  readonly plan: (env: Environment, query: Query, parent?: Scope) => Plan;
  /** Virtual time at which the statement began. */
  readonly nowMs: number;
  readonly meter: Meter;
  readonly parameters: readonly Value[];
  /** Types of the parameters, as far as the client has said or the statement shows. */
  readonly parameterTypes: (SqlType | undefined)[];
  readonly random: () => number;
  /** All sessions, for pg_stat_activity and SHOW PROCESSLIST. */
  readonly sessions: () => readonly SeenSession[];
  /** How long the statement's answer is held back, as pg_sleep() wants it. */
  readonly delay: { ms: number };
  /** MySQL: what SHOW WARNINGS tells of the statement before. */
  readonly warnings: Environment['notices'];
  /** Warnings and notices for the client. */
  readonly notices: {
    readonly level: string;
    readonly state: string;
    readonly words: string;
    readonly detail?: string;
  }[];
}

/** MySQL's max_error_count. */
const WARNINGS_MAX = 1024;

/** MySQL: a warning of the statement, by its number. */
export function warn({ notices }: Environment, state: string, words: string): void {
  if (notices.length < WARNINGS_MAX) notices.push({ level: 'Warning', state, words });
}

export function roleOf(env: Environment, name = env.session.user): RoleDef | undefined {
  for (const host of env.mysql ? [env.session.accountHost, '%', 'localhost'] : ['']) {
    const def = env.transaction.object(`role\0${name}\0${host}`);
    if (def?.kind === 'role') return def;
  }
  return undefined;
}
