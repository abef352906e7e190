import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { lookUp } from '../../../shell/commands/network/names.ts';
import { bytesFrom, newBytes } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { fromHost } from '../builtins/json.ts';
import { packageAt } from '../loading/resolve.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import type { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';

const hashes = { md5, sha1, sha256, sha384, sha512 } as const;
const names: readonly (keyof typeof hashes)[] = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];

function hashOf(machine: Machine, name: Value) {
  const text = toText(machine, name).replace('-', '');
  const found = names.find((each) => each === text);
  return found === undefined ? machine.throwError('Error', 'Digest method not supported') : hashes[found];
}

/** Rounds of PBKDF2 in one go, and what each costs. */
const ROUNDS_MAX = 500;
const OPERATIONS_PER_ROUND = 60;

function randomBytes(machine: Machine, count: number): Uint8Array {
  if (count < 0 || count > 1_048_576)
    machine.throwError('RangeError', 'The value of "size" is out of range.');
  machine.charge(count >> 2);
  return Uint8Array.from({ length: count }, () => Math.floor(machine.runtime.system.random() * 256));
}

function uuid(machine: Machine): string {
  const bytes = randomBytes(machine, 16);
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte;
    return value.toString(16).padStart(2, '0');
  }).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const CHANGEABLE = [
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;
const URL_PARTS = ['href', 'origin', ...CHANGEABLE] as const;

function parts(machine: Machine, url: URL): JsObject {
  return machine.realm.plainObject(Object.fromEntries(URL_PARTS.map((name) => [name, url[name]])));
}

/** Since Node 20 it is a plain TypeError, which has its code beside. */
function invalidUrl(machine: Machine, text: string, base: Value): JsObject {
  const { realm, runtime } = machine;
  const major = Number.parseInt(runtime.system.executable.version ?? '20', 10);
  const [line, column] = major >= 22 ? [816, 29] : [806, 29];
  if (major >= 20) runtime.traceStart = [`new URL (node:internal/url:${line}:${column})`];
  const error =
    major >= 20
      ? realm.error('TypeError', 'Invalid URL')
      : realm.codedError('TypeError', 'ERR_INVALID_URL', 'Invalid URL');
  runtime.traceStart = [];
  if (major >= 20) {
    const last = major >= 22 ? 'true' : 'raiseException';
    const source = `    const href = bindingUrl.parse(input, base, ${last});\n                            ^\n`;
    runtime.syntaxFrames.set(error, `node:internal/url:${line}\n${source}`);
    error.put('code', 'ERR_INVALID_URL');
  }
  error.put('input', text);
  if (base !== undefined) error.put('base', base);
  return error;
}

function parsed(machine: Machine, text: string, base: Value): URL {
  try {
    return base === undefined ? new URL(text) : new URL(text, toText(machine, base));
  } catch {
    throw new Thrown(invalidUrl(machine, text, base));
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function interfaces(machine: Machine): Value {
  const found: Record<string, unknown> = {};
  for (const { name, kind, mac, addresses } of machine.runtime.system.network().interfaces) {
    found[name] = addresses.map(({ address, prefix }) => ({
      address,
      netmask: mask(prefix),
      family: 'IPv4',
      mac,
      internal: kind === 'loopback',
      cidr: `${address}/${prefix}`,
    }));
  }
  return fromHost(machine, found);
}

function mask(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

function resolveName(machine: Machine, name: string, type: string, asHost: boolean): Value {
  const { system } = machine.runtime;
  if (asHost) {
    const found = lookUp(system, name);
    return 'problem' in found
      ? fromHost(machine, {
          error: found.problem === 'no such name' ? 'ENOTFOUND' : 'EAI_AGAIN',
          ms: found.latencyMs,
        })
      : fromHost(machine, { values: found.addresses, ms: found.latencyMs });
  }
  const kinds = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const;
  const kind = kinds.find((each) => each === type);
  if (kind === undefined)
    machine.throwError('TypeError', `The argument 'rrtype' is invalid. Received '${type}'`);
  const found = system.resolve(name, kind);
  if (typeof found === 'string')
    return fromHost(machine, {
      error: found === 'nxdomain' ? 'ENOTFOUND' : found === 'timeout' ? 'ETIMEOUT' : 'ESERVFAIL',
      ms: 5,
    });
  const values = found.answer.filter((each) => each.type === kind).map(({ value }) => value);
  return fromHost(
    machine,
    values.length === 0 ? { error: 'ENODATA', ms: found.latencyMs } : { values, ms: found.latencyMs },
  );
}

export const serviceBindings: Definitions = {
  $crypto: {
    methods: {
      digest: (machine, _, [name, data]) => {
        const bytes = bytesFrom(machine, data);
        machine.charge(bytes.length >> 3);
        return newBytes(machine, hashOf(machine, name)(bytes));
      },
      hmac: (machine, _, [name, key, data]) => {
        const bytes = bytesFrom(machine, data);
        machine.charge(bytes.length >> 3);
        return newBytes(machine, hmac(hashOf(machine, name), bytesFrom(machine, key), bytes));
      },
      /** Some rounds of PBKDF2: of what the last one gave, and the sum so far. */
      rounds: (machine, _, [name, key, last, sum, count]) => {
        const hash = hashOf(machine, name);
        const secret = bytesFrom(machine, key);
        let at = bytesFrom(machine, last);
        const total = Uint8Array.from(bytesFrom(machine, sum));
        const rounds = Math.min(ROUNDS_MAX, toInteger(machine, count));
        for (let left = rounds; left > 0; left--) {
          at = hmac(hash, secret, at);
          for (const [index, byte] of at.entries()) total[index] = (total[index] ?? 0) ^ byte;
        }
        machine.charge(rounds * OPERATIONS_PER_ROUND);
        return machine.realm.array([newBytes(machine, at), newBytes(machine, total)]);
      },
      algorithms: (machine) => machine.realm.array([...names]),
      random: (machine, _, [count]) => newBytes(machine, randomBytes(machine, toInteger(machine, count))),
      uuid,
    },
  },
  $url: {
    methods: {
      parse: (machine, _, [text, base]) => parts(machine, parsed(machine, toText(machine, text), base)),
      change: (machine, _, [href, name, value]) => {
        const url = new URL(toText(machine, href));
        const part = CHANGEABLE.find((each) => each === name);
        if (part !== undefined) url[part] = toText(machine, value);
        return parts(machine, url);
      },
      decode: (machine, _, [text]) => decoded(toText(machine, text)),
    },
  },
  $os: { methods: { interfaces } },
  $dns: {
    methods: {
      resolve: (machine, _, [name, type, asHost]) =>
        resolveName(machine, toText(machine, name), toText(machine, type), asHost === true),
      servers: (machine) => {
        const lines = machine.runtime.system.readText('/etc/resolv.conf').split('\n');
        return machine.realm.array(
          lines.filter((line) => line.startsWith('nameserver ')).map((line) => line.slice(11).trim()),
        );
      },
    },
  },
  $packages: {
    methods: {
      /** Of a package that is installed where the program is. */
      version: (machine, _, [name]) => {
        const { system } = machine.runtime;
        for (let folder = machine.runtime.folder; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
          const found = packageAt(system, `${folder}/node_modules/${toText(machine, name)}`)?.version;
          if (typeof found === 'string') return found;
          if (folder === '') return undefined;
        }
      },
    },
  },
};
