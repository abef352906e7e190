import type { Json, System } from '../../../linux/system.ts';
import { atLeast } from '../../../registry/catalogue/repository.ts';
import { decode } from '../../../shell/commands/bytes.ts';
import { Meter } from '../run/environment.ts';
import { postgresVerifier } from '../run/passwords.ts';
import { settings } from '../run/settings.ts';
import type { Activity, Conversation } from '../serving.ts';
import { type Engine, environmentOf, factsOf, Session } from '../session.ts';
import type { RoleDef } from '../store/definitions.ts';
import { restoreSession, type StoredSession, storeSession } from '../stored-session.ts';
import { authenticationOk, begin, type Exchange, methodFor, respond } from './authentication.ts';
import { int32, readInt32 } from './integers.ts';
import { cString, fatal, message, takeMessage } from './messages.ts';
import { Queries } from './queries.ts';

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const PROTOCOL_3 = 196_608;

/** What a conversation needs of its server. */
export interface Host {
  readonly engine: Engine;
  /** pg_hba.conf, as it is now. */
  rules(): string;
  log(system: System, pid: number, level: string, words: string): void;
  /** A client wants the statement of another connection of its own to end. */
  cancel(pid: number, secret: number): void;
}

interface Asked {
  readonly user: string;
  readonly database: string;
  readonly options: readonly (readonly [string, string])[];
}

export interface StoredConversation {
  readonly descriptor: number;
  readonly peer: string;
  readonly local: boolean;
  readonly pid: number;
  readonly secret: number;
  readonly input: string;
  /** A statement was under way. */
  readonly busy: boolean;
  readonly asked?: Asked | undefined;
  readonly exchange?: Exchange | undefined;
  readonly session?: StoredSession | undefined;
}

/** Sessions that a server has at a time, whatever its settings allow. */
const SESSIONS_MAX = 100;
/** superuser_reserved_connections */
const RESERVED = 3;

/** Why there is no room for one more session. */
function noSlot(engine: Engine, role: RoleDef): readonly [state: string, words: string] | undefined {
  const most = Math.min(SESSIONS_MAX, Number(engine.facts.configured.max_connections ?? SESSIONS_MAX));
  const count = engine.sessions().length;
  if (count >= most) return ['53300', 'sorry, too many clients already'];
  if (role.superuser || count < most - RESERVED) return undefined;
  return [
    '53300',
    atLeast(engine.facts.version, '16.0')
      ? 'remaining connection slots are reserved for roles with the SUPERUSER attribute'
      : 'remaining connection slots are reserved for non-replication superuser connections',
  ];
}

/** A connection, from its first message on. */
export class PostgresConversation implements Conversation {
  readonly descriptor: number;
  input = '';
  readonly #host: Host;
  readonly #peer: string;
  readonly #local: boolean;
  readonly pid: number;
  /** What a client has to know to cancel. */
  secret = 0;
  #asked: Asked | undefined;
  #exchange: Exchange | undefined;
  #queries: Queries | undefined;
  #output = '';
  #ended = false;
  /** The statement that was under way is gone with the server's memory. */
  #interrupted = false;

  constructor(host: Host, descriptor: number, peer: string, local: boolean, pid: number) {
    this.#host = host;
    this.descriptor = descriptor;
    this.#peer = peer;
    this.#local = local;
    this.pid = pid;
  }

  get session(): Session | undefined {
    return this.#queries?.session;
  }

  advance(system: System, units: number): Activity {
    this.#output = '';
    if (this.#interrupted) {
      this.#refuse(system, '57P01', 'terminating connection due to administrator command');
      return { busy: false, output: this.#output, ended: true };
    }
    while (this.#queries === undefined && !this.#ended) {
      const taken = takeMessage(this.input, this.#exchange !== undefined);
      if (taken === undefined) break;
      if (taken === 'bad') this.#ended = true;
      else {
        this.input = this.input.slice(taken.size);
        if (this.#exchange === undefined) this.#startup(system, taken.body);
        else this.#password(system, taken.body);
      }
    }
    if (this.session?.facts.signal === 'terminate') {
      this.#refuse(system, '57P01', 'terminating connection due to administrator command');
      return { busy: false, output: this.#output, ended: true };
    }
    const output = this.#output;
    if (this.#queries === undefined) return { busy: false, output, ended: this.#ended };
    const { input, ...activity } = this.#queries.advance(system, this.input, units);
    this.input = input;
    return { ...activity, output: output + activity.output, ended: this.#queries.ended };
  }

  #startup(system: System, body: string): void {
    const code = readInt32(body, 0);
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      this.#output += 'N';
      return;
    }
    if (code === CANCEL_REQUEST) this.#host.cancel(readInt32(body, 4), readInt32(body, 8));
    if (code !== PROTOCOL_3) {
      this.#ended = true;
      return;
    }
    const words = decode(body.slice(4)).split('\0');
    const pairs: [string, string][] = [];
    for (let at = 0; at + 1 < words.length && words[at] !== ''; at += 2)
      pairs.push([words[at] ?? '', words[at + 1] ?? '']);
    const value = (name: string) => pairs.find(([key]) => key === name)?.[1];
    const user = value('user') ?? '';
    if (user === '') {
      this.#refuse(system, '28000', 'no PostgreSQL user name specified in startup packet');
      return;
    }
    this.#asked = {
      user,
      database: value('database') ?? user,
      options: pairs.filter(([key]) => !['user', 'database'].includes(key)),
    };
    const { database } = this.#asked;
    const method = methodFor(this.#host.rules(), { database, user, address: this.#peer, local: this.#local });
    if (method === undefined || method === 'reject') {
      const from = this.#local ? 'local' : `"${this.#peer}"`;
      this.#refuse(
        system,
        '28000',
        `no pg_hba.conf entry for host ${from}, user "${user}", database "${database}", no encryption`,
      );
    } else if (method === 'trust') this.#enter(system);
    else {
      const { output, exchange } = begin(system, method, this.#role());
      this.#output += output;
      this.#exchange = exchange;
    }
  }

  #role(): RoleDef | undefined {
    const def = this.#host.engine.cluster.objects.get(`role\0${this.#asked?.user ?? ''}\0`);
    return def?.kind === 'role' ? def : undefined;
  }

  #password(system: System, body: string): void {
    if (this.#exchange === undefined) return;
    const role = this.#role();
    const check = (password: string) => role !== undefined && samePassword(role, decode(password));
    const answer = respond(system, this.#exchange, body, role, check);
    this.#output += answer.output;
    if ('exchange' in answer) this.#exchange = answer.exchange;
    else if (answer.accepted) this.#enter(system);
    else
      this.#refuse(system, '28P01', `password authentication failed for user "${this.#asked?.user ?? ''}"`);
  }

  #refuse(system: System, state: string, words: string): void {
    this.#output += fatal(state, words);
    this.#host.log(system, this.pid, 'FATAL', words);
    this.#ended = true;
  }

  #enter(system: System): void {
    const asked = this.#asked;
    if (asked === undefined) return;
    const { engine } = this.#host;
    const role = this.#role();
    const problem =
      role === undefined
        ? (['28000', `role "${asked.user}" does not exist`] as const)
        : !role.login
          ? (['28000', `role "${asked.user}" is not permitted to log in`] as const)
          : !engine.cluster.objects.has(`database\0${asked.database}`)
            ? (['3D000', `database "${asked.database}" does not exist`] as const)
            : undefined;
    const full = problem ?? (role === undefined ? undefined : noSlot(engine, role));
    if (full !== undefined || role === undefined) {
      const [state, words] = full ?? ['XX000', ''];
      this.#refuse(system, state, words);
      return;
    }
    const session = new Session(
      factsOf({
        database: asked.database,
        user: asked.user,
        clientHost: this.#peer,
        accountHost: '',
        id: this.pid,
        connectedMs: system.now,
      }),
    );
    session.facts.searchPath = [asked.user, 'public'];
    this.#take(asked, session);
    this.#open(system, session);
    const shown = settings(environmentOf(engine, session, system.now, new Meter(), [], []));
    const names = [
      'server_version',
      'server_encoding',
      'client_encoding',
      'application_name',
      'DateStyle',
      'IntervalStyle',
      'TimeZone',
      'standard_conforming_strings',
    ];
    const told = names.map((name): [string, string] => [name, shown.get(name.toLowerCase()) ?? '']);
    told.push(
      ['integer_datetimes', 'on'],
      ['is_superuser', role.superuser ? 'on' : 'off'],
      ['session_authorization', asked.user],
    );
    this.#output +=
      authenticationOk + told.map(([name, value]) => message('S', cString(name) + cString(value))).join('');
    this.secret = Math.floor(system.random() * 2_147_483_647);
    this.#output += message('K', int32(this.pid) + int32(this.secret)) + message('Z', 'I');
  }

  /** Settings that come with the first message. */
  #take({ options }: Asked, session: Session): void {
    for (const [name, value] of options) {
      const set =
        name === 'options'
          ? [...value.matchAll(/-c\s*([\w.]+)=((?:\\.|[^\s\\])*)/g)].map(
              ([, key = '', text = '']) => [key, text] as const,
            )
          : [[name, value] as const];
      for (const [key, text] of set) {
        session.facts.settings.set(key.toLowerCase(), text.replace(/\\(.)/g, '$1'));
        if (key === 'search_path') session.facts.searchPath = text.split(',').map((each) => each.trim());
      }
    }
  }

  #open(system: System, session: Session): void {
    this.#queries = new Queries(this.#host.engine, session, (level, words) =>
      this.#host.log(system, this.pid, level, words),
    );
  }

  store(): Json {
    const { session } = this;
    const stored: StoredConversation = {
      descriptor: this.descriptor,
      peer: this.#peer,
      local: this.#local,
      pid: this.pid,
      secret: this.secret,
      input: this.input,
      busy: this.#queries?.pending === true,
      asked: this.#asked,
      exchange: this.#exchange,
      session: session === undefined ? undefined : storeSession(session),
    };
    return JSON.parse(JSON.stringify(stored));
  }

  static restore(system: System, host: Host, from: StoredConversation): PostgresConversation {
    const made = new PostgresConversation(host, from.descriptor, from.peer, from.local, from.pid);
    made.input = from.input;
    made.secret = from.secret;
    made.#interrupted = from.busy;
    made.#asked = from.asked;
    made.#exchange = from.exchange;
    if (from.session !== undefined) made.#open(system, restoreSession(from.session, host.engine.cluster));
    return made;
  }
}

/** Checks a password that came as it is. */
function samePassword({ name, password }: RoleDef, given: string): boolean {
  if (password.startsWith('md5')) return postgresVerifier(name, given, new Uint8Array(), true) === password;
  const salt = /\$\d+:([^$]+)\$/.exec(password)?.[1];
  if (salt === undefined) return false;
  return (
    postgresVerifier(
      name,
      given,
      Uint8Array.from(atob(salt), (each) => each.charCodeAt(0)),
      false,
    ) === password
  );
}
