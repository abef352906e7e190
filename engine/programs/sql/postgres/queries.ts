import type { System } from '../../../linux/system.ts';
import { decode } from '../../../shell/commands/bytes.ts';
import { postgresWords, SqlError, sqlErrorOf } from '../errors.ts';
import { Job, type Outcome } from '../job.ts';
import { STEP_PARSED_CHARS } from '../limits.ts';
import { Meter } from '../run/environment.ts';
import type { OutColumn } from '../run/scope.ts';
import { describe } from '../run/statement.ts';
import type { Activity } from '../serving.ts';
import { type Engine, environmentOf, type Session } from '../session.ts';
import { type Parsed, parseStatements } from '../syntax/statements.ts';
import { parseValue } from '../values/input.ts';
import { oidOf, type SqlType, TEXT, typeOfOid } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { valueOfBinary } from './binary.ts';
import { CopyIn, copyOut } from './copy.ts';
import { int16, int32, readInt16, readInt32 } from './integers.ts';
import {
  cString,
  dataRow,
  errorResponse,
  formatOf,
  message,
  noticeResponse,
  rowDescription,
  takeMessage,
} from './messages.ts';

interface Prepared {
  readonly text: string;
  readonly parsed: Parsed | undefined;
  readonly types: (SqlType | undefined)[];
}

interface Portal {
  readonly prepared: Prepared;
  readonly values: readonly Value[];
  readonly formats: readonly number[];
  /** What is left of its answer, after the client took a part. */
  rest?: { readonly result: Answered; readonly from: number };
}

type Answered = Extract<Outcome, { result: unknown }>['result'];

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
  readonly #prepared = new Map<string, Prepared>();
  readonly #portals = new Map<string, Portal>();
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
    for (const { level, state, words } of this.session.notices.splice(0))
      this.#output += noticeResponse(level, state, words);
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
    else if (kind === 'P') this.#parse(body);
    else if (kind === 'B') this.#bind(system, body);
    else if (kind === 'D') this.#describe(system, body[0] ?? '', decode(body.slice(1).replace(/\0.*$/s, '')));
    else if (kind === 'E') {
      const end = body.indexOf('\0');
      this.#execute(system, decode(body.slice(0, end)), readInt32(body, end + 1));
    } else if (kind === 'C') {
      (body[0] === 'S' ? this.#prepared : this.#portals).delete(decode(body.slice(1, -1)));
      this.#output += message('3');
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
  #portion(portal: Portal, result: Answered, from: number): void {
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

  #answer({ columns, rows, tag }: Answered): void {
    const script = this.#script;
    const statement = script?.statements[script.index]?.statement;
    if (statement?.kind === 'copy') {
      const lines = statement.to
        ? rows.map((row) => message('d', CopyIn.line(columns ?? [], row, statement)))
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

  #parse(body: string): void {
    const nameEnd = body.indexOf('\0');
    const textEnd = body.indexOf('\0', nameEnd + 1);
    const [name, text] = [decode(body.slice(0, nameEnd)), decode(body.slice(nameEnd + 1, textEnd))];
    this.#text = text;
    const [parsed, second] = parseStatements(text, false);
    if (second !== undefined)
      throw new SqlError('badArgument', {
        words: 'cannot insert multiple commands into a prepared statement',
      });
    if (name !== '' && this.#prepared.has(name)) throw new SqlError('duplicatePrepared', { name });
    const raw = body.slice(textEnd + 1);
    const count = readInt16(raw, 0) || 0;
    const types = Array.from({ length: count }, (_, index) => typeOfOid(readInt32(raw, 2 + index * 4)));
    this.#prepared.set(name, {
      text,
      parsed,
      types: types.map((type) => (type?.base === 'unknown' ? undefined : type)),
    });
    this.#output += message('1');
  }

  #preparedNamed(name: string): Prepared {
    const prepared = this.#prepared.get(name);
    if (prepared === undefined) throw new SqlError('undefinedPrepared', { name });
    return prepared;
  }

  #bind(system: System, body: string): void {
    const ends = body.indexOf('\0');
    const nameEnd = body.indexOf('\0', ends + 1);
    const prepared = this.#preparedNamed(decode(body.slice(ends + 1, nameEnd)));
    this.#text = prepared.text;
    let at = nameEnd + 1;
    const shorts = () => {
      const count = readInt16(body, at);
      const list = Array.from({ length: count }, (_, index) => readInt16(body, at + 2 + index * 2));
      at += 2 + count * 2;
      return list;
    };
    const formats = shorts();
    const count = readInt16(body, at);
    at += 2;
    this.#inferred(system, prepared);
    const values = Array.from({ length: count }, (_, index): Value => {
      const length = readInt32(body, at);
      at += 4;
      if (length < 0) return null;
      const raw = body.slice(at, at + length);
      at += length;
      const type = prepared.types[index] ?? TEXT;
      return formatOf(formats, index) === 1
        ? valueOfBinary(type, raw, system.now)
        : parseValue(type, decode(raw), system.now);
    });
    this.#portals.set(decode(body.slice(0, ends)), { prepared, values, formats: shorts() });
    this.#output += message('2');
  }

  /** Columns of what was prepared; types of its parameters come to light by that. */
  #inferred(system: System, { parsed, types }: Prepared): readonly OutColumn[] | undefined {
    if (parsed === undefined) return undefined;
    const env = environmentOf(this.#engine, this.session, system.now, new Meter(), [], types);
    return describe(env, parsed.statement);
  }

  #describe(system: System, what: string, name: string): void {
    const portal = what === 'P' ? this.#portals.get(name) : undefined;
    const prepared = portal?.prepared ?? this.#preparedNamed(name);
    this.#text = prepared.text;
    const columns = this.#inferred(system, prepared);
    if (what === 'S') {
      const known = [...prepared.types].map((type) => int32(oidOf(type ?? TEXT)));
      this.#output += message('t', int16(known.length) + known.join(''));
    }
    this.#output += columns === undefined ? message('n') : rowDescription(columns, portal?.formats);
  }

  /** @param most rows; 0: all */
  #execute(system: System, name: string, most: number): void {
    const portal = this.#portals.get(name);
    if (portal === undefined) throw new SqlError('badArgument', { words: `portal "${name}" does not exist` });
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
