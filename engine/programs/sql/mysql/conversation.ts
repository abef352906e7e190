import type { Json, System } from '../../../linux/system.ts';
import { decode } from '../../../shell/commands/bytes.ts';
import { SqlError, sqlErrorOf } from '../errors.ts';
import { Job } from '../job.ts';
import { STEP_PARSED_CHARS } from '../limits.ts';
import { Meter } from '../run/environment.ts';
import type { Result } from '../run/statement.ts';
import type { Activity, Conversation } from '../serving.ts';
import { type Engine, environmentOf, type Session } from '../session.ts';
import { restoreSession, type StoredSession, storeSession } from '../stored-session.ts';
import { type Parsed, parseStatements } from '../syntax/statements.ts';
import { type Asked, Login, type Step, useDatabase } from './login.ts';
import {
  AUTOCOMMIT,
  binaryRow,
  columnBody,
  eofBody,
  errorBody,
  lengthCoded,
  okBody,
  packet,
  problemBody,
  readInt,
  takePacket,
  textRow,
} from './packets.ts';
import { type Bound, PreparedStatements } from './prepared.ts';
import { keepWarnings } from './warnings.ts';

const IN_TRANSACTION = 1;
const MORE_RESULTS = 8;

export interface StoredConversation {
  readonly descriptor: number;
  readonly host: string;
  readonly id: number;
  readonly input: string;
  /** A statement was under way. */
  readonly busy: boolean;
  readonly nonce: readonly number[];
  readonly asked?: Asked | undefined;
  readonly session?: StoredSession | undefined;
}

/** A connection to MySQL, from the server's greeting on. */
export class MysqlConversation implements Conversation {
  readonly descriptor: number;
  input = '';
  session: Session | undefined;
  readonly #engine: Engine;
  readonly #host: string;
  readonly #id: number;
  readonly #login: Login;
  #script: { readonly statements: readonly Parsed[]; index: number; readonly binary: boolean } | undefined;
  #job: Job | undefined;
  readonly #prepared = new PreparedStatements();
  #sequence = 0;
  #output = '';
  #ended = false;

  /** @param host where the client is: `localhost` for this machine */
  constructor(engine: Engine, descriptor: number, host: string, id: number, login?: Login) {
    this.#engine = engine;
    this.descriptor = descriptor;
    this.#host = host;
    this.#id = id;
    this.#login = login ?? new Login(engine, host, id);
  }

  advance(system: System, units: number): Activity {
    this.#output = '';
    if (this.#login.nonce.length === 0) this.#send(this.#login.greeting(system));
    if (this.session?.facts.signal === 'terminate') return { busy: false, output: '', ended: true };
    let parsed = 0;
    for (let rounds = 0; rounds < 1000 && !this.#ended && parsed < STEP_PARSED_CHARS; rounds++) {
      if (this.#job !== undefined && !this.#work(system, units)) break;
      if (this.#script !== undefined) {
        this.#next();
        continue;
      }
      const taken = takePacket(this.input);
      if (taken === undefined) break;
      this.input = this.input.slice(taken.size);
      parsed += taken.size;
      this.#sequence = taken.sequence + 1;
      this.#guarded(() =>
        this.session === undefined
          ? this.#enter(this.#login.take(system, taken.body))
          : this.#command(system, this.session, taken.body),
      );
    }
    if (this.session !== undefined) this.session.running = this.#job !== undefined;
    const busy = this.#job?.busy ?? parsed >= STEP_PARSED_CHARS;
    return { busy, wakeMs: this.#job?.wakeMs, output: this.#output, ended: this.#ended };
  }

  #send(body: string): void {
    this.#output += packet(this.#sequence++, body);
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      const problem = sqlErrorOf(error);
      if (problem === undefined) throw error;
      this.#script = undefined;
      this.#send(errorBody(problem, this.#engine.facts.mariadb));
    }
  }

  #enter({ output, session, ended }: Step): void {
    for (const body of output) this.#send(body);
    this.session = session;
    this.#ended = ended === true;
  }

  #command(system: System, session: Session, body: string): void {
    const rest = body.slice(1);
    switch (body.charCodeAt(0)) {
      case 1:
        this.#ended = true;
        return;
      case 2:
        this.#send(useDatabase(this.#engine, session, decode(rest)) ?? okBody(0, 0n, this.#status(false), 0));
        return;
      case 3: {
        session.asked(decode(rest), system.now);
        const statements = parseStatements(decode(rest), true);
        if (statements.length === 0) throw new SqlError('emptyQuery');
        this.#script = { statements, index: 0, binary: false };
        return;
      }
      case 14:
        this.#send(okBody(0, 0n, this.#status(false), 0));
        return;
      case 22:
        for (const each of this.#prepared.prepare(
          environmentOf(this.#engine, session, system.now, new Meter(), [], []),
          decode(rest),
        ))
          this.#send(each);
        return;
      case 23:
        this.#execute(session, this.#prepared.bind(rest, system.now));
        return;
      case 17:
        session.rollback();
        this.#prepared.clear();
        this.#enter(this.#login.changeUser(rest));
        return;
      case 24:
        this.#prepared.addLongData(rest);
        return;
      case 31:
        session.rollback();
        session.facts.settings.clear();
        session.facts.variables.clear();
        this.#prepared.clear();
        this.#send(okBody(0, 0n, this.#status(false), 0));
        return;
      case 25:
        this.#prepared.delete(readInt(rest, 0, 4));
        return;
      case 26:
        this.#prepared.forgetLongData();
        this.#send(okBody(0, 0n, this.#status(false), 0));
        return;
      case 27:
        this.#send(eofBody(this.#status(false)));
        return;
      case 9:
        this.#send(
          `Uptime: ${Math.floor((system.now - this.#engine.facts.startedMs) / 1000)}  Threads: ${this.#engine.sessions().length}  Questions: 1`,
        );
        return;
      default:
        this.#send(problemBody(1047, '08S01', 'Unknown command'));
    }
  }

  #status(more: boolean): number {
    const off = this.session?.facts.settings.get('autocommit') === '0';
    return (
      (this.session?.explicit === true ? IN_TRANSACTION : 0) |
      (off ? 0 : AUTOCOMMIT) |
      (more ? MORE_RESULTS : 0)
    );
  }

  #next(): void {
    const parsed = this.#script?.statements[this.#script.index];
    if (parsed === undefined || this.session === undefined) {
      this.#script = undefined;
      return;
    }
    this.#job ??= new Job(this.#engine, this.session, parsed.statement);
  }

  #work(system: System, units: number): boolean {
    const facts = this.session?.facts;
    if (facts?.signal === 'cancel') this.#job?.cancel();
    if (facts !== undefined) facts.signal = undefined;
    if (this.session !== undefined) this.session.running = true;
    const outcome = this.#job?.advance(system.now, units);
    system.spend(20);
    if (outcome === undefined) return false;
    this.#job = undefined;
    const script = this.#script;
    if ('error' in outcome) {
      this.#script = undefined;
      if (this.session !== undefined) keepWarnings(this.session, true, outcome.error);
      this.#send(errorBody(outcome.error, this.#engine.facts.mariadb));
      return true;
    }
    if (script !== undefined) script.index++;
    const more = script !== undefined && script.index < script.statements.length;
    this.#answer(outcome.result, more, script);
    if (!more) this.#script = undefined;
    return true;
  }

  #answer(
    result: Result,
    more: boolean,
    script:
      | { readonly statements: readonly Parsed[]; readonly index: number; readonly binary: boolean }
      | undefined,
  ): void {
    const status = this.#status(more);
    const statement = script?.statements[script.index - 1]?.statement;
    const looks = statement?.kind === 'show' && /^(?:warnings|errors)$/.test(statement.what);
    const warnings = this.session === undefined ? 0 : keepWarnings(this.session, !looks);
    if (result.columns === undefined) {
      const many =
        statement?.kind === 'insert' &&
        statement.source?.body.kind === 'values' &&
        statement.source.body.rows.length > 1;
      const info = many
        ? `Records: ${result.count}  Duplicates: 0  Warnings: ${warnings}`
        : statement?.kind === 'update'
          ? `Rows matched: ${result.count}  Changed: ${result.count}  Warnings: ${warnings}`
          : statement?.kind === 'alter table'
            ? 'Records: 0  Duplicates: 0  Warnings: 0'
            : '';
      this.#send(
        okBody(
          result.count,
          statement?.kind === 'insert' ? (this.session?.facts.lastInsertId ?? 0n) : 0n,
          status,
          warnings,
          info,
        ),
      );
      return;
    }
    const { columns, rows } = result;
    this.#send(lengthCoded(columns.length));
    for (const column of columns) this.#send(columnBody(column));
    this.#send(eofBody(status));
    const parts: string[] = [];
    for (const row of rows)
      parts.push(
        packet(this.#sequence++, script?.binary === true ? binaryRow(columns, row) : textRow(columns, row)),
      );
    this.#output += parts.join('');
    this.#send(eofBody(status, warnings));
  }

  #execute(session: Session, { parsed, values, types }: Bound): void {
    this.#script = { statements: [parsed], index: 0, binary: true };
    this.#job = new Job(this.#engine, session, parsed.statement, values, types);
  }

  store(): Json {
    const stored: StoredConversation = {
      descriptor: this.descriptor,
      host: this.#host,
      id: this.#id,
      input: this.input,
      busy: this.#job !== undefined || this.#script !== undefined,
      nonce: this.#login.nonce,
      asked: this.#login.asked,
      session: this.session === undefined ? undefined : storeSession(this.session),
    };
    return JSON.parse(JSON.stringify(stored));
  }

  static restore(engine: Engine, from: StoredConversation): MysqlConversation {
    const login = new Login(engine, from.host, from.id, from.nonce, from.asked);
    const made = new MysqlConversation(engine, from.descriptor, from.host, from.id, login);
    made.input = from.input;
    // The statement that was under way is gone with the server's memory: its client loses the connection.
    made.#ended = from.busy;
    if (from.session !== undefined) made.session = restoreSession(from.session, engine.cluster);
    return made;
  }
}
