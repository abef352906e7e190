import type { System } from '../../../linux/system.ts';
import { Heap, type HeapFacts } from '../../heap/heap.ts';
import { keep } from '../../heap/keep.ts';
import type { Lookup } from '../../resolver.ts';
import { redisTime } from '../../timestamps.ts';
import type { Work } from '../command.ts';
import type { EmptyReply, Protocol, Reply } from '../resp.ts';
import { redisDialect } from '../values/dialect.ts';
import { Keyspace } from '../values/keyspace.ts';
import { Expiry } from './expiring.ts';
import type { Configuration } from './settings.ts';

/** What is known of a connection. */
export type Client = {
  id: number;
  descriptor: number;
  address: string;
  /** One character per byte; up to where it was taken. */
  input: string;
  /** It isn't worth a look before there is so much. */
  wanted: number;
  ended: boolean;
  /** It says no more. */
  atEnd: boolean;
  /** It has said goodbye: it ends when that was answered. */
  closing: boolean;
  database: number;
  name: string;
  library: string;
  libraryVersion: string;
  /** Undefined: it hasn't authenticated. */
  user: string | undefined;
  protocol: Protocol;
  connectedMs: number;
  activeMs: number;
  lastCommand: string;
  channels: string[];
  patterns: string[];
  shardChannels: string[];
  /** Commands between MULTI and EXEC. */
  queue: string[][] | undefined;
  broken: boolean;
  /** Keys of databases that mustn't change before EXEC, and whether one has. */
  watched: [database: number, key: string][];
  touched: boolean;
  /** A command that takes more than a step: after a restart it begins anew. */
  running: string[] | undefined;
  /** Of a transaction that is being carried out: what is left, and what was answered, as it is sent. */
  executing: { left: string[][]; replies: string[] } | undefined;
  blocked: { args: string[]; untilMs: number | undefined; timedOut: EmptyReply; order: number } | undefined;
  replies: 'on' | 'off' | 'skip';
  monitors: boolean;
  /** A replica: the port it listens on. */
  replicaPort: number | undefined;
  isReplica: boolean;
};

export type User = {
  name: string;
  on: boolean;
  /** SHA-256 in hexadecimal. */
  passwords: string[];
  nopass: boolean;
  keys: string[];
  channels: string[];
  /** As they were given: `+@all`, `-flushall`. */
  commands: string[];
};

/** A link to a master. */
export type Link = {
  host: string;
  port: number;
  descriptor: number;
  stage: 'lookup' | 'connecting' | 'handshake' | 'sync' | 'connected' | 'waiting';
  lookup: Lookup | undefined;
  input: string;
  /** Replies to the handshake that have come. */
  answered: number;
  sinceMs: number;
  retryMs: number;
  database: number;
};

/** What is stored of a server beside its keys. */
export type Facts = {
  configuration: Configuration;
  file: string;
  listeners: number[];
  clients: Client[];
  nextClient: number;
  users: User[];
  readyAtMs: number;
  startedMs: number;
  runId: string;
  /** Changes since everything was written. */
  changes: number;
  lastSaveMs: number;
  lastSaveFailed: boolean;
  /** The log of changes on disk, in bytes, and since it was begun anew. */
  journalBytes: number;
  journalDatabase: number;
  slow: { id: number; timeMs: number; microseconds: number; args: string[]; client: string; name: string }[];
  nextSlow: number;
  denied: { reason: string; object: string; user: string; timeMs: number; client: string }[];
  counts: { [name: string]: number };
  perCommand: { [name: string]: [calls: number, microseconds: number] };
  sleepsUntilMs: number;
  pausedUntilMs: number;
  link: Link | undefined;
  replicationOffset: number;
};

export type State = Facts & { readonly root: number; readonly heap: HeapFacts };

/** A command that takes more than a step, for a client; or a client whose transaction is under way. */
export interface Busy {
  readonly client: number;
  readonly name: string;
  readonly work: Work;
  readonly finish: (reply: Reply) => void;
}

/** A server in memory. */
export class Server {
  system: System;
  readonly facts: Facts;
  readonly keyspace: Keyspace;
  readonly heap: Heap;
  busy: Busy | undefined;
  /** What this step has appended to the log of changes. */
  journal: string[] = [];
  /** Units of work (about a microsecond each) done in this step. */
  spent = 0;
  /** A key was changed in this step: those who wait for one may have something. */
  ready = false;
  stopping: 'save' | 'nosave' | undefined;
  /** A master's data has replaced one's own: the log of changes begins anew. */
  journalIsStale = false;
  #expiry: Expiry | undefined;

  constructor(system: System, facts: Facts, keyspace: Keyspace, heap: Heap) {
    this.system = system;
    this.facts = facts;
    this.keyspace = keyspace;
    this.heap = heap;
  }

  setting(name: string): string {
    return this.facts.configuration[name] ?? '';
  }

  count(name: string, by = 1): void {
    this.facts.counts[name] = (this.facts.counts[name] ?? 0) + by;
  }

  get expiry(): Expiry {
    this.#expiry ??= Expiry.of(this);
    return this.#expiry;
  }

  get version(): string {
    return this.system.executable.version ?? '';
  }

  get isReplica(): boolean {
    return this.facts.link !== undefined;
  }

  log(mark: string, text: string): void {
    log(this.system, this.isReplica ? 'S' : 'M', mark, text);
  }
}

/** A line of its log. */
export function log(system: System, role: 'C' | 'M' | 'S', mark: string, text: string): void {
  system.write(1, `${system.pid}:${role} ${redisTime(system.now)} ${mark} ${text}\n`);
}

/** What a state stands for while it is in memory. */
const living = new WeakMap<object, Server>();

export function newServer(system: System, facts: Facts): Server {
  return new Server(
    system,
    facts,
    new Keyspace(Number(facts.configuration.databases) || 16),
    new Heap(redisDialect),
  );
}

/** After a step: what has changed is stored at the next commit. */
export function stored(server: Server): State {
  const { facts, heap, keyspace } = server;
  const root = keep(server.system, heap, keyspace, server.spent);
  const state: State = {
    ...facts,
    root,
    get heap() {
      return heap.facts;
    },
  };
  living.set(state, server);
  return state;
}

export function restored(system: System, state: State): Server {
  const known = living.get(state);
  if (known !== undefined) {
    known.system = system;
    return known;
  }
  const { root, heap: heapFacts, ...facts } = state;
  const heap = Heap.read(redisDialect, system.readPages(), heapFacts);
  const keyspace = heap.node(root);
  if (!(keyspace instanceof Keyspace)) throw new Error('not a server of redis');
  return new Server(system, facts, keyspace, heap);
}
