import { systemError } from '../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../linux/system.ts';

/** How long a name server may take, and how often it is asked. */
const timeoutMs = 5000;
const triesMax = 2;
const namesMax = 8;

/** A name that is being looked up: JSON, to be kept in a program's state. */
export type Lookup = {
  /** Names to ask for, the current one first. */
  names: string[];
  servers: string[];
  descriptor: number;
  id: number;
  tries: number;
  deadlineMs: number;
};

export type Resolved =
  | { readonly address: string }
  /** As getaddrinfo's EAI_NONAME and EAI_AGAIN. */
  | { readonly failed: 'unknown' | 'again' }
  | { readonly lookup: Lookup };

/** Begins to look a host up as libc does: an address, /etc/hosts, then the name servers. */
export function lookUp(system: System, host: string): Resolved {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return { address: host };
  const known = inHosts(system, host);
  if (known !== undefined) return { address: known };
  if (host === 'localhost') return { address: '127.0.0.1' };
  const { servers, search, dots } = configuration(system);
  if (servers.length === 0) return { failed: 'again' };
  const absolute = host.endsWith('.');
  const bare = absolute ? host.slice(0, -1) : host;
  const suffixed = absolute ? [] : search.map((domain) => `${bare}.${domain}`);
  const names = bare.split('.').length - 1 >= dots ? [bare, ...suffixed] : [...suffixed, bare];
  return ask(system, {
    names: names.slice(0, namesMax),
    servers,
    descriptor: -1,
    id: 0,
    tries: 0,
    deadlineMs: 0,
  });
}

export function continueLookup(system: System, lookup: Lookup): Resolved {
  for (;;) {
    const received = system.receiveDatagram(lookup.descriptor);
    if (received === AGAIN) break;
    const answer = parseAnswer(received.data, lookup.id);
    if (answer === undefined) continue;
    system.close(lookup.descriptor);
    if (typeof answer === 'string') return { address: answer };
    lookup.names.shift();
    return lookup.names.length === 0
      ? { failed: answer.again ? 'again' : 'unknown' }
      : ask(system, { ...lookup, tries: 0 });
  }
  if (system.now < lookup.deadlineMs) return { lookup };
  system.close(lookup.descriptor);
  return lookup.tries >= triesMax ? { failed: 'again' } : ask(system, lookup);
}

export function lookupWait({ descriptor, deadlineMs }: Lookup): Wait {
  return { readable: [descriptor], timeMs: deadlineMs };
}

function ask(system: System, lookup: Lookup): Resolved {
  const [name = ''] = lookup.names;
  const [server = ''] = lookup.servers;
  const id = Math.floor(system.random() * 65_536);
  const query = encodeQuery(id, name);
  if (query === undefined) return { failed: 'unknown' };
  try {
    const descriptor = system.bindDatagram({ address: '0.0.0.0', port: 0 });
    system.sendDatagram(descriptor, { address: server, port: 53 }, query);
    return {
      lookup: { ...lookup, descriptor, id, tries: lookup.tries + 1, deadlineMs: system.now + timeoutMs },
    };
  } catch (error) {
    systemError(error);
    return { failed: 'again' };
  }
}

function inHosts(system: System, host: string): string | undefined {
  const wanted = host.toLowerCase();
  for (const line of linesOf(system, '/etc/hosts')) {
    const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
    if (address.includes('.') && names.some((name) => name.toLowerCase() === wanted)) return address;
  }
  return undefined;
}

function configuration(system: System) {
  const servers: string[] = [];
  let search: string[] = [];
  let dots = 1;
  for (const line of linesOf(system, '/etc/resolv.conf')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'nameserver' && words[0]?.includes('.')) servers.push(words[0]);
    if (keyword === 'search' || keyword === 'domain') search = words;
    const option = keyword === 'options' ? words.find((word) => word.startsWith('ndots:')) : undefined;
    if (option !== undefined) dots = Number(option.slice('ndots:'.length)) || 0;
  }
  return { servers, search, dots };
}

function linesOf(system: System, path: string): string[] {
  try {
    return system.readText(path).split('\n');
  } catch (error) {
    systemError(error);
    return [];
  }
}

/** A question for the A records of a name (RFC 1035); undefined where it can't be a name. */
function encodeQuery(id: number, name: string): Uint8Array | undefined {
  const labels = name.split('.');
  if (name.length > 253 || labels.some((label) => label.length === 0 || label.length > 63)) return undefined;
  const bytes = [id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  for (const label of labels) {
    bytes.push(label.length);
    for (const character of label) bytes.push(character.charCodeAt(0) & 255);
  }
  bytes.push(0, 0, 1, 0, 1);
  return new Uint8Array(bytes);
}

/** The first address of an answer, or that there is none; undefined: not an answer to this question. */
function parseAnswer(data: Uint8Array, id: number): string | { readonly again: boolean } | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < 12 || view.getUint16(0) !== id || (view.getUint8(2) & 0x80) === 0) return undefined;
  const code = view.getUint8(3) & 15;
  const questions = view.getUint16(4);
  const answers = view.getUint16(6);
  let at = 12;
  for (let index = 0; index < questions; index++) at = skipName(data, at) + 4;
  for (let index = 0; index < answers; index++) {
    at = skipName(data, at);
    if (at + 10 > data.length) break;
    const length = view.getUint16(at + 8);
    if (view.getUint16(at) === 1 && length === 4 && at + 14 <= data.length) {
      return data.subarray(at + 10, at + 14).join('.');
    }
    at += 10 + length;
  }
  return { again: code !== 0 && code !== 3 };
}

function skipName(data: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = data[at] ?? 0;
    if (length === 0) return at + 1;
    if (length >= 192) return at + 2;
    at += length + 1;
  }
}
