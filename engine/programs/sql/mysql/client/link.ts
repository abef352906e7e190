import { SystemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../../../../linux/system.ts';
import { binary, bytesOf, decode, encode } from '../../../../shell/commands/bytes.ts';
import { continueLookup, type Lookup, lookUp, lookupWait } from '../../../resolver.ts';
import { mysqlAnswer } from '../../run/passwords.ts';
import { int, packet, readInt, readLength, takePacket } from '../packets.ts';

export type Target = {
  /** Undefined: the server's socket on this machine. */
  readonly host: string | undefined;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

/** A connection to a server, as JSON. */
export type Link = {
  target: Target;
  stage: 'lookup' | 'connecting' | 'greeting' | 'login' | 'ready' | 'failed';
  lookup?: Lookup | undefined;
  descriptor: number;
  input: string;
  nonce: number[];
  version: string;
  id: number;
  problem: Problem | undefined;
};

export type Problem = { readonly code: number; readonly state: string; readonly words: string };

/** What the server says to a question, piece by piece. */
export type Reply =
  | {
      readonly kind: 'done';
      readonly affected: number;
      readonly warnings: number;
      readonly info: string;
      readonly more: boolean;
    }
  | {
      readonly kind: 'rows';
      readonly headers: readonly string[];
      readonly numeric: readonly boolean[];
      /** The server says that there may be nulls in it. */
      readonly nullable: readonly boolean[];
      readonly rows: readonly (readonly (string | null)[])[];
      readonly warnings: number;
      readonly more: boolean;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

export function openLink(system: System, target: Target): Link {
  const link: Link = {
    target,
    stage: 'lookup',
    descriptor: -1,
    input: '',
    nonce: [],
    version: '',
    id: 0,
    problem: undefined,
  };
  proceed(system, link, lookUp(system, target.host ?? '127.0.0.1'));
  return link;
}

function fail(link: Link, code: number, words: string, state = 'HY000'): void {
  link.stage = 'failed';
  link.problem = { code, state, words };
}

function unreachable(link: Link, error: SystemError): void {
  const { host, port } = link.target;
  if (host === undefined)
    fail(link, 2002, "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)");
  else
    fail(
      link,
      2003,
      `Can't connect to MySQL server on '${host}:${port}' (${error.code === 'ECONNREFUSED' ? 111 : error.code === 'ETIMEDOUT' ? 110 : 113})`,
    );
}

function proceed(system: System, link: Link, found: ReturnType<typeof lookUp>): void {
  if ('lookup' in found) {
    link.lookup = found.lookup;
    return;
  }
  link.lookup = undefined;
  if ('failed' in found) {
    fail(link, 2005, `Unknown MySQL server host '${link.target.host ?? ''}' (-2)`);
    return;
  }
  try {
    link.descriptor = system.connect({ address: found.address, port: link.target.port });
    link.stage = 'connecting';
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    unreachable(link, error);
  }
}

/** Goes on with making the connection. @returns what to wait for; undefined: it is ready, or failed */
export function continueLink(system: System, link: Link): Wait | undefined {
  if (link.stage === 'lookup' && link.lookup !== undefined) {
    proceed(system, link, continueLookup(system, link.lookup));
    if (link.lookup !== undefined) return lookupWait(link.lookup);
  }
  if (link.stage === 'connecting') {
    try {
      if (system.connected(link.descriptor) === AGAIN) return { connected: link.descriptor };
      link.stage = 'greeting';
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      unreachable(link, error);
    }
  }
  while (link.stage === 'greeting' || link.stage === 'login') {
    const taken = receive(system, link);
    if (taken === 'more') return { readable: [link.descriptor] };
    if (taken === 'end')
      fail(
        link,
        2013,
        "Lost connection to MySQL server at 'reading initial communication packet', system error: 0",
      );
    else if (link.stage === 'greeting') greeted(system, link, taken.sequence, taken.body);
    else answered(system, link, taken.sequence, taken.body);
  }
  return undefined;
}

function receive(system: System, link: Link): { sequence: number; body: string } | 'more' | 'end' {
  for (;;) {
    const taken = takePacket(link.input);
    if (taken !== undefined) {
      link.input = link.input.slice(taken.size);
      return taken;
    }
    const data = system.read(link.descriptor, 262_144);
    if (data === AGAIN) return 'more';
    if (data.length === 0) return 'end';
    link.input += binary(data);
  }
}

function send(system: System, link: Link, sequence: number, body: string): void {
  system.write(link.descriptor, bytesOf(packet(sequence, body)));
}

function scrambled(link: Link, plugin: string): string {
  return String.fromCharCode(...mysqlAnswer(plugin, link.target.password, Uint8Array.from(link.nonce)));
}

function greeted(system: System, link: Link, sequence: number, body: string): void {
  const end = body.indexOf('\0', 1);
  link.version = body.slice(1, end);
  link.id = readInt(body, end + 1, 4);
  const salt = body.slice(end + 5, end + 13) + body.slice(end + 32, end + 44);
  link.nonce = Array.from(salt, (each) => each.charCodeAt(0));
  const plugin = body.slice(end + 45, body.indexOf('\0', end + 45));
  const { user, database } = link.target;
  const capabilities = 0x1 | 0x4 | 0x200 | 0x2000 | 0x8000 | 0x20000 | 0x80000 | (database === '' ? 0 : 0x8);
  const answer = scrambled(link, plugin);
  const named = database === '' ? '' : `${encode(database)}\0`;
  send(
    system,
    link,
    sequence + 1,
    `${int(capabilities, 4)}${int(16_777_216, 4)}\xff${'\0'.repeat(23)}${encode(user)}\0${int(answer.length, 1)}${answer}${named}${plugin}\0`,
  );
  link.stage = 'login';
}

function answered(system: System, link: Link, sequence: number, body: string): void {
  const first = body.charCodeAt(0);
  if (first === 0) link.stage = 'ready';
  else if (first === 0xff) {
    const problem = problemOf(body);
    fail(link, problem.code, problem.words, problem.state);
  } else if (first === 0xfe) {
    const end = body.indexOf('\0', 1);
    link.nonce = Array.from(body.slice(end + 1, end + 21), (each) => each.charCodeAt(0));
    send(system, link, sequence + 1, scrambled(link, body.slice(1, end)));
  }
}

function problemOf(body: string): Problem {
  return { code: readInt(body, 1, 2), state: body.slice(4, 9), words: decode(body.slice(9)) };
}

export function ask(system: System, link: Link, text: string): void {
  send(system, link, 0, `\x03${encode(text)}`);
}

/** Reads one whole answer from what has come; undefined: it isn't whole. */
export function takeReply(system: System, link: Link): Reply | 'end' | undefined {
  const data = system.read(link.descriptor, 1_048_576);
  if (data !== AGAIN && data.length === 0) return 'end';
  if (data !== AGAIN) link.input += binary(data);
  let at = 0;
  const next = (): string | undefined => {
    const taken = takePacket(link.input.slice(at, at + 4 + (readInt(link.input, at, 3) || 0)));
    if (taken === undefined) return undefined;
    at += taken.size;
    return taken.body;
  };
  const first = next();
  if (first === undefined) return undefined;
  const finish = (reply: Reply): Reply => {
    link.input = link.input.slice(at);
    return reply;
  };
  if (first.charCodeAt(0) === 0xff) return finish({ kind: 'problem', problem: problemOf(first) });
  if (first.charCodeAt(0) === 0) {
    const [affected, one] = readLength(first, 1);
    const [, two] = readLength(first, one);
    const info = first.length > two + 4 ? decode(first.slice(readLength(first, two + 4)[1])) : '';
    const warnings = readInt(first, two + 2, 2);
    return finish({ kind: 'done', affected, warnings, info, more: (readInt(first, two, 2) & 8) !== 0 });
  }
  return rowsOf(readLength(first, 0)[0], next, finish);
}

function rowsOf(
  count: number,
  next: () => string | undefined,
  finish: (reply: Reply) => Reply,
): Reply | undefined {
  const headers: string[] = [];
  const numeric: boolean[] = [];
  const nullable: boolean[] = [];
  for (let index = 0; index < count; index++) {
    const body = next();
    if (body === undefined) return undefined;
    let at = 0;
    const texts: string[] = [];
    for (let part = 0; part < 6; part++) {
      const [length, start] = readLength(body, at);
      texts.push(body.slice(start, start + length));
      at = start + length;
    }
    headers.push(decode(texts[4] ?? ''));
    nullable.push((body.charCodeAt(at + 8) & 1) === 0);
    numeric.push([1, 2, 3, 4, 5, 8, 9, 13, 246].includes(body.charCodeAt(at + 7)));
  }
  if (next() === undefined) return undefined;
  const rows: (string | null)[][] = [];
  for (;;) {
    const body = next();
    if (body === undefined) return undefined;
    if (body.charCodeAt(0) === 0xff) return finish({ kind: 'problem', problem: problemOf(body) });
    if (body.charCodeAt(0) === 0xfe && body.length < 9)
      return finish({
        kind: 'rows',
        headers,
        numeric,
        nullable,
        rows,
        warnings: readInt(body, 1, 2),
        more: (readInt(body, 3, 2) & 8) !== 0,
      });
    const row: (string | null)[] = [];
    for (let at = 0; at < body.length; ) {
      if (body.charCodeAt(at) === 0xfb) {
        row.push(null);
        at++;
        continue;
      }
      const [length, start] = readLength(body, at);
      row.push(decode(body.slice(start, start + length)));
      at = start + length;
    }
    rows.push(row);
  }
}
