import { SystemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Wait } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { continueLookup, lookUp, lookupWait, type Resolved } from '../../resolver.ts';
import { BadDump, restoreDump } from '../rdb.ts';
import { encodeRequest, takeRequest } from '../resp.ts';
import { apply } from './append-only.ts';
import { attempt } from './connections.ts';
import { touch } from './keys-changed.ts';
import type { Link, Server } from './state.ts';

const RETRY_MS = 1000;
/** A dump that a master sends, and what is kept of input that isn't whole, in bytes. */
const INPUT_BYTES_MAX = 33_554_432;
const READ_BYTES_MAX = 1_048_576;

export function newLink(server: Server, host: string, port: number): Link {
  return {
    host,
    port,
    descriptor: -1,
    stage: 'waiting',
    lookup: undefined,
    input: '',
    answered: 0,
    sinceMs: server.system.now,
    retryMs: server.system.now,
    database: 0,
  };
}

/** What a replica says before it gets the data, each when the one before was answered. */
function handshake(server: Server): string[][] {
  const password = server.setting('masterauth');
  const user = server.setting('masteruser');
  return [
    ['PING'],
    ...(password === '' ? [] : [user === '' ? ['AUTH', password] : ['AUTH', user, password]]),
    ['REPLCONF', 'listening-port', server.setting('port')],
    ['REPLCONF', 'capa', 'eof', 'capa', 'psync2'],
    ['PSYNC', '?', '-1'],
  ];
}

function again(server: Server, link: Link, why?: string): void {
  if (why !== undefined) server.log('#', why);
  if (link.descriptor >= 0 && server.system.isOpen(link.descriptor)) server.system.close(link.descriptor);
  if (link.stage === 'connected') link.sinceMs = server.system.now;
  Object.assign(link, { descriptor: -1, stage: 'waiting', lookup: undefined, input: '', answered: 0 });
  link.retryMs = server.system.now + RETRY_MS;
}

export function endLink(server: Server): void {
  const { link } = server.facts;
  if (link !== undefined && link.descriptor >= 0 && server.system.isOpen(link.descriptor))
    server.system.close(link.descriptor);
  server.facts.link = undefined;
}

function resolved(server: Server, link: Link, result: Resolved): void {
  if ('lookup' in result) {
    link.stage = 'lookup';
    link.lookup = result.lookup;
    return;
  }
  link.lookup = undefined;
  if ('failed' in result) {
    again(server, link, 'Unable to connect to MASTER: Name or service not known');
    return;
  }
  try {
    link.descriptor = server.system.connect({ address: result.address, port: link.port });
    link.stage = 'connecting';
    server.log('*', 'MASTER <-> REPLICA sync started');
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    again(server, link, `Unable to connect to MASTER: ${error.message}`);
  }
}

function send(server: Server, link: Link, words: readonly string[]): void {
  if (!attempt(() => server.system.write(link.descriptor, bytesOf(encodeRequest(words)))))
    again(server, link);
}

/** What there is to do for a server that follows another one. */
export function follow(server: Server): void {
  const { link } = server.facts;
  if (link === undefined) return;
  const { system } = server;
  if (link.stage === 'waiting' && system.now >= link.retryMs) {
    server.log('*', `Connecting to MASTER ${link.host}:${link.port}`);
    resolved(server, link, lookUp(system, link.host));
  } else if (link.lookup !== undefined) resolved(server, link, continueLookup(system, link.lookup));
  if (link.stage === 'connecting') {
    try {
      if (system.connected(link.descriptor) === AGAIN) return;
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      again(server, link, `Error condition on socket for SYNC: ${error.message}`);
      return;
    }
    server.log('*', 'Non blocking connect for SYNC fired the event.');
    link.stage = 'handshake';
    send(server, link, ['PING']);
  }
  if (link.descriptor >= 0) hear(server, link);
}

function hear(server: Server, link: Link): void {
  const closed = !attempt(() => {
    const data = server.system.read(link.descriptor, READ_BYTES_MAX);
    if (data === AGAIN) return;
    if (data.length === 0 || link.input.length > INPUT_BYTES_MAX) {
      again(server, link, 'Connection with master lost.');
      return;
    }
    link.input += binary(data);
  });
  if (closed) {
    again(server, link, 'Connection with master lost.');
    return;
  }
  if (link.stage === 'handshake') shakeHands(server, link);
  if (link.stage === 'sync') takeDump(server, link);
  if (link.stage === 'connected') takeCommands(server, link);
}

function shakeHands(server: Server, link: Link): void {
  const steps = handshake(server);
  for (;;) {
    const end = link.input.indexOf('\r\n');
    if (end < 0) return;
    const line = link.input.slice(0, end);
    link.input = link.input.slice(end + 2);
    if (line === '') continue;
    if (line.startsWith('-')) {
      const why = /NOAUTH|NOPERM/.test(line)
        ? `MASTER aborted replication with an error: ${line.slice(1)}`
        : `Error reply to PING from master: '${line}'`;
      again(server, link, why);
      return;
    }
    if (link.answered === 0) server.log('*', 'Master replied to PING, replication can continue...');
    link.answered++;
    const next = steps[link.answered];
    if (next !== undefined) {
      if (next[0] === 'PSYNC') server.log('*', 'Partial resynchronization not possible (no cached master)');
      send(server, link, next);
      continue;
    }
    const [, id = '', offset = '0'] = line.split(' ');
    server.log('*', `Full resync from master: ${id}:${offset}`);
    server.facts.replicationOffset = Number(offset) || 0;
    link.stage = 'sync';
    return;
  }
}

function takeDump(server: Server, link: Link): void {
  const [head, digits] = /^\r?\n?\$(\d{1,9})\r\n/.exec(link.input.slice(0, 20)) ?? [];
  if (head === undefined) {
    if (/^[^\r\n$]/.test(link.input) || link.input.startsWith('$EOF:'))
      again(server, link, "Bad protocol from MASTER, the first byte is not '$'");
    return;
  }
  const length = Number(digits);
  if (link.input.length < head.length + length) return;
  const dump = link.input.slice(head.length, head.length + length);
  link.input = link.input.slice(head.length + length);
  server.log('*', `MASTER <-> REPLICA sync: receiving ${length} bytes from master to disk`);
  server.log('*', 'MASTER <-> REPLICA sync: Flushing old data');
  for (const index of server.keyspace.databases.keys()) {
    server.keyspace.clear(index);
    touch(server, index);
  }
  server.log('*', 'MASTER <-> REPLICA sync: Loading DB in memory');
  try {
    const { loaded } = restoreDump(dump, server.keyspace, server.system.now);
    server.log('*', `Done loading RDB, keys loaded: ${loaded}, keys expired: 0.`);
  } catch (error) {
    if (!(error instanceof BadDump)) throw error;
    again(server, link, `Failed trying to load the MASTER synchronization DB: ${error.message}`);
    return;
  }
  server.log('*', 'MASTER <-> REPLICA sync: Finished with success');
  server.journalIsStale = true;
  Object.assign(link, { stage: 'connected', sinceMs: server.system.now, database: 0 });
}

/** Does what the master has done. */
function takeCommands(server: Server, link: Link): void {
  let at = 0;
  for (;;) {
    const request = at >= link.input.length ? undefined : takeRequest(link.input, at);
    if (request === undefined || !('value' in request)) break;
    server.facts.replicationOffset += request.end - at;
    at = request.end;
    const [name = ''] = request.value;
    if (/^(?:ping|replconf)$/i.test(name) || name === '') continue;
    link.database = apply(server, request.value, link.database);
    server.facts.changes++;
    server.ready = true;
    server.journal.push(encodeRequest(request.value));
  }
  link.input = link.input.slice(at);
}

export function linkWait({ facts: { link } }: Server): Wait {
  if (link === undefined) return {};
  if (link.stage === 'waiting') return { timeMs: link.retryMs };
  if (link.lookup !== undefined) return lookupWait(link.lookup);
  return link.stage === 'connecting' ? { connected: link.descriptor } : { readable: [link.descriptor] };
}
