import type { Next, System } from '../../../linux/system.ts';
import { anywhere } from '../../options.ts';
import { SqlError } from '../errors.ts';
import { defaultPlugin } from '../run/define-roles.ts';
import { mysqlVerifier } from '../run/passwords.ts';
import { type Conversation, type Serving, serve } from '../serving.ts';
import type { Engine, Session } from '../session.ts';
import { Cluster } from '../store/cluster.ts';
import { noteControl, readControl } from '../store/control.ts';
import { Files, type Layout, makeFolders } from '../store/files.ts';
import { Transaction } from '../store/transaction.ts';
import { MysqlConversation, type StoredConversation } from './conversation.ts';

const layout: Layout = {
  catalogue: 'mysql.ibd',
  journal: '#innodb_redo/#ib_redo1',
  table: ({ schema, name }) => `${schema}/${name}.ibd`,
  firstId: 1000,
};

/** The system table space, in which nothing else is. */
const controlFile = (folder: string): string => `${folder}/ibdata1`;

export interface Settings {
  readonly port: number;
  readonly folder: string;
  readonly mariadb: boolean;
  readonly configured: Readonly<Record<string, string>>;
}

export interface StoredServer {
  readonly settings: Settings;
  readonly listeners: readonly number[];
  readonly startedMs: number;
  readonly nextId: number;
  readonly conversations: readonly StoredConversation[];
}

/** The data directory of a first start, with root's accounts. @throws SystemError */
export function makeCluster(
  system: System,
  { folder, mariadb, configured }: Settings,
  rootPassword: string,
  rootHost: string,
): void {
  for (const name of ['mysql', 'performance_schema', 'sys', '#innodb_redo'])
    makeFolders(system, `${folder}/${name}`);
  const files = new Files(system, folder, layout);
  const cluster = new Cluster(files, layout.firstId);
  const transaction = new Transaction(cluster, system.now);
  transaction.define({ kind: 'database', id: 1, name: 'def', owner: 'root', grants: [] });
  for (const [index, name] of ['mysql', 'performance_schema', 'sys'].entries()) {
    transaction.define({ kind: 'schema', id: 2 + index, database: 'def', name, owner: 'root', grants: [] });
  }
  const version = system.executable.version ?? '';
  const plugin = defaultPlugin({
    server: {
      mysql: true,
      mariadb,
      version,
      versionText: '',
      startedMs: 0,
      port: 0,
      dataFolder: '',
      hostName: '',
      configured,
    },
  });
  const password = mysqlVerifier(plugin, rootPassword);
  for (const [index, host] of (rootHost === 'localhost'
    ? ['localhost']
    : ['localhost', rootHost]
  ).entries()) {
    const grants = [{ to: `root@${host}`, privileges: ['all'], on: '*.*' }];
    transaction.define({
      kind: 'role',
      id: 10 + index,
      name: 'root',
      host,
      password,
      plugin,
      superuser: true,
      createDatabase: true,
      createRole: true,
      login: true,
      memberOf: [],
      grants,
    });
  }
  transaction.end();
  cluster.commit(transaction);
  files.checkpoint(cluster);
  for (const [name, text] of [
    ['ibdata1', ''],
    ['auto.cnf', '[auto]\nserver-uuid=00000000-0000-0000-0000-000000000001\n'],
    ['ca.pem', ''],
    ['server-cert.pem', ''],
  ] as const)
    system.writeText(`${folder}/${name}`, text);
}

/** A running server: the cluster in memory, and its clients. */
export class MysqlServer implements Serving {
  readonly settings: Settings;
  readonly engine: Engine;
  readonly #files: Files;
  listeners: number[] = [];
  conversations: Conversation[] = [];
  readonly #startedMs: number;
  #nextId = 8;
  #system: System;
  /** The server before it hasn't ended in order. */
  crashed = false;

  private constructor(system: System, settings: Settings, startedMs: number) {
    this.settings = settings;
    this.#system = system;
    this.#startedMs = startedMs;
    this.#files = new Files(system, settings.folder, layout);
    const cluster = this.#files.load();
    if (cluster === undefined) throw new SqlError('cantWrite', { words: 'No such file or directory' });
    const version = system.executable.version ?? '';
    this.engine = {
      facts: {
        mysql: true,
        mariadb: settings.mariadb,
        version,
        versionText: settings.mariadb ? `${version}-MariaDB-ubu2404` : version,
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

  static start(system: System, settings: Settings, loopback: boolean): MysqlServer {
    const server = new MysqlServer(system, settings, system.now);
    server.listeners = [
      system.listen(
        loopback || settings.configured.bind_address === '127.0.0.1'
          ? { address: '127.0.0.1', port: settings.port }
          : anywhere(settings.port),
      ),
    ];
    const control = controlFile(settings.folder);
    server.crashed = readControl(system, control).running;
    noteControl(system, control, true);
    return server;
  }

  static restore(system: System, from: StoredServer): MysqlServer {
    const server = new MysqlServer(system, from.settings, from.startedMs);
    server.listeners = [...from.listeners];
    server.#nextId = from.nextId;
    server.conversations = from.conversations.map((each) => MysqlConversation.restore(server.engine, each));
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
      nextId: this.#nextId,
      conversations,
    };
  }

  greet(_system: System, descriptor: number, peer: string, local: boolean): Conversation {
    return new MysqlConversation(this.engine, descriptor, local ? 'localhost' : peer, this.#nextId++);
  }

  step<State>(system: System, state: State): Next<State> {
    this.#system = system;
    this.#files.system = system;
    return { state, until: serve(system, this) };
  }

  stop(system: System): void {
    this.#system = system;
    this.#files.system = system;
    for (const listener of this.listeners) system.close(listener);
    for (const { descriptor, session } of this.conversations) {
      session?.rollback();
      if (system.isOpen(descriptor)) system.close(descriptor);
    }
    this.listeners = [];
    this.conversations = [];
    try {
      this.#files.checkpoint(this.engine.cluster);
      noteControl(system, controlFile(this.settings.folder), false);
    } catch (error) {
      // What it couldn't write is in the journal.
      if (!(error instanceof SqlError)) throw error;
    }
  }
}
