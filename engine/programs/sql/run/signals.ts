import { SqlError } from '../errors.ts';
import { type Environment, roleOf, type SessionFacts } from './environment.ts';

/** Asks a session to end what it does, or altogether. @throws SqlError where the user may not */
export function signalSession(env: Environment, facts: SessionFacts, signal: 'cancel' | 'terminate'): void {
  if (facts.user !== env.session.user && roleOf(env)?.superuser !== true) {
    throw new SqlError('notThreadOwner', { id: facts.id }, undefined, {
      detail:
        'Only roles with privileges of the role whose process is being terminated or with privileges of the "pg_signal_backend" role may terminate this process.',
    });
  }
  facts.signal = signal;
}

/** MySQL's KILL. @throws SqlError where there is no such thread */
export function killThread(env: Environment, id: number, signal: 'cancel' | 'terminate'): void {
  const found = env.sessions().find(({ facts }) => facts.id === id);
  if (found === undefined) throw new SqlError('unknownThread', { id });
  signalSession(env, found.facts, signal);
  if (found.facts === env.session) throw new SqlError('cancelled');
}
