import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { change } from '../../heap/change.ts';
import { readFile } from '../../read-file.ts';
import type { Broker } from './broker.ts';
import { definitionsOf, readDefinitions } from './definitions.ts';
import { Entry, Message } from './message.ts';
import type { Queue } from './queue.ts';

/** The journal is written anew when it has grown so long, in bytes, and is mostly of what is gone. */
const JOURNAL_BYTES_MAX = 2_097_152;

/**
 * What outlives a node: its durable definitions, and a journal of the messages that are kept, with a line for each
 * that has come or gone.
 */
export class Files {
  readonly folder: string;
  #lines: string[] = [];
  /** Something durable was declared or deleted, or a user or virtual host has changed. */
  reshaped = false;

  constructor(folder: string) {
    this.folder = folder;
  }

  get #definitions(): string {
    return `${this.folder}/definitions.json`;
  }

  get #journal(): string {
    return `${this.folder}/msg_stores/journal`;
  }

  keep(queue: Queue, entry: Entry): void {
    this.#lines.push(lineOf(queue, entry));
  }

  forget(queue: Queue, entry: Entry): void {
    this.#lines.push(`${JSON.stringify(['-', queue.vhost, queue.name, entry.number])}\n`);
  }

  /** Undefined: there is none yet. */
  load(system: System): Broker | undefined {
    const text = readFile(system, this.#definitions);
    if (text === undefined) return undefined;
    const broker = readDefinitions(binary(text), system.now);
    const kept = new Map<string, [Queue, Entry]>();
    for (const line of binary(readFile(system, this.#journal) ?? new Uint8Array()).split('\n')) {
      const [sign, vhost, name, number, ...rest] = parsed(line);
      const queue = broker.vhosts.get(String(vhost))?.queues.get(String(name));
      if (queue === undefined) continue;
      const key = `${vhost}\0${name}\0${number}`;
      if (sign === '-') kept.delete(key);
      else kept.set(key, [queue, entryOf(Number(number), rest)]);
    }
    for (const [queue, entry] of kept.values()) {
      queue.add(entry);
      broker.count(entry.bytes);
      const own = change<Queue>(queue);
      own.nextNumber = Math.max(own.nextNumber, entry.number + 1);
    }
    return broker;
  }

  /** A node forgets everything. */
  remove(system: System): void {
    for (const path of [this.#definitions, this.#journal]) {
      try {
        system.unlink(path);
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
      }
    }
  }

  /** Writes what a step has changed. @returns the bytes of the journal @throws SystemError */
  save(system: System, broker: Broker, journalBytes: number): number {
    if (this.reshaped) {
      write(system, this.#definitions, JSON.stringify(definitionsOf(broker)), false);
      this.reshaped = false;
    }
    if (this.#lines.length === 0) return journalBytes;
    const text = this.#lines.join('');
    this.#lines = [];
    if (journalBytes + text.length > JOURNAL_BYTES_MAX + 2 * broker.bytes) return this.fold(system, broker);
    write(system, this.#journal, text, true);
    return journalBytes + text.length;
  }

  /** Writes everything anew. @returns the bytes of the journal @throws SystemError */
  fold(system: System, broker: Broker): number {
    for (const folder of [this.folder, `${this.folder}/msg_stores`]) makeFolders(system, folder);
    write(system, this.#definitions, JSON.stringify(definitionsOf(broker)), false);
    const lines: string[] = [];
    for (const queue of queuesOf(broker))
      for (const entry of queue.ready) if (queue.isKept(entry)) lines.push(lineOf(queue, entry));
    for (const { channels } of broker.connections.values())
      for (const { unacked } of channels.values())
        for (const { queue, entry } of unacked.values())
          if (queue.isKept(entry)) lines.push(lineOf(queue, entry));
    const text = lines.join('');
    write(system, this.#journal, text, false);
    this.#lines = [];
    this.reshaped = false;
    return text.length;
  }
}

function* queuesOf(broker: Broker): Generator<Queue> {
  for (const { queues } of broker.vhosts.values()) yield* queues.values();
}

function lineOf({ vhost, name }: Queue, entry: Entry): string {
  const { message, number, priority, expiresMs, redelivered, returns } = entry;
  const { exchange, key, properties, body, persistent } = message;
  return `${JSON.stringify(['+', vhost, name, number, exchange, key, properties, body, priority, expiresMs, redelivered, persistent, returns])}\n`;
}

function entryOf(
  number: number,
  [exchange, key, properties, body, priority, expiresMs, ...rest]: unknown[],
): Entry {
  const [redelivered, persistent, returns] = rest;
  const message = new Message(
    String(exchange),
    String(key),
    String(properties),
    String(body),
    persistent === true,
  );
  const entry = new Entry(message, number, Number(priority), Number(expiresMs));
  return Object.assign(change<Entry>(entry), { redelivered: redelivered === true, returns: Number(returns) });
}

/** What isn't whole at the journal's end is left. */
function parsed(line: string): unknown[] {
  try {
    const found: unknown = JSON.parse(line);
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function write(system: System, path: string, text: string, append: boolean): void {
  const descriptor = system.open(path, { write: true, create: true, truncate: !append, append, mode: 0o640 });
  system.write(descriptor, bytesOf(text));
  system.close(descriptor);
}

function makeFolders(system: System, path: string): void {
  for (let at = path.indexOf('/', 1); ; at = path.indexOf('/', at + 1)) {
    try {
      system.makeDirectory(at < 0 ? path : path.slice(0, at), 0o755);
    } catch (error) {
      if (!(error instanceof SystemError) || error.code !== 'EEXIST') throw error;
    }
    if (at < 0) return;
  }
}
