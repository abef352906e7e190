import type { Environment, Meter, Pool, SeenSession, ServerFacts, SessionFacts } from './run/environment.ts';
import { plan } from './run/statement.ts';
import type { Cluster } from './store/cluster.ts';
import { Transaction } from './store/transaction.ts';
import type { Statement } from './syntax/statement-tree.ts';
import type { SqlType } from './values/types.ts';
import type { Value } from './values/value.ts';

/** What sessions of a server share. */
export interface Engine {
  readonly facts: ServerFacts;
  readonly cluster: Cluster;
  readonly sessions: () => readonly Session[];
  readonly random: () => number;
  /** What statements that run hold. */
  readonly pool: Pool;
}

/** As much of a statement as pg_stat_activity has. */
const QUERY_SHOWN_CHARS = 1024;

/** What a session knows when it begins. */
export function factsOf(
  given: Pick<SessionFacts, 'database' | 'user' | 'clientHost' | 'accountHost' | 'id' | 'connectedMs'>,
): SessionFacts {
  return {
    ...given,
    loginUser: given.user,
    searchPath: [],
    settings: new Map(),
    variables: new Map(),
    lastInsertId: 0n,
    foundRows: 0,
    affected: 0,
    currval: new Map(),
    cursors: new Map(),
    query: '',
    queryMs: given.connectedMs,
  };
}

/** One client's conversation: its transaction, its settings, and the statement that runs. */
export class Session {
  readonly facts: SessionFacts;
  transaction: Transaction | undefined;
  /** Begun by the client, who has to end it; otherwise it ends with the statement or the message. */
  explicit = false;
  failed = false;
  notices: Environment['notices'] = [];
  /** MySQL: what the statement before has warned of. */
  warnings: Environment['notices'] = [];
  readonly prepared = new Map<string, Statement>();

  constructor(facts: SessionFacts) {
    this.facts = facts;
  }

  /** A statement of it runs. */
  running = false;

  get seen(): SeenSession {
    const { facts, transaction } = this;
    const idle = !this.explicit
      ? 'idle'
      : this.failed
        ? 'idle in transaction (aborted)'
        : 'idle in transaction';
    return {
      facts,
      state: this.running ? 'active' : idle,
      waits: transaction?.waitsFor !== undefined,
      transactionMs: transaction?.startedMs,
    };
  }

  /** What it is asked, and when. */
  asked(text: string, nowMs: number): void {
    this.facts.query = text.slice(0, QUERY_SHOWN_CHARS);
    this.facts.queryMs = nowMs;
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
    this.#closeCursors();
    this.transaction = undefined;
    this.explicit = false;
    const { failed } = this;
    this.failed = false;
    if (transaction === undefined) return;
    transaction.end();
    if (!failed) engine.cluster.commit(transaction);
  }

  #closeCursors(): void {
    for (const [name, { hold }] of this.facts.cursors) if (!hold) this.facts.cursors.delete(name);
  }

  rollback(): void {
    this.#closeCursors();
    this.transaction?.end();
    this.transaction = undefined;
    this.explicit = false;
    this.failed = false;
  }
}

export function beginTransaction({ cluster }: Engine, { facts }: Session, nowMs: number): Transaction {
  return new Transaction(cluster, nowMs, facts.id);
}

export function environmentOf(
  engine: Engine,
  session: Session,
  nowMs: number,
  meter: Meter,
  parameters: readonly Value[],
  types: (SqlType | undefined)[],
): Environment {
  const transaction = session.transaction ?? beginTransaction(engine, session, nowMs);
  if (session.transaction === undefined) transaction.end();
  return {
    server: engine.facts,
    session: session.facts,
    transaction,
    mysql: engine.facts.mysql,
    inTransaction: session.explicit,
    plan,
    nowMs,
    meter,
    parameters,
    parameterTypes: types,
    random: engine.random,
    sessions: () => engine.sessions().map((each) => each.seen),
    delay: { ms: 0 },
    notices: session.notices,
    warnings: session.warnings,
  };
}
