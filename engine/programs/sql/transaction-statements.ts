import { SqlError } from './errors.ts';
import { PREPARED_MAX, SAVEPOINTS_MAX } from './limits.ts';
import { compile } from './run/compile.ts';
import type { Environment } from './run/environment.ts';
import { scopeOf } from './run/scope.ts';
import { done, type Result } from './run/statement.ts';
import { beginTransaction, type Engine, type Session } from './session.ts';
import type { Statement } from './syntax/statement-tree.ts';

/** EXECUTE becomes what was prepared. */
export function resolved(session: Session, statement: Statement, env: Environment): Statement {
  if (statement.kind !== 'execute') return statement;
  const prepared = session.prepared.get(statement.name);
  if (prepared === undefined) throw new SqlError('undefinedPrepared', { name: statement.name });
  const values = statement.args.map((arg) => compile(env, arg, scopeOf([])).get());
  Object.assign(env, { parameters: values });
  return prepared;
}

/** What PREPARE takes, and what EXECUTE may be given. */
const preparable = new Set(
  'query insert update delete show set nothing truncate use explain|create table|create index|alter table|drop'
    .split('|')
    .flatMap((part, index) => (index === 0 ? part.split(' ') : [part])),
);

/** Statements that are about the transaction or the session itself. */
export function transactionStatement(
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
      session.transaction ??= beginTransaction(engine, session, nowMs);
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
      if (!preparable.has(statement.statement.kind))
        throw new SqlError('notPreparable', { what: statement.statement.kind.toUpperCase() });
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
    throw new SqlError('outsideTransaction', {
      what: kind === 'savepoint' ? 'SAVEPOINT' : 'RELEASE SAVEPOINT',
    });
  }
  if (session.failed) throw new SqlError('abortedTransaction');
  if (kind === 'savepoint') {
    if (transaction.savepoints.length >= SAVEPOINTS_MAX) throw new SqlError('tooLarge');
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
  if (transaction === undefined) throw new SqlError('outsideTransaction', { what: 'ROLLBACK TO SAVEPOINT' });
  const at = transaction.savepoints.findLastIndex((each) => each.name === name);
  const savepointFound = transaction.savepoints[at];
  if (savepointFound === undefined) throw new SqlError('undefinedSavepoint', { name });
  transaction.undoTo(savepointFound.mark);
  transaction.savepoints = transaction.savepoints.slice(0, at + 1);
  session.failed = false;
  return done('ROLLBACK');
}
