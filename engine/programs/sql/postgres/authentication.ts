import type { System } from '../../../linux/system.ts';
import { base64, digest, fromBase64, md5Answer, scramVerifier, sign, xor } from '../run/passwords.ts';
import type { RoleDef } from '../store/definitions.ts';
import { int32 } from './integers.ts';
import { message } from './messages.ts';

export type Method = 'trust' | 'reject' | 'md5' | 'scram-sha-256' | 'password';

/** Which method pg_hba.conf has for a client; undefined: no line is about it. */
export function methodFor(
  configuration: string,
  of: { database: string; user: string; address: string; local: boolean },
): Method | undefined {
  for (const line of configuration.split('\n')) {
    const [type, databases = '', users = '', ...rest] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (type !== 'local' && type !== 'host') continue;
    const [address, method] = type === 'local' ? ['', rest[0]] : [rest[0] ?? '', rest[1]];
    const isFor = (list: string, name: string) =>
      list.split(',').some((each) => each === 'all' || each === name);
    if (!isFor(databases, of.database) || !isFor(users, of.user)) continue;
    if (type === 'local' ? !of.local : !matches(address, of.address)) continue;
    return method === 'trust' ||
      method === 'reject' ||
      method === 'md5' ||
      method === 'password' ||
      method === 'scram-sha-256'
      ? method
      : 'reject';
  }
  return undefined;
}

function matches(rule: string, address: string): boolean {
  if (rule === 'all' || rule === '0.0.0.0/0' || rule === 'samenet' || rule === 'samehost') return true;
  const [network = '', bits = '32'] = rule.split('/');
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  if (!/^\d+(?:\.\d+){3}$/.test(network)) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(network) / size) === Math.floor(number(address) / size);
}

/** What has to be remembered between the messages of an authentication: JSON. */
export type Exchange =
  | { readonly method: 'md5'; readonly salt: readonly number[] }
  | { readonly method: 'password' }
  | { readonly method: 'scram'; readonly nonce?: string; readonly first?: string; readonly server?: string };

export function begin(
  system: System,
  method: Exclude<Method, 'trust' | 'reject'>,
  role: RoleDef | undefined,
): { output: string; exchange: Exchange } {
  if (method === 'password') return { output: message('R', int32(3)), exchange: { method } };
  if (method === 'md5' && !(role?.password ?? '').startsWith('SCRAM')) {
    const salt = Array.from({ length: 4 }, () => Math.floor(system.random() * 256));
    return { output: message('R', int32(5) + String.fromCharCode(...salt)), exchange: { method, salt } };
  }
  return { output: message('R', `${int32(10)}SCRAM-SHA-256\0\0`), exchange: { method: 'scram' } };
}

/** What a password message leads to: another exchange, or whether it was right. */
export type Answer =
  | { readonly output: string; readonly exchange: Exchange }
  | { readonly output: string; readonly accepted: boolean };

const nobody = {
  iterations: 4096,
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  storedKey: new Uint8Array(32),
  serverKey: new Uint8Array(32),
};

export function respond(
  system: System,
  exchange: Exchange,
  body: string,
  role: RoleDef | undefined,
  check: (password: string) => boolean,
): Answer {
  if (exchange.method === 'password') return { output: '', accepted: check(body.replace(/\0$/, '')) };
  if (exchange.method === 'md5') {
    const wanted = md5Answer(role?.password ?? '', Uint8Array.from(exchange.salt));
    return { output: '', accepted: (role?.password ?? '') !== '' && body.replace(/\0$/, '') === wanted };
  }
  const verifier = scramVerifier(role?.password ?? '') ?? nobody;
  if (exchange.nonce === undefined) {
    const first = /(?<=^|,)n=[^,]*,r=([^,]+)/.exec(body);
    if (first === null) return { output: '', accepted: false };
    const own = base64(Uint8Array.from({ length: 18 }, () => Math.floor(system.random() * 256)));
    const nonce = `${first[1]}${own}`;
    const server = `r=${nonce},s=${verifier.salt},i=${verifier.iterations}`;
    return {
      output: message('R', int32(11) + server),
      exchange: { method: 'scram', nonce, first: first[0], server },
    };
  }
  const final = /^((?:.*,)?r=([^,]+)(?:,[^p][^,]*)*),p=([^,]+)$/.exec(body);
  const proof = fromBase64(final?.[3] ?? '');
  if (final === null || proof === undefined || final[2] !== exchange.nonce)
    return { output: '', accepted: false };
  const text = `${exchange.first ?? ''},${exchange.server ?? ''},${final[1]}`;
  const clientKey = xor(proof, sign(verifier.storedKey, text));
  const right = base64(digest(clientKey)) === base64(verifier.storedKey) && verifier !== nobody;
  const output = right ? message('R', `${int32(12)}v=${base64(sign(verifier.serverKey, text))}`) : '';
  return { output, accepted: right };
}

export const authenticationOk = message('R', int32(0));
