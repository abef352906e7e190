import { SystemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../../../../linux/system.ts';
import { binary, bytesOf, decode } from '../../../../shell/commands/bytes.ts';
import { continueLookup, type Lookup, lookUp, lookupWait } from '../../../resolver.ts';
import {
  base64,
  digest,
  fromBase64,
  md5Answer,
  md5Verifier,
  saltedPassword,
  sign,
  xor,
} from '../../run/passwords.ts';
import { int32, readInt32 } from '../integers.ts';
import { cString, message, takeMessage } from '../messages.ts';

/** Where a client wants to go. */
export type Target = {
  /** Undefined: the server's socket on this machine. */
  readonly host: string | undefined;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly application: string;
};

/** A connection to a server, as JSON. */
export type Link = {
  target: Target;
  stage: 'lookup' | 'connecting' | 'login' | 'ready' | 'failed';
  lookup?: Lookup | undefined;
  descriptor: number;
  input: string;
  nonce: string;
  first: string;
  parameters: { [name: string]: string };
  problem: string;
  pid: number;
  /** The server asks for a password and there is none. */
  needsPassword: boolean;
  address: string;
};

export function openLink(system: System, target: Target): Link {
  const link: Link = {
    target,
    stage: 'lookup',
    descriptor: -1,
    input: '',
    nonce: '',
    first: '',
    parameters: {},
    problem: '',
    pid: 0,
    needsPassword: false,
    address: '',
  };
  proceed(system, link, lookUp(system, target.host === undefined ? '127.0.0.1' : target.host));
  return link;
}

type Resolved = ReturnType<typeof lookUp>;

function proceed(system: System, link: Link, found: Resolved): void {
  if ('lookup' in found) {
    link.lookup = found.lookup;
    return;
  }
  link.lookup = undefined;
  const { host, port } = link.target;
  if ('failed' in found) {
    fail(
      link,
      `could not translate host name "${host ?? ''}" to address: ${found.failed === 'again' ? 'Temporary failure in name resolution' : 'Name or service not known'}`,
    );
    return;
  }
  link.address = found.address;
  try {
    link.descriptor = system.connect({ address: found.address, port });
    link.stage = 'connecting';
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    fail(link, unreachable(link, error.message));
  }
}

/** How errors name the server. */
function serverName({ target, address }: Link): string {
  if (target.host === undefined)
    return `connection to server on socket "/var/run/postgresql/.s.PGSQL.${target.port}" failed`;
  const shown = target.host === address || address === '' ? '' : ` (${address})`;
  return `connection to server at "${target.host}"${shown}, port ${target.port} failed`;
}

function unreachable(link: Link, why: string): string {
  return link.target.host === undefined
    ? `${serverName(link)}: No such file or directory\n\tIs the server running locally and accepting connections on that socket?`
    : `${serverName(link)}: ${why}\n\tIs the server running on that host and accepting TCP/IP connections?`;
}

function fail(link: Link, problem: string): void {
  link.stage = 'failed';
  link.problem = problem;
}

/** Goes on with making the connection. @returns what to wait for; undefined: it is ready, or failed */
export function continueLink(system: System, link: Link): Wait | undefined {
  if (link.stage === 'lookup') {
    if (link.lookup !== undefined) proceed(system, link, continueLookup(system, link.lookup));
    if (link.lookup !== undefined) return lookupWait(link.lookup);
  }
  if (link.stage === 'connecting') {
    try {
      if (system.connected(link.descriptor) === AGAIN) return { connected: link.descriptor };
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      fail(link, unreachable(link, error.message));
      return undefined;
    }
    const { user, database, application } = link.target;
    const pairs = [
      'user',
      user,
      'database',
      database,
      'application_name',
      application,
      'client_encoding',
      'UTF8',
    ];
    const body = `${int32(196_608)}${pairs.map(cString).join('')}\0`;
    send(system, link, int32(body.length + 4) + body);
    link.stage = 'login';
  }
  while (link.stage === 'login') {
    const taken = receive(system, link);
    if (taken === 'more') return { readable: [link.descriptor] };
    if (taken === 'end') {
      fail(
        link,
        `${serverName(link)}: server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`,
      );
      return undefined;
    }
    login(system, link, taken.kind, taken.body);
  }
  return undefined;
}

export function send(system: System, { descriptor }: Link, text: string): void {
  system.write(descriptor, bytesOf(text));
}

/** The next message. */
export function receive(system: System, link: Link): { kind: string; body: string } | 'more' | 'end' {
  for (;;) {
    const taken = takeMessage(link.input, true);
    if (taken === 'bad') return 'end';
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

/** The fields of an error or a notice, by their letters. */
export function fieldsOf(body: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    decode(body)
      .split('\0')
      .flatMap((field) => (field === '' ? [] : [[field.charAt(0), field.slice(1)]])),
  );
}

function login(system: System, link: Link, kind: string, body: string): void {
  if (kind === 'R') authenticate(system, link, readInt32(body, 0), body.slice(4));
  else if (kind === 'S') {
    const [name = '', value = ''] = decode(body).split('\0');
    link.parameters[name] = value;
  } else if (kind === 'K') link.pid = readInt32(body, 0);
  else if (kind === 'Z') link.stage = 'ready';
  else if (kind === 'E') {
    const { S = 'FATAL', M = '' } = fieldsOf(body);
    fail(link, `${serverName(link)}: ${S}:  ${M}`);
  }
}

function authenticate(system: System, link: Link, code: number, rest: string): void {
  const { password, user } = link.target;
  if (code === 0 || code === 12) return;
  if (password === undefined) {
    link.needsPassword = true;
    fail(link, `${serverName(link)}: fe_sendauth: no password supplied`);
    return;
  }
  if (code === 3) send(system, link, message('p', cString(password)));
  else if (code === 5) {
    const salt = Uint8Array.from(rest.slice(0, 4), (each) => each.charCodeAt(0));
    send(system, link, message('p', cString(md5Answer(md5Verifier(user, password), salt))));
  } else if (code === 10) {
    link.nonce = base64(Uint8Array.from({ length: 18 }, () => Math.floor(system.random() * 256)));
    link.first = `n=,r=${link.nonce}`;
    const initial = `n,,${link.first}`;
    send(system, link, message('p', `SCRAM-SHA-256\0${int32(initial.length)}${initial}`));
  } else if (code === 11) scramFinal(system, link, password, rest);
}

function scramFinal(system: System, link: Link, password: string, server: string): void {
  const [, nonce = '', salt = '', iterations = '4096'] = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(server) ?? [];
  const salted = saltedPassword(password, fromBase64(salt) ?? new Uint8Array(), Number(iterations));
  const clientKey = sign(salted, 'Client Key');
  const without = `c=biws,r=${nonce}`;
  const proof = xor(clientKey, sign(digest(clientKey), `${link.first},${server},${without}`));
  send(system, link, message('p', `${without},p=${base64(proof)}`));
}

export function ask(system: System, link: Link, text: string): void {
  send(system, link, message('Q', cString(text)));
}
