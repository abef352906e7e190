import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { anywhere } from '../../options.ts';
import { valuesAt } from '../bson/paths.ts';
import { BsonDate, type Document } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { Files } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { type Connection, newConnection } from './connection.ts';
import type { Context, Cursor, Work } from './context.ts';
import { logLine } from './log.ts';
import { attempted, perform } from './perform.ts';
import { MESSAGE_BYTES_MAX, type Request, replyText, takeRequest } from './wire.ts';

const CONNECTIONS_MAX = 128;
const READ_BYTES_MAX = 262_144;
/** Pauses of works, and requests, that one step takes. */
const PAUSES_PER_STEP = 30;
const REQUESTS_PER_STEP = 200;
/** Documents whose time is over are looked for so often. */
const EXPIRY_MS = 60_000;

export interface Settings {
  readonly port: number;
  readonly folder: string;
  readonly authorizes: boolean;
  readonly everywhere: boolean;
  readonly argv: readonly string[];
}

/** A server beside its data, as JSON. */
export interface StoredServer {
  readonly settings: Settings;
  readonly listeners: readonly number[];
  readonly startedMs: number;
  readonly nextId: number;
  readonly nextExpiryMs: number;
  readonly connections: readonly (Connection & { readonly busy: boolean })[];
}

/** What a connection's command is doing. */
interface Activity {
  readonly request: Request;
  readonly work: Work;
}

export class MongoServer {
  readonly settings: Settings;
  readonly store: Store;
  readonly #files: Files;
  readonly #cursors = new Map<bigint, Cursor>();
  readonly #counts = new Map<string, number>();
  readonly #activities = new Map<number, Activity>();
  #connections: Connection[] = [];
  #listeners: number[] = [];
  #startedMs: number;
  #nextId = 1;
  #nextExpiryMs: number;
  #system: System;
  stopping = false;

  constructor(system: System, settings: Settings) {
    this.#system = system;
    this.settings = settings;
    this.#files = new Files(settings.folder);
    this.store = this.#files.load(system, () => this.#system.random());
    this.#startedMs = system.now;
    this.#nextExpiryMs = system.now + EXPIRY_MS;
  }

  /** @throws SystemError where it can't listen or write */
  static start(system: System, settings: Settings): MongoServer {
    const server = new MongoServer(system, settings);
    const { port } = settings;
    server.#listeners = [
      system.listen(settings.everywhere ? anywhere(port) : { address: '127.0.0.1', port }),
    ];
    server.#files.checkpoint(system, server.store);
    return server;
  }

  static restore(system: System, stored: StoredServer): MongoServer {
    const server = new MongoServer(system, stored.settings);
    server.#listeners = [...stored.listeners];
    server.#startedMs = stored.startedMs;
    server.#nextId = stored.nextId;
    server.#nextExpiryMs = stored.nextExpiryMs;
    // What was under way is lost, and so is its client.
    server.#connections = stored.connections.map(({ busy, ...each }) => ({
      ...each,
      ended: each.ended || busy,
    }));
    return server;
  }

  stored(): StoredServer {
    return {
      settings: this.settings,
      listeners: this.#listeners,
      startedMs: this.#startedMs,
      nextId: this.#nextId,
      nextExpiryMs: this.#nextExpiryMs,
      connections: this.#connections.map((each) => ({ ...each, busy: this.#activities.has(each.id) })),
    };
  }

  /** One step: it hears all clients, and works for each of them. @throws SystemError where it can't write */
  step(system: System): Wait {
    this.#system = system;
    this.#accept();
    for (const connection of this.#connections) this.#attempt(connection, () => this.#receive(connection));
    let busy = false;
    for (const connection of this.#connections) {
      this.#attempt(connection, () => {
        busy = this.#converse(connection) || busy;
      });
    }
    if (system.now >= this.#nextExpiryMs) this.#expire();
    this.#files.save(system, this.store);
    this.#drop();
    const hasExpiry = this.#expiring().length > 0;
    const descriptors = this.#connections.map(({ descriptor }) => descriptor);
    return {
      readable: [
        ...(this.#connections.length < CONNECTIONS_MAX ? this.#listeners : []),
        ...descriptors.filter((each) => system.isWritable(each)),
      ],
      writable: descriptors.filter((each) => !system.isWritable(each)),
      ...(busy ? { cpuMs: 10 } : {}),
      ...(hasExpiry ? { timeMs: this.#nextExpiryMs } : {}),
    };
  }

  stop(system: System): void {
    this.#files.checkpoint(system, this.store);
    for (const listener of this.#listeners) system.close(listener);
    for (const { descriptor } of this.#connections) if (system.isOpen(descriptor)) system.close(descriptor);
    this.#listeners = [];
    this.#connections = [];
  }

  context(connection: Connection): Context {
    const system = this.#system;
    return {
      store: this.store,
      now: system.now,
      startedMs: this.#startedMs,
      random: () => this.#system.random(),
      version: system.executable.version ?? '7.0.5',
      hostName: system.hostName(),
      pid: system.pid,
      port: this.settings.port,
      argv: this.settings.argv,
      authorizes: this.settings.authorizes,
      connection,
      connections: this.#connections,
      cursors: this.#cursors,
      counts: this.#counts,
      stop: () => {
        this.stopping = true;
      },
    };
  }

  #attempt(connection: Connection, action: () => void): void {
    try {
      action();
    } catch (error) {
      systemError(error);
      connection.ended = true;
    }
  }

  #accept(): void {
    for (const listener of this.#listeners) {
      while (this.#connections.length < CONNECTIONS_MAX) {
        const accepted = this.#system.accept(listener);
        if (accepted === AGAIN) break;
        this.#system.setNonBlocking(accepted.descriptor);
        const address = `${accepted.peer.address}:${accepted.peer.port}`;
        const id = this.#nextId++;
        this.#connections.push(newConnection(id, accepted.descriptor, address));
        this.#counts.set('connections', id);
        logLine(this.#system, 'NETWORK', 22_943, 'listener', 'Connection accepted', {
          remote: address,
          connectionId: id,
          connectionCount: this.#connections.length,
        });
      }
    }
  }

  #receive(connection: Connection): void {
    if (connection.ended || connection.atEnd || connection.input.length > MESSAGE_BYTES_MAX) return;
    if (!this.#system.isWritable(connection.descriptor)) return;
    const data = this.#system.read(connection.descriptor, READ_BYTES_MAX);
    if (data === AGAIN) return;
    if (data.length === 0) connection.atEnd = true;
    connection.input += binary(data);
  }

  /** @returns whether there is more to do */
  #converse(connection: Connection): boolean {
    for (let count = 0; count < REQUESTS_PER_STEP && !connection.ended; count++) {
      if (!this.#system.isWritable(connection.descriptor)) return false;
      const activity = this.#activities.get(connection.id) ?? this.#begin(connection);
      if (activity === undefined) {
        if (connection.atEnd) connection.ended = true;
        return false;
      }
      if (!this.#goOn(connection, activity)) return true;
    }
    return !connection.ended;
  }

  #begin(connection: Connection): Activity | undefined {
    let request: Request | undefined;
    try {
      request = takeRequest(connection.input);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      connection.ended = true;
      return undefined;
    }
    if (request === undefined) return undefined;
    connection.input = connection.input.slice(request.end);
    this.#system.spend(20);
    const activity = { request, work: perform(this.context(connection), request) };
    this.#activities.set(connection.id, activity);
    return activity;
  }

  /** @returns whether it is done */
  #goOn(connection: Connection, { request, work }: Activity): boolean {
    for (let pauses = 0; pauses < PAUSES_PER_STEP; pauses++) {
      const next = attempted(work);
      if (next === undefined) continue;
      this.#activities.delete(connection.id);
      if (request.wantsReply) {
        const text = replyText(request, this.#counts.get('requests') ?? 0, next);
        this.#system.write(connection.descriptor, bytesOf(text));
      }
      return true;
    }
    return false;
  }

  #expiring() {
    return [...this.store.collections.values()].flatMap((collection) =>
      collection.indexes.flatMap(({ options }) =>
        options.expireAfterSeconds === undefined
          ? []
          : [{ collection, path: [...options.key.keys()][0] ?? '', seconds: options.expireAfterSeconds }],
      ),
    );
  }

  /** Removes the documents whose time is over. */
  #expire(): void {
    const { now } = this.#system;
    this.#nextExpiryMs = now + EXPIRY_MS;
    for (const { collection, path, seconds } of this.#expiring()) {
      const isOver = (document: Document) =>
        valuesAt(document, path.split('.')).some(
          (value) => value instanceof BsonDate && value.ms + seconds * 1000 <= now,
        );
      for (const document of collection.list().filter(isOver)) this.store.remove(collection, document);
    }
  }

  #drop(): void {
    for (const connection of this.#connections) {
      if (!connection.ended) continue;
      if (this.#system.isOpen(connection.descriptor)) this.#system.close(connection.descriptor);
      this.#activities.delete(connection.id);
      for (const [id, cursor] of this.#cursors)
        if (cursor.connection === connection.id) this.#cursors.delete(id);
      logLine(this.#system, 'NETWORK', 22_944, `conn${connection.id}`, 'Connection ended', {
        remote: connection.address,
        connectionId: connection.id,
        connectionCount: this.#connections.filter(({ ended }) => !ended).length,
      });
    }
    this.#connections = this.#connections.filter(({ ended }) => !ended);
  }
}
