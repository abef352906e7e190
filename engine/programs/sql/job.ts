import { SqlError, sqlErrorOf } from './errors.ts';
import { Meter } from './run/environment.ts';
import { durationSetting } from './run/settings.ts';
import { execute, type Result, type Running } from './run/statement.ts';
import { beginTransaction, type Engine, environmentOf, type Session } from './session.ts';
import { Blocked, type Transaction } from './store/transaction.ts';
import type { Statement } from './syntax/statement-tree.ts';
import { resolved, transactionStatement } from './transaction-statements.ts';
import type { SqlType } from './values/types.ts';
import type { Value } from './values/value.ts';

export type Outcome = { readonly result: Result } | { readonly error: SqlError };

/** How long pg_sleep() and SLEEP() may hold an answer back. */
const SLEEP_MS_MAX = 86_400_000;

/** A statement on its way. */
export class Job {
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #statement: Statement;
  readonly #parameters: readonly Value[];
  readonly #types: (SqlType | undefined)[];
  readonly #autocommit: boolean;
  #running: Running | undefined;
  #meter = new Meter();
  #delay: { ms: number } = { ms: 0 };
  /** How long the transaction's undo was when it began. */
  #mark = 0;
  #startedMs: number | undefined;
  #blockedMs = 0;
  /** It has been worked out, and sleeps before it is committed. */
  #asleep: { readonly untilMs: number; readonly result: Result } | undefined;
  #cancelled = false;
  blockedBy: Transaction | undefined;

  /** @param autocommit it is committed by itself, unless the client has begun a transaction */
  constructor(
    engine: Engine,
    session: Session,
    statement: Statement,
    parameters: readonly Value[] = [],
    types: (SqlType | undefined)[] = [],
    autocommit = true,
  ) {
    this.#engine = engine;
    this.#session = session;
    this.#statement = statement;
    this.#parameters = parameters;
    this.#types = types;
    this.#autocommit = autocommit;
  }

  /** There is work to do now. */
  get busy(): boolean {
    return this.#asleep === undefined && this.blockedBy === undefined;
  }

  /** When it has to be looked at again, though nobody does anything until then. */
  get wakeMs(): number | undefined {
    if (this.busy || this.#startedMs === undefined) return undefined;
    const times = [this.#asleep?.untilMs, this.#deadlineMs('statement'), this.#deadlineMs('lock')];
    const known = times.filter((each) => each !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  /** It ends with an error when it is looked at the next time. */
  cancel(): void {
    this.#cancelled = true;
  }

  /** Goes on for some units of work. @returns undefined where it isn't done */
  advance(nowMs: number, units: number): Outcome | undefined {
    this.#startedMs ??= nowMs;
    try {
      if (this.#cancelled) throw new SqlError('cancelled');
      this.#checkTime(nowMs);
      if (this.#asleep !== undefined)
        return nowMs < this.#asleep.untilMs ? undefined : this.#finished(this.#asleep.result);
      if (this.blockedBy !== undefined) {
        if (this.#engine.cluster.open.has(this.blockedBy)) return undefined;
        this.#unblock();
      }
      return this.#work(nowMs, units);
    } catch (error) {
      return this.#trouble(nowMs, error);
    }
  }

  #deadlineMs(what: 'statement' | 'lock'): number | undefined {
    if (what === 'lock' && this.blockedBy === undefined) return undefined;
    const isQuery = this.#statement.kind === 'query';
    const ms = durationSetting(this.#engine.facts, this.#session.facts, what, isQuery);
    const from = what === 'lock' ? this.#blockedMs : (this.#startedMs ?? 0);
    return ms === 0 ? undefined : from + ms;
  }

  /** @throws SqlError where its time is up */
  #checkTime(nowMs: number): void {
    for (const what of ['statement', 'lock'] as const) {
      const deadline = this.#deadlineMs(what);
      if (deadline !== undefined && nowMs >= deadline)
        throw new SqlError(what === 'lock' ? 'lockTimeout' : 'tooMuchWork');
    }
  }

  #unblock(): void {
    this.blockedBy = undefined;
    if (this.#session.transaction !== undefined) this.#session.transaction.waitsFor = undefined;
  }

  #work(nowMs: number, units: number): Outcome | undefined {
    const session = this.#session;
    if (this.#running === undefined) {
      const transactional = transactionStatement(this.#engine, session, this.#statement, nowMs);
      if (transactional !== undefined) return { result: transactional };
      if (session.failed) throw new SqlError('abortedTransaction');
      session.transaction ??= beginTransaction(this.#engine, session, nowMs);
      this.#mark = session.transaction.undo.length;
      this.#meter.release();
      this.#meter = new Meter(this.#engine.pool);
      const env = environmentOf(this.#engine, session, nowMs, this.#meter, this.#parameters, this.#types);
      this.#delay = env.delay;
      this.#running = execute(env, resolved(session, this.#statement, env));
    }
    const end = this.#meter.units + units;
    while (this.#meter.units < end) {
      this.#meter.units++;
      this.#meter.resume();
      const step = this.#running.next();
      if (step.done === true) return this.#answered(nowMs, step.value);
    }
    return undefined;
  }

  #answered(nowMs: number, result: Result): Outcome | undefined {
    if (this.#delay.ms <= 0) return this.#finished(result);
    this.#asleep = { untilMs: nowMs + Math.min(this.#delay.ms, SLEEP_MS_MAX), result };
    return undefined;
  }

  #finished(result: Result): Outcome {
    this.#asleep = undefined;
    this.#meter.release();
    const implicit = this.#engine.facts.mysql && isDefinition(this.#statement);
    if (implicit) this.#session.commit(this.#engine);
    else if (this.#autocommit) this.#session.finish(this.#engine);
    return { result };
  }

  #trouble(nowMs: number, error: unknown): Outcome | undefined {
    const session = this.#session;
    const { transaction } = session;
    this.#running?.return({ rows: [], count: 0, tag: '' });
    this.#running = undefined;
    this.#asleep = undefined;
    this.#meter.release();
    if (error instanceof Blocked && transaction !== undefined) {
      transaction.undoTo(this.#mark);
      if (error.wait && !transaction.wouldDeadlock(error.by)) {
        this.blockedBy = error.by;
        this.#blockedMs = nowMs;
        transaction.waitsFor = error.by;
        return undefined;
      }
    }
    this.#unblock();
    const problem =
      error instanceof Blocked
        ? error.wait && transaction !== undefined
          ? deadlock(transaction, error.by)
          : new SqlError('notLocked', { table: error.table })
        : sqlErrorOf(error);
    if (problem === undefined) throw error;
    transaction?.undoTo(this.#mark);
    if (problem.problem === 'deadlock' && this.#engine.facts.mysql) session.rollback();
    else if (!session.explicit) session.rollback();
    else if (!this.#engine.facts.mysql) session.failed = true;
    return { error: problem };
  }
}

/** Two who wait for each other, as PostgreSQL tells of them. */
function deadlock(own: Transaction, other: Transaction): SqlError {
  const waits = (a: Transaction, b: Transaction) =>
    `Process ${a.pid} waits for ShareLock on transaction ${b.number}; blocked by process ${b.pid}.`;
  const lines = [waits(own, other)];
  for (let at = other; at !== own && at.waitsFor !== undefined; at = at.waitsFor)
    lines.push(waits(at, at.waitsFor));
  return new SqlError('deadlock', {}, undefined, {
    detail: lines.join('\n'),
    hint: 'See server log for query details.',
  });
}

function isDefinition({ kind }: Statement): boolean {
  return /^(?:create|alter|drop|grant|rename|truncate)/.test(kind);
}
