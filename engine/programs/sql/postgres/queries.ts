import type { System } from '../../../linux/system.ts';
import { decode } from '../../../shell/commands/bytes.ts';
import { postgresWords, SqlError, sqlErrorOf } from '../errors.ts';
import { Job } from '../job.ts';
import { STEP_PARSED_CHARS } from '../limits.ts';
import { Meter } from '../run/environment.ts';
import type { Result } from '../run/statement.ts';
import type { Activity } from '../serving.ts';
import { type Engine, environmentOf, type Session } from '../session.ts';
import { type Parsed, parseStatements } from '../syntax/statements.ts';
import { CopyIn, copyOut } from './copy.ts';
import { int16, readInt32 } from './integers.ts';
import {
  cString,
  dataRow,
  errorResponse,
  message,
  noticeResponse,
  rowDescription,
  takeMessage,
} from './messages.ts';
import { type Portal, PreparedStatements } from './prepared.ts';

/** A text of statements that is being worked off. */
interface Script {
  readonly text: string;
  readonly statements: readonly Parsed[];
  index: number;
}

/** A client that has logged in: simple and extended queries, one after the other. */
export class Queries {
  readonly #engine: Engine;
  readonly session: Session;
  readonly #log: (level: string, words: string) => void;
  readonly #prepared: PreparedStatements;
  #script: Script | undefined;
  #job: Job | undefined;
  #portal: Portal | undefined;
  /** Rows that the portal's client wants at a time; 0: all. */
  #most = 0;
  #copy: CopyIn | undefined;
  /** After an error everything is left out until the client says Sync. */
  #skipping = false;
  #output = '';
  #text = '';
  ended = false;

  /** @param log writes a line of the server's log */
  constructor(engine: Engine, session: Session, log: (level: string, words: string) => void) {
    this.#engine = engine;
    this.#log = log;
    this.session = session;
    this.#prepared = new PreparedStatements(
      (nowMs, types) => environmentOf(engine, session, nowMs, new Meter(), [], types),
      (text) => {
        this.#text = text;
      },
    );
  }

  /** Whether a message that was taken isn't done. */
  get pending(): boolean {
    return this.#job !== undefined || this.#script !== undefined || this.#copy !== undefined;
  }

  /** @returns what is left of the input, and what goes out */
  advance(system: System, given: string, units: number): { input: string } & Omit<Activity, 'ended'> {
    let input = given;
    this.#output = '';
    const job = () => this.#job;
    let parsed = 0;
    for (let rounds = 0; rounds < 1000 && !this.ended && parsed < STEP_PARSED_CHARS; rounds++) {
      if (job() !== undefined && !this.#work(system, units)) break;
      if (this.#script !== undefined && this.#copy === undefined) {
        this.#nextOfScript(system);
        continue;
      }
      if (job() !== undefined) continue;
      const taken = takeMessage(input, true);
      if (taken === undefined) break;
      if (taken === 'bad') {
        this.ended = true;
        break;
      }
      input = input.slice(taken.size);
      parsed += taken.size;
      this.#guarded(() => this.#take(system, taken.kind, taken.body));
    }
    this.session.running = this.pending;
    const busy = this.#job?.busy ?? parsed >= STEP_PARSED_CHARS;
    return { input, output: this.#output, busy, wakeMs: this.#job?.wakeMs };
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      const problem = sqlErrorOf(error);
      if (problem === undefined) throw error;
      this.#fail(problem);
    }
  }

  #fail(error: SqlError): void {
    this.#notices();
    this.#output += errorResponse('ERROR', error, this.#text);
    const where = error.at === undefined ? '' : ` at character ${error.at + 1}`;
    this.#log('ERROR', postgresWords(error).message + where);
    if (error.detail !== undefined) this.#log('DETAIL', error.detail);
    if (error.hint !== undefined) this.#log('HINT', error.hint);
    this.#log('STATEMENT', this.#text.replaceAll('\n', '\n\t'));
    const { session } = this;
    if (!session.explicit) session.rollback();
    else session.failed = true;
    if (this.#script === undefined) this.#skipping = true;
    else this.#ready();
    this.#script = undefined;
    this.#copy = undefined;
  }

  #notices(): void {
    for (const notice of this.session.notices.splice(0)) this.#output += noticeResponse(notice);
  }

  #ready(): void {
    this.#output += message('Z', this.session.status);
  }

  #take(system: System, kind: string, body: string): void {
    if (this.#copy !== undefined && 'dcf'.includes(kind)) {
      this.#copying(kind, body);
      return;
    }
    if (kind === 'X') {
      this.ended = true;
      return;
    }
    if (kind === 'S') {
      this.#skipping = false;
      this.#text = '';
      try {
        this.session.finish(this.#engine);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        this.#output += errorResponse('ERROR', error);
      }
      this.#ready();
      return;
    }
    if (this.#skipping) return;
    if (kind === 'Q') this.#simple(system, decode(body.replace(/\0$/, '')));
    else if (kind === 'P') this.#output += this.#prepared.parse(body);
    else if (kind === 'B') this.#output += this.#prepared.bind(body, system.now);
    else if (kind === 'D') this.#output += this.#prepared.describe(body, system.now);
    else if (kind === 'C') this.#output += this.#prepared.close(body);
    else if (kind === 'E') {
      const end = body.indexOf('\0');
      this.#execute(system, decode(body.slice(0, end)), readInt32(body, end + 1));
    } else if (kind !== 'H' && !'dcf'.includes(kind))
      throw new SqlError('unsupported', { what: `message type ${kind}` });
  }

  #simple(system: System, text: string): void {
    this.#text = text;
    this.session.asked(text, system.now);
    this.#script = { text, statements: [], index: 0 };
    const statements = parseStatements(text, false);
    if (statements.length === 0) {
      this.#script = undefined;
      this.#output += message('I');
      this.#ready();
      return;
    }
    this.#script = { text, statements, index: 0 };
  }

  #nextOfScript(system: System): void {
    const script = this.#script;
    if (script === undefined) return;
    const parsed = script.statements[script.index];
    if (parsed === undefined) {
      this.#guarded(() => {
        this.session.finish(this.#engine);
        this.#script = undefined;
        this.#ready();
      });
      return;
    }
    const { statement } = parsed;
    if (statement.kind === 'copy' && !statement.to) {
      this.#guarded(() => {
        this.#copy = new CopyIn(
          environmentOf(this.#engine, this.session, system.now, new Meter(), [], []),
          statement,
        );
        this.#output += this.#copy.response;
      });
      return;
    }
    const runs = statement.kind === 'copy' ? copyOut(statement) : statement;
    this.#job = new Job(this.#engine, this.session, runs, [], [], script.statements.length === 1);
  }

  #copying(kind: string, body: string): void {
    const copy = this.#copy;
    if (copy === undefined) return;
    if (kind === 'd') {
      copy.add(decode(body));
      return;
    }
    this.#copy = undefined;
    if (kind === 'f')
      throw new SqlError('badArgument', {
        words: `COPY from stdin failed: ${decode(body.replace(/\0$/, ''))}`,
      });
    this.#job = new Job(this.#engine, this.session, copy.statement(), [], [], true);
  }

  /** @returns false: the job isn't done */
  #work(system: System, units: number): boolean {
    const job = this.#job;
    if (job === undefined) return true;
    this.session.running = true;
    const { facts } = this.session;
    if (facts.signal === 'cancel') job.cancel();
    facts.signal = undefined;
    const outcome = job.advance(system.now, units);
    system.spend(20);
    if (outcome === undefined) return false;
    this.#job = undefined;
    if ('error' in outcome) {
      // What COPY reads doesn't stand in the statement.
      if (this.#script?.statements[this.#script.index]?.statement.kind === 'copy')
        outcome.error.at = undefined;
      this.#fail(outcome.error);
      return true;
    }
    this.#notices();
    if (this.#portal !== undefined) this.#portion(this.#portal, outcome.result, 0);
    else this.#answer(outcome.result);
    return true;
  }

  /** As many rows of a portal as its client asks for. */
  #portion(portal: Portal, result: Result, from: number): void {
    const { columns, rows, tag } = result;
    this.#portal = undefined;
    const most = this.#most === 0 ? rows.length : Math.min(rows.length, from + this.#most);
    if (columns !== undefined)
      this.#output += rows
        .slice(from, most)
        .map((row) => dataRow(columns, row, portal.formats))
        .join('');
    const more = this.#most > 0 && most - from === this.#most;
    if (more) portal.rest = { result, from: most };
    else delete portal.rest;
    this.#output += more
      ? message('s')
      : message('C', cString(from > 0 ? tag.replace(/\d+$/, String(most - from)) : tag));
  }

  #answer({ columns, rows, tag }: Result): void {
    const script = this.#script;
    const statement = script?.statements[script.index]?.statement;
    if (statement?.kind === 'copy') {
      const lines = statement.to
        ? [
            ...(statement.header ? [message('d', CopyIn.header(columns ?? [], statement))] : []),
            ...rows.map((row) => message('d', CopyIn.line(columns ?? [], row, statement))),
          ]
        : [];
      const count = statement.to ? rows.length : Number(tag.split(' ').at(-1));
      if (statement.to)
        this.#output +=
          message('H', `\0${int16(columns?.length ?? 0)}${int16(0).repeat(columns?.length ?? 0)}`) +
          lines.join('') +
          message('c');
      this.#output += message('C', cString(`COPY ${count}`));
    } else {
      if (columns !== undefined && script !== undefined) this.#output += rowDescription(columns);
      const parts = columns === undefined ? [] : rows.map((row) => dataRow(columns, row));
      this.#output += parts.join('') + message('C', cString(tag));
    }
    if (script !== undefined) script.index++;
  }

  /** @param most rows; 0: all */
  #execute(system: System, name: string, most: number): void {
    const portal = this.#prepared.portal(name);
    this.#most = Math.max(0, most || 0);
    if (portal.rest !== undefined) {
      this.#portion(portal, portal.rest.result, portal.rest.from);
      return;
    }
    const { parsed, text, types } = portal.prepared;
    this.#text = text;
    this.session.asked(text, system.now);
    if (parsed === undefined) {
      this.#output += message('I');
      return;
    }
    this.#portal = portal;
    this.#job = new Job(this.#engine, this.session, parsed.statement, portal.values, [...types], false);
  }
}
