import type { Json, System } from '../../../linux/system.ts';
import { decode } from '../../../shell/commands/bytes.ts';
import { SqlError, sqlErrorOf } from '../errors.ts';
import { Job } from '../job.ts';
import { PREPARED_MAX, STEP_PARSED_CHARS, VALUE_CHARS_MAX } from '../limits.ts';
import { defaultPlugin } from '../run/define-roles.ts';
import { Meter } from '../run/environment.ts';
import { seesSchema } from '../run/names.ts';
import { mysqlAccepts } from '../run/passwords.ts';
import { describe, type Result } from '../run/statement.ts';
import type { Activity, Conversation } from '../serving.ts';
import { type Engine, environmentOf, factsOf, Session } from '../session.ts';
import type { RoleDef } from '../store/definitions.ts';
import { restoreSession, type StoredSession, storeSession } from '../stored-session.ts';
import { type Parsed, parseStatements } from '../syntax/statements.ts';
import { parseValue } from '../values/input.ts';
import type { SqlType } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import {
  binaryRow,
  columnBody,
  eofBody,
  errorBody,
  int,
  lengthCoded,
  okBody,
  packet,
  problemBody,
  readInt,
  readLength,
  readParameter,
  takePacket,
  textRow,
} from './packets.ts';

const CAPABILITIES =
  0x1 | 0x2 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x10000 | 0x20000 | 0x80000 | 0x100000 | 0x200000;
const CONNECT_WITH_DB = 0x8;
const PLUGIN_AUTH = 0x80000;
const LENGTH_CODED_AUTH = 0x200000;
const IN_TRANSACTION = 1;
const AUTOCOMMIT = 2;
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

type Asked = { readonly user: string; readonly database: string; readonly role: string };

interface Prepared {
  readonly parsed: Parsed;
  types: readonly number[];
}

/** A connection to MySQL, from the server's greeting on. */
export class MysqlConversation implements Conversation {
  readonly descriptor: number;
  input = '';
  session: Session | undefined;
  readonly #engine: Engine;
  readonly #host: string;
  readonly #id: number;
  #nonce: number[] = [];
  #asked: Asked | undefined;
  #script: { readonly statements: readonly Parsed[]; index: number; readonly binary: boolean } | undefined;
  #job: Job | undefined;
  readonly #prepared = new Map<number, Prepared>();
  /** Parameters that came in parts, by statement and number. */
  readonly #longData = new Map<string, string>();
  #nextPrepared = 1;
  #sequence = 0;
  #output = '';
  #ended = false;
  #greeted = false;

  /** @param host where the client is: `localhost` for this machine */
  constructor(engine: Engine, descriptor: number, host: string, id: number) {
    this.#engine = engine;
    this.descriptor = descriptor;
    this.#host = host;
    this.#id = id;
  }

  advance(system: System, units: number): Activity {
    this.#output = '';
    if (!this.#greeted) this.#greet(system);
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
        this.session === undefined ? this.#login(system, taken.body) : this.#command(system, taken.body),
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
      this.#send(errorBody(problem));
    }
  }

  #greet(system: System): void {
    this.#greeted = true;
    this.#nonce = Array.from({ length: 20 }, () => 1 + Math.floor(system.random() * 126));
    const salt = String.fromCharCode(...this.#nonce);
    const { version, mariadb } = this.#engine.facts;
    const shown = mariadb ? `5.5.5-${version}-MariaDB-ubu2404` : version;
    const plugin = defaultPlugin({ server: this.#engine.facts });
    this.#sequence = 0;
    this.#send(
      `\x0a${shown}\0${int(this.#id, 4)}${salt.slice(0, 8)}\0${int(CAPABILITIES & 0xffff, 2)}\xff${int(AUTOCOMMIT, 2)}${int(CAPABILITIES >>> 16, 2)}${int(21, 1)}${'\0'.repeat(10)}${salt.slice(8)}\0${plugin}\0`,
    );
  }

  #role(user: string): RoleDef | undefined {
    for (const host of [this.#host, '%']) {
      const def = this.#engine.cluster.objects.get(`role\0${user}\0${host}`);
      if (def?.kind === 'role') return def;
    }
    return undefined;
  }

  #login(system: System, body: string): void {
    if (this.#asked !== undefined) {
      this.#check(system, this.#asked, body);
      return;
    }
    const capabilities = readInt(body, 0, 4);
    const userEnd = body.indexOf('\0', 32);
    const user = decode(body.slice(32, userEnd));
    const [length, start] =
      (capabilities & LENGTH_CODED_AUTH) !== 0
        ? readLength(body, userEnd + 1)
        : [body.charCodeAt(userEnd + 1), userEnd + 2];
    const answer = body.slice(start, start + length);
    let at = start + length;
    let database = '';
    if ((capabilities & CONNECT_WITH_DB) !== 0) {
      const end = body.indexOf('\0', at);
      database = decode(body.slice(at, end));
      at = end + 1;
    }
    const plugin =
      (capabilities & PLUGIN_AUTH) !== 0 ? body.slice(at, body.indexOf('\0', at)) : 'mysql_native_password';
    const role = this.#role(user);
    this.#asked = { user, database, role: role?.host ?? '' };
    if (role !== undefined && role.plugin !== plugin && role.password !== '') {
      this.#send(`\xfe${role.plugin}\0${String.fromCharCode(...this.#nonce)}\0`);
      return;
    }
    this.#check(system, this.#asked, answer);
  }

  #check(system: System, asked: Asked, answer: string): void {
    const role = this.#role(asked.user);
    const bytes = Uint8Array.from(answer === '\0' ? '' : answer, (each) => each.charCodeAt(0));
    if (
      role === undefined ||
      !mysqlAccepts(role.plugin, role.password, bytes, Uint8Array.from(this.#nonce))
    ) {
      const using = bytes.length > 0 ? 'YES' : 'NO';
      this.#send(
        problemBody(
          1045,
          '28000',
          `Access denied for user '${asked.user}'@'${this.#host}' (using password: ${using})`,
        ),
      );
      this.#ended = true;
      return;
    }
    const session = new Session(
      factsOf({
        database: 'def',
        user: asked.user,
        clientHost: this.#host,
        accountHost: role.host,
        id: this.#id,
        connectedMs: system.now,
      }),
    );
    const problem = asked.database === '' ? undefined : this.#use(session, asked.database);
    if (problem !== undefined) {
      this.#send(problem);
      this.#ended = true;
      return;
    }
    if (role.plugin === 'caching_sha2_password' && role.password !== '') this.#send('\x01\x03');
    this.session = session;
    this.#send(okBody(0, 0n, AUTOCOMMIT, 0));
  }

  /** @returns what is wrong with the database */
  #use(session: Session, name: string): string | undefined {
    const env = environmentOf(this.#engine, session, 0, new Meter(), [], []);
    if (!seesSchema(env, name))
      return problemBody(
        1044,
        '42000',
        `Access denied for user '${session.facts.user}'@'${session.facts.accountHost}' to database '${name}'`,
      );
    if (name !== 'information_schema' && !this.#engine.cluster.objects.has(`schema\0def\0${name}`))
      return problemBody(1049, '42000', `Unknown database '${name}'`);
    session.facts.searchPath = [name];
    return undefined;
  }

  #command(system: System, body: string): void {
    const { session } = this;
    if (session === undefined) return;
    const rest = body.slice(1);
    switch (body.charCodeAt(0)) {
      case 1:
        this.#ended = true;
        return;
      case 2:
        this.#send(this.#use(session, decode(rest)) ?? okBody(0, 0n, this.#status(false), 0));
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
        this.#prepare(system, decode(rest));
        return;
      case 23:
        this.#execute(system, rest);
        return;
      case 17:
        this.#changeUser(rest);
        return;
      case 24: {
        // Parts of a long parameter: nothing answers them.
        const key = `${readInt(rest, 0, 4)} ${readInt(rest, 4, 2)}`;
        const text = (this.#longData.get(key) ?? '') + rest.slice(6);
        if (text.length <= VALUE_CHARS_MAX) this.#longData.set(key, text);
        return;
      }
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
        this.#longData.clear();
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

  /** Another user on the same connection: it begins as if it were new. */
  #changeUser(body: string): void {
    this.session?.rollback();
    this.session = undefined;
    this.#prepared.clear();
    const userEnd = body.indexOf('\0');
    const user = decode(body.slice(0, userEnd));
    const from = userEnd + 2 + (body.charCodeAt(userEnd + 1) || 0);
    const databaseEnd = body.indexOf('\0', from);
    const database = decode(body.slice(from, databaseEnd < 0 ? undefined : databaseEnd));
    const role = this.#role(user);
    this.#asked = { user, database, role: role?.host ?? '' };
    const plugin = role?.plugin ?? defaultPlugin({ server: this.#engine.facts });
    this.#send(`\xfe${plugin}\0${String.fromCharCode(...this.#nonce)}\0`);
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
      this.session?.notices.splice(0);
      this.#send(errorBody(outcome.error));
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
    const warnings = this.session?.notices.splice(0).length ?? 0;
    if (result.columns === undefined) {
      const statement = script?.statements[script.index - 1]?.statement;
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
    this.#send(eofBody(status));
  }

  #prepare(system: System, text: string): void {
    const [parsed, second] = parseStatements(text, true);
    if (parsed === undefined) throw new SqlError('emptyQuery');
    if (second !== undefined || this.#prepared.size >= PREPARED_MAX || this.session === undefined)
      throw new SqlError('tooLarge');
    const types: (SqlType | undefined)[] = [];
    const columns =
      describe(
        environmentOf(this.#engine, this.session, system.now, new Meter(), [], types),
        parsed.statement,
      ) ?? [];
    const id = this.#nextPrepared++;
    this.#prepared.set(id, { parsed, types: [] });
    this.#send(`\0${int(id, 4)}${int(columns.length, 2)}${int(parsed.parameters, 2)}\0${int(0, 2)}`);
    const unknown = columnBody({ name: '?', type: { base: 'varchar' } });
    for (let count = 0; count < parsed.parameters; count++) this.#send(unknown);
    if (parsed.parameters > 0) this.#send(eofBody(AUTOCOMMIT));
    for (const column of columns) this.#send(columnBody(column));
    if (columns.length > 0) this.#send(eofBody(AUTOCOMMIT));
  }

  #execute(system: System, body: string): void {
    const prepared = this.#prepared.get(readInt(body, 0, 4));
    if (prepared === undefined || this.session === undefined)
      throw new SqlError('undefinedPrepared', { name: readInt(body, 0, 4) });
    const count = prepared.parsed.parameters;
    const bitmap = Math.floor((count + 7) / 8);
    let at = 9 + bitmap;
    const values: Value[] = [];
    const types: SqlType[] = [];
    if (count > 0) {
      if (body.charCodeAt(at++) === 1) {
        const from = at;
        prepared.types = Array.from({ length: count }, (_, index) => readInt(body, from + index * 2, 1));
        at += count * 2;
      }
      for (let index = 0; index < count; index++) {
        if ((body.charCodeAt(9 + (index >> 3)) & (1 << (index & 7))) !== 0) {
          values.push(null);
          types.push({ base: 'text' });
          continue;
        }
        const long = this.#longData.get(`${readInt(body, 0, 4)} ${index}`);
        if (long !== undefined) {
          values.push(long);
          types.push({ base: 'bytea' });
          continue;
        }
        const read = readParameter(body, at, prepared.types[index] ?? 253);
        at = read.next;
        types.push(read.type);
        values.push(
          read.type.base === 'bytea' ? read.text : parseValue(read.type, decode(read.text), system.now),
        );
      }
    }
    this.#longData.clear();
    this.#script = { statements: [prepared.parsed], index: 0, binary: true };
    this.#job = new Job(this.#engine, this.session, prepared.parsed.statement, values, types);
  }

  store(): Json {
    const stored: StoredConversation = {
      descriptor: this.descriptor,
      host: this.#host,
      id: this.#id,
      input: this.input,
      busy: this.#job !== undefined || this.#script !== undefined,
      nonce: this.#nonce,
      asked: this.#asked,
      session: this.session === undefined ? undefined : storeSession(this.session),
    };
    return JSON.parse(JSON.stringify(stored));
  }

  static restore(engine: Engine, from: StoredConversation): MysqlConversation {
    const made = new MysqlConversation(engine, from.descriptor, from.host, from.id);
    made.input = from.input;
    made.#nonce = [...from.nonce];
    made.#greeted = from.nonce.length > 0;
    made.#asked = from.asked;
    // The statement that was under way is gone with the server's memory: its client loses the connection.
    made.#ended = from.busy;
    if (from.session !== undefined) made.session = restoreSession(from.session, engine.cluster);
    return made;
  }
}
