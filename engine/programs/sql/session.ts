import { SqlError } from './errors.ts';
import { PREPARED_MAX } from './limits.ts';
import { compile } from './run/compile.ts';
import { type Environment, Meter, type ServerFacts, type SessionFacts } from './run/environment.ts';
import { scopeOf } from './run/scope.ts';
import { done, execute, plan, type Result, type Running } from './run/statement.ts';
import type { Cluster } from './store/cluster.ts';
import { Blocked, Transaction } from './store/transaction.ts';
import type { Statement } from './syntax/tree.ts';
import type { SqlType } from './values/types.ts';
import type { Value } from './values/value.ts';

/** What sessions of a server share. */
export interface Engine {
  readonly facts: ServerFacts;
  readonly cluster: Cluster;
  readonly sessions: () => readonly Session[];
  readonly random: () => number;
}

export type Outcome = { readonly result: Result } | { readonly error: SqlError };

/** One client's conversation: its transaction, its settings, and the statement that runs. */
export class Session {
  readonly facts: SessionFacts;
  transaction: Transaction | undefined;
  /** Begun by the client, who has to end it; otherwise it ends with the statement or the message. */
  explicit = false;
  failed = false;
  notices: Environment['notices'] = [];
  readonly prepared = new Map<string, Statement>();

  constructor(facts: SessionFacts) {
    this.facts = facts;
  }

  /** `I`, `T` or `E`, as PostgreSQL says it. */
  get status(): 'I' | 'T' | 'E' {
    return !this.explicit ? 'I' : this.failed ? 'E' : 'T';
  }

  /** Ends a transaction that the client hasn't begun. @throws SqlError where it can't be committed */
  finish(engine: Engine): void {
    if (this.transaction === undefined || this.explicit) return;
    this.commit(engine);
  }

  commit(engine: Engine): void {
    const { transaction } = this;
    this.transaction = undefined;
    this.explicit = false;
    const { failed } = this;
    this.failed = false;
    if (transaction === undefined) return;
    transaction.end();
    if (!failed) engine.cluster.commit(transaction);
  }

  rollback(): void {
    this.transaction?.end();
    this.transaction = undefined;
    this.explicit = false;
    this.failed = false;
  }
}

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
  #mark = 0;
  #heldMs: number | undefined;
  #outcome: Outcome | undefined;
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

  /** When the answer may go out; undefined: it isn't held back. */
  get heldUntilMs(): number | undefined {
    return this.#heldMs;
  }

  /** Goes on for some units of work. @returns undefined where it isn't done */
  advance(nowMs: number, units: number): Outcome | undefined {
    if (this.#outcome !== undefined)
      return this.#heldMs !== undefined && nowMs < this.#heldMs ? undefined : this.#outcome;
    if (this.blockedBy !== undefined) {
      if (this.#engine.cluster.open.has(this.blockedBy)) return undefined;
      this.blockedBy = undefined;
      if (this.#session.transaction !== undefined) this.#session.transaction.waitsFor = undefined;
    }
    try {
      return this.#work(nowMs, units);
    } catch (error) {
      return this.#trouble(error);
    }
  }

  #work(nowMs: number, units: number): Outcome | undefined {
    const session = this.#session;
    if (this.#running === undefined) {
      const transactional = transactionStatement(this.#engine, session, this.#statement, nowMs);
      if (transactional !== undefined) return { result: transactional };
      if (session.failed) throw new SqlError('abortedTransaction');
      session.transaction ??= new Transaction(this.#engine.cluster, nowMs);
      this.#mark = session.transaction.undo.length;
      this.#meter = new Meter();
      const env = environmentOf(this.#engine, session, nowMs, this.#meter, this.#parameters, this.#types);
      this.#delay = env.delay;
      this.#running = execute(env, resolved(session, this.#statement, env));
    }
    const end = this.#meter.units + units;
    while (this.#meter.units < end) {
      this.#meter.units++;
      const step = this.#running.next();
      if (step.done === true) return this.#finished(nowMs, step.value);
    }
    return undefined;
  }

  #delay: { ms: number } = { ms: 0 };

  #finished(nowMs: number, result: Result): Outcome | undefined {
    const implicit = this.#engine.facts.mysql && isDefinition(this.#statement);
    if (implicit) this.#session.commit(this.#engine);
    else if (this.#autocommit) this.#session.finish(this.#engine);
    this.#outcome = { result };
    if (this.#delay.ms <= 0) return this.#outcome;
    this.#heldMs = nowMs + Math.min(this.#delay.ms, 86_400_000);
    return undefined;
  }

  #trouble(error: unknown): Outcome | undefined {
    const session = this.#session;
    const { transaction } = session;
    this.#running = undefined;
    if (error instanceof Blocked && transaction !== undefined) {
      transaction.undoTo(this.#mark);
      if (!transaction.wouldDeadlock(error.by)) {
        this.blockedBy = error.by;
        transaction.waitsFor = error.by;
        return undefined;
      }
    }
    const problem =
      error instanceof SqlError
        ? error
        : error instanceof Blocked
          ? new SqlError('deadlock')
          : error instanceof RangeError
            ? new SqlError('tooLarge')
            : // Definitions that were read from files which somebody has changed.
              error instanceof TypeError
              ? new SqlError('corrupt')
              : undefined;
    if (problem === undefined) throw error;
    transaction?.undoTo(this.#mark);
    if (problem.problem === 'deadlock' && this.#engine.facts.mysql) session.rollback();
    else if (!session.explicit) session.rollback();
    else if (!this.#engine.facts.mysql) session.failed = true;
    return { error: problem };
  }
}

function isDefinition({ kind }: Statement): boolean {
  return /^(?:create|alter|drop|grant|rename|truncate)/.test(kind);
}

export function environmentOf(
  engine: Engine,
  session: Session,
  nowMs: number,
  meter: Meter,
  parameters: readonly Value[],
  types: (SqlType | undefined)[],
): Environment {
  const transaction = session.transaction ?? new Transaction(engine.cluster, nowMs);
  if (session.transaction === undefined) transaction.end();
  return {
    server: engine.facts,
    session: session.facts,
    transaction,
    mysql: engine.facts.mysql,
    plan,
    nowMs,
    meter,
    parameters,
    parameterTypes: types,
    random: engine.random,
    sessions: () => engine.sessions().map(({ facts }) => facts),
    delay: { ms: 0 },
    notices: session.notices,
  };
}

/** EXECUTE becomes what was prepared. */
function resolved(session: Session, statement: Statement, env: Environment): Statement {
  if (statement.kind !== 'execute') return statement;
  const prepared = session.prepared.get(statement.name);
  if (prepared === undefined) throw new SqlError('undefinedPrepared', { name: statement.name });
  const values = statement.args.map((arg) => compile(env, arg, scopeOf([])).get());
  Object.assign(env, { parameters: values });
  return prepared;
}

/** Statements that are about the transaction or the session itself. */
function transactionStatement(
  engine: Engine,
  session: Session,
  statement: Statement,
  nowMs: number,
): Result | undefined {
  switch (statement.kind) {
    case 'begin':
      if (session.explicit) {
        if (engine.facts.mysql) session.commit(engine);
        else
          session.notices.push({
            level: 'WARNING',
            state: '25001',
            words: 'there is already a transaction in progress',
          });
      }
      session.transaction ??= new Transaction(engine.cluster, nowMs);
      session.explicit = true;
      return done(statement.word === 'begin' ? 'BEGIN' : 'START TRANSACTION');
    case 'commit': {
      if (!session.explicit && !engine.facts.mysql) warnOutside(session);
      const { failed } = session;
      session.commit(engine);
      return done(failed ? 'ROLLBACK' : 'COMMIT');
    }
    case 'rollback':
      if (statement.to !== undefined) return rollbackTo(session, statement.to);
      if (!session.explicit && !engine.facts.mysql) warnOutside(session);
      session.rollback();
      return done('ROLLBACK');
    case 'savepoint':
    case 'release':
      return savepoint(session, statement, engine.facts.mysql);
    case 'prepare':
      if (session.prepared.size >= PREPARED_MAX) throw new SqlError('tooLarge');
      if (session.prepared.has(statement.name) && !engine.facts.mysql)
        throw new SqlError('duplicatePrepared', { name: statement.name });
      session.prepared.set(statement.name, statement.statement);
      return done('PREPARE');
    case 'deallocate':
      if (statement.name === '') session.prepared.clear();
      else if (!session.prepared.delete(statement.name))
        throw new SqlError('undefinedPrepared', { name: statement.name });
      return done('DEALLOCATE');
    case 'create database':
    case 'drop':
      if (
        session.explicit &&
        !engine.facts.mysql &&
        (statement.kind === 'create database' || statement.what === 'database')
      ) {
        throw new SqlError('inTransaction', {
          what: statement.kind === 'drop' ? 'DROP DATABASE' : 'CREATE DATABASE',
        });
      }
      return undefined;
    default:
      // With autocommit off, the first statement begins a transaction.
      if (engine.facts.mysql && session.facts.settings.get('autocommit') === '0' && statement.kind !== 'set')
        session.explicit = true;
      return undefined;
  }
}

function warnOutside(session: Session): void {
  session.notices.push({ level: 'WARNING', state: '25P01', words: 'there is no transaction in progress' });
}

function savepoint(
  session: Session,
  { kind, name }: Extract<Statement, { kind: 'savepoint' | 'release' }>,
  mysql: boolean,
): Result {
  const { transaction } = session;
  if (transaction === undefined || !session.explicit) {
    if (mysql) return done('');
    throw new SqlError('savepointOutside', {
      what: kind === 'savepoint' ? 'SAVEPOINT' : 'RELEASE SAVEPOINT',
    });
  }
  if (session.failed) throw new SqlError('abortedTransaction');
  if (kind === 'savepoint') {
    transaction.savepoints.push({ name, mark: transaction.undo.length });
    return done('SAVEPOINT');
  }
  const at = transaction.savepoints.findLastIndex((each) => each.name === name);
  if (at < 0) throw new SqlError('undefinedSavepoint', { name });
  transaction.savepoints = transaction.savepoints.slice(0, at);
  return done('RELEASE');
}

function rollbackTo(session: Session, name: string): Result {
  const { transaction } = session;
  if (transaction === undefined) throw new SqlError('savepointOutside', { what: 'ROLLBACK TO SAVEPOINT' });
  const at = transaction.savepoints.findLastIndex((each) => each.name === name);
  const savepointFound = transaction.savepoints[at];
  if (savepointFound === undefined) throw new SqlError('undefinedSavepoint', { name });
  transaction.undoTo(savepointFound.mark);
  transaction.savepoints = transaction.savepoints.slice(0, at + 1);
  session.failed = false;
  return done('ROLLBACK');
}
