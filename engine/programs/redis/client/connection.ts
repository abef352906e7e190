import { SystemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../../../linux/system.ts';
import { unixPathOf } from '../../../network/unix-address.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { continueLookup, type Lookup, lookUp, lookupWait } from '../../resolver.ts';
import { encodeRequest, type Reply } from '../resp.ts';
import { takeReply } from './replies.ts';

const READ_BYTES_MAX = 262_144;

/** A client's connection. JSON. */
export type Connection = {
  host: string;
  port: number;
  stage: 'none' | 'lookup' | 'connecting' | 'open' | 'closed';
  lookup: Lookup | undefined;
  descriptor: number;
  input: string;
  /** Why it isn't there. */
  problem: string;
};

export function newConnection(host: string, port: number): Connection {
  return { host, port, stage: 'none', lookup: undefined, descriptor: -1, input: '', problem: '' };
}

/** What a client calls its server: a host and a port, or the path of a Unix socket. */
export function placeOf({ host, port }: Pick<Connection, 'host' | 'port'>): string {
  return unixPathOf({ address: host }) ?? `${host}:${port}`;
}

function failed(connection: Connection, why: string): void {
  connection.stage = 'closed';
  connection.problem = `Could not connect to Redis at ${placeOf(connection)}: ${why}`;
}

/** Goes on with connecting. @returns what it waits for; undefined: it is open, or closed */
export function advance(system: System, connection: Connection): Wait | undefined {
  try {
    if (connection.stage === 'none' || connection.stage === 'lookup') {
      const result =
        connection.lookup === undefined
          ? lookUp(system, connection.host)
          : continueLookup(system, connection.lookup);
      if ('lookup' in result) {
        Object.assign(connection, { stage: 'lookup', lookup: result.lookup });
        return lookupWait(result.lookup);
      }
      connection.lookup = undefined;
      if ('failed' in result) {
        failed(connection, 'Name or service not known');
        return undefined;
      }
      connection.descriptor = system.connect({ address: result.address, port: connection.port });
      connection.stage = 'connecting';
    }
    if (connection.stage === 'connecting') {
      if (system.connected(connection.descriptor) === AGAIN) return { connected: connection.descriptor };
      connection.stage = 'open';
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    failed(connection, error.message);
  }
  return undefined;
}

export function request(system: System, connection: Connection, words: readonly string[]): void {
  sendRaw(system, connection, encodeRequest(words));
}

export function sendRaw(system: System, connection: Connection, text: string): void {
  try {
    system.write(connection.descriptor, bytesOf(text));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    connection.stage = 'closed';
  }
}

/** Takes what has come. */
export function hear(system: System, connection: Connection): void {
  if (connection.stage !== 'open') return;
  try {
    const data = system.read(connection.descriptor, READ_BYTES_MAX);
    if (data === AGAIN) return;
    if (data.length === 0) connection.stage = 'closed';
    connection.input += binary(data);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    connection.stage = 'closed';
  }
}

/** Takes the next reply. */
export function nextReply(connection: Connection): Reply | undefined {
  const reply = connection.input === '' ? undefined : takeReply(connection.input);
  if (reply !== undefined) connection.input = connection.input.slice(reply.end);
  return reply?.value;
}
