import type { System } from '../../../linux/system.ts';
import { decode } from '../../../shell/commands/bytes.ts';
import { defaultPlugin } from '../run/define-roles.ts';
import { Meter } from '../run/environment.ts';
import { seesSchema } from '../run/names.ts';
import { mysqlAccepts } from '../run/passwords.ts';
import { type Engine, environmentOf, factsOf, Session } from '../session.ts';
import type { RoleDef } from '../store/definitions.ts';
import { AUTOCOMMIT, int, okBody, problemBody, readInt, readLength } from './packets.ts';

const CAPABILITIES =
  0x1 | 0x2 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x10000 | 0x20000 | 0x80000 | 0x100000 | 0x200000;
const CONNECT_WITH_DB = 0x8;
const PLUGIN_AUTH = 0x80000;
const LENGTH_CODED_AUTH = 0x200000;

/** Who wants in, while the password is asked for: JSON. */
export type Asked = { readonly user: string; readonly database: string };

/** What a message of a client that isn't in yet leads to. Without a session and not ended, it has to say more. */
export interface Step {
  /** Bodies of packets. */
  readonly output: readonly string[];
  readonly session?: Session;
  readonly ended?: boolean;
}

/** The beginning of a connection: from the server's greeting to a session. */
export class Login {
  readonly #engine: Engine;
  readonly #host: string;
  readonly #id: number;
  /** Bytes that passwords are scrambled with; none: the client hasn't been greeted. */
  nonce: readonly number[];
  asked: Asked | undefined;

  /** @param host where the client is: `localhost` for this machine */
  constructor(engine: Engine, host: string, id: number, nonce: readonly number[] = [], asked?: Asked) {
    this.#engine = engine;
    this.#host = host;
    this.#id = id;
    this.nonce = nonce;
    this.asked = asked;
  }

  greeting(system: System): string {
    this.nonce = Array.from({ length: 20 }, () => 1 + Math.floor(system.random() * 126));
    const salt = String.fromCharCode(...this.nonce);
    const { version, mariadb } = this.#engine.facts;
    const shown = mariadb ? `5.5.5-${version}-MariaDB-ubu2404` : version;
    const plugin = defaultPlugin({ server: this.#engine.facts });
    return `\x0a${shown}\0${int(this.#id, 4)}${salt.slice(0, 8)}\0${int(CAPABILITIES & 0xffff, 2)}\xff${int(AUTOCOMMIT, 2)}${int(CAPABILITIES >>> 16, 2)}${int(21, 1)}${'\0'.repeat(10)}${salt.slice(8)}\0${plugin}\0`;
  }

  #role(user: string): RoleDef | undefined {
    for (const host of [this.#host, '%']) {
      const def = this.#engine.cluster.objects.get(`role\0${user}\0${host}`);
      if (def?.kind === 'role') return def;
    }
    return undefined;
  }

  /** Asks for the password in the way of a plugin. */
  #askFor(plugin: string): Step {
    return { output: [`\xfe${plugin}\0${String.fromCharCode(...this.nonce)}\0`] };
  }

  take(system: System, body: string): Step {
    if (this.asked !== undefined) return this.#check(system, this.asked, body);
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
    this.asked = { user, database };
    if (role !== undefined && role.plugin !== plugin && role.password !== '')
      return this.#askFor(role.plugin);
    return this.#check(system, this.asked, answer);
  }

  /** Another user on the same connection: it begins as if it were new. */
  changeUser(body: string): Step {
    const userEnd = body.indexOf('\0');
    const user = decode(body.slice(0, userEnd));
    const from = userEnd + 2 + (body.charCodeAt(userEnd + 1) || 0);
    const databaseEnd = body.indexOf('\0', from);
    const database = decode(body.slice(from, databaseEnd < 0 ? undefined : databaseEnd));
    this.asked = { user, database };
    return this.#askFor(this.#role(user)?.plugin ?? defaultPlugin({ server: this.#engine.facts }));
  }

  #check(system: System, asked: Asked, answer: string): Step {
    const role = this.#role(asked.user);
    const bytes = Uint8Array.from(answer === '\0' ? '' : answer, (each) => each.charCodeAt(0));
    if (role === undefined || !mysqlAccepts(role.plugin, role.password, bytes, Uint8Array.from(this.nonce))) {
      const using = bytes.length > 0 ? 'YES' : 'NO';
      const words = `Access denied for user '${asked.user}'@'${this.#host}' (using password: ${using})`;
      return { output: [problemBody(1045, '28000', words)], ended: true };
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
    const problem = asked.database === '' ? undefined : useDatabase(this.#engine, session, asked.database);
    if (problem !== undefined) return { output: [problem], ended: true };
    const ok = okBody(0, 0n, AUTOCOMMIT, 0);
    const cached = role.plugin === 'caching_sha2_password' && role.password !== '';
    return { output: cached ? ['\x01\x03', ok] : [ok], session };
  }
}

/** Puts a database into use. @returns what is wrong with it, as a packet's body */
export function useDatabase(engine: Engine, session: Session, name: string): string | undefined {
  const env = environmentOf(engine, session, 0, new Meter(), [], []);
  if (!seesSchema(env, name)) {
    const { user, accountHost } = session.facts;
    return problemBody(
      1044,
      '42000',
      `Access denied for user '${user}'@'${accountHost}' to database '${name}'`,
    );
  }
  if (name !== 'information_schema' && !engine.cluster.objects.has(`schema\0def\0${name}`))
    return problemBody(1049, '42000', `Unknown database '${name}'`);
  session.facts.searchPath = [name];
  return undefined;
}
