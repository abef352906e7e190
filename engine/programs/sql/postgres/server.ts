import { SystemError } from '../../../filesystem/errors.ts';
import type { Signal } from '../../../linux/signals.ts';
import type { Next, System } from '../../../linux/system.ts';
import { anywhere } from '../../options.ts';
import { SqlError } from '../errors.ts';
import { type Conversation, type Serving, serve } from '../serving.ts';
import type { Engine, Session } from '../session.ts';
import { noteControl, readControl } from '../store/control.ts';
import { Files } from '../store/files.ts';
import { controlFile, layout } from './cluster.ts';
import type { Configured } from './configuration.ts';
import { type Host, PostgresConversation, type StoredConversation } from './conversation.ts';
import { logLine, serverVersion, startupLines, versionText } from './log.ts';

export interface Settings {
  readonly port: number;
  readonly folder: string;
  readonly configured: Configured;
}

/** A server as JSON, as its process's state has it. */
export interface StoredServer {
  readonly settings: Settings;
  readonly listeners: readonly number[];
  readonly startedMs: number;
  readonly nextPid: number;
  readonly conversations: readonly StoredConversation[];
}

/** A running server: the cluster in memory, and its clients. */
export class PostgresServer implements Serving, Host {
  readonly settings: Settings;
  readonly engine: Engine;
  readonly #files: Files;
  listeners: number[] = [];
  conversations: Conversation[] = [];
  #startedMs: number;
  #nextPid: number;
  #system: System;

  private constructor(system: System, settings: Settings, startedMs: number) {
    this.settings = settings;
    this.#system = system;
    this.#startedMs = startedMs;
    this.#nextPid = system.pid + 62;
    this.#files = new Files(system, settings.folder, layout);
    const cluster = this.#files.load();
    if (cluster === undefined) throw new SqlError('cantWrite', { words: 'No such file or directory' });
    const version = serverVersion(system);
    this.engine = {
      facts: {
        mysql: false,
        mariadb: false,
        version,
        versionText: versionText(system),
        startedMs,
        port: settings.port,
        dataFolder: settings.folder,
        hostName: system.hostName(),
        configured: settings.configured,
      },
      cluster,
      sessions: () =>
        this.conversations.flatMap(({ session }): Session[] => (session === undefined ? [] : [session])),
      random: () => this.#system.random(),
      pool: { bytes: 0 },
    };
  }

  /** @throws SqlError where its files can't be read; SystemError where it can't listen */
  static start(system: System, settings: Settings, loopback: boolean): PostgresServer {
    const server = new PostgresServer(system, settings, system.now);
    const local = loopback || settings.configured.listen_addresses === 'localhost';
    server.listeners = [
      system.listen(local ? { address: '127.0.0.1', port: settings.port } : anywhere(settings.port)),
    ];
    const before = readControl(system, controlFile(settings.folder));
    noteControl(system, controlFile(settings.folder), true);
    if (!loopback) {
      const lines = startupLines(system, {
        ...settings,
        before,
        bytes: server.engine.cluster.bytes,
        pid: system.pid,
      });
      for (const line of lines) system.write(2, `${line}\n`);
    }
    return server;
  }

  static restore(system: System, from: StoredServer): PostgresServer {
    const server = new PostgresServer(system, from.settings, from.startedMs);
    server.listeners = [...from.listeners];
    server.#nextPid = from.nextPid;
    server.conversations = from.conversations.map((each) =>
      PostgresConversation.restore(system, server, each),
    );
    return server;
  }

  store(): StoredServer {
    const conversations: StoredConversation[] = JSON.parse(
      JSON.stringify(this.conversations.map((each) => each.store())),
    );
    return {
      settings: this.settings,
      listeners: this.listeners,
      startedMs: this.#startedMs,
      nextPid: this.#nextPid,
      conversations,
    };
  }

  greet(_system: System, descriptor: number, peer: string, local: boolean): Conversation {
    return new PostgresConversation(this, descriptor, peer, local, this.#nextPid++);
  }

  rules(): string {
    try {
      return this.#system.readText(`${this.settings.folder}/pg_hba.conf`);
    } catch (error) {
      if (error instanceof SystemError) return '';
      throw error;
    }
  }

  log(system: System, pid: number, level: string, words: string): void {
    system.write(2, `${logLine(system, pid, level, words)}\n`);
  }

  cancel(pid: number, secret: number): void {
    for (const each of this.conversations)
      if (each instanceof PostgresConversation && each.pid === pid && each.secret === secret && each.session)
        each.session.facts.signal = 'cancel';
  }

  step<State>(system: System, state: State): Next<State> {
    this.#system = system;
    this.#files.system = system;
    return { state, until: serve(system, this) };
  }

  /** Writes everything to its place and lets go of its clients. */
  stop(system: System, signal: Signal | undefined): void {
    this.#system = system;
    this.#files.system = system;
    for (const listener of this.listeners) system.close(listener);
    for (const { descriptor, session } of this.conversations) {
      session?.rollback();
      if (system.isOpen(descriptor)) system.close(descriptor);
    }
    this.listeners = [];
    this.conversations = [];
    if (signal === 'SIGQUIT') return;
    try {
      this.#files.checkpoint(this.engine.cluster);
      noteControl(system, controlFile(this.settings.folder), false);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.log(system, system.pid, 'PANIC', `could not write: ${String(error.details.words ?? '')}`);
    }
  }
}
