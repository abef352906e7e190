import { openDatabase, preparer } from '../../db/node.ts';
import { SandboxDatabase } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';
import type { CommandRequest } from '../../engine/lxc/commands.ts';
import type { CommandView, OsContainerView } from '../../engine/lxc/views.ts';
import type { MachineAnswer, MachineArguments, MachineOperation } from '../../engine/machines/operations.ts';
import type { MachineRefusal } from '../../engine/machines/refusal.ts';
import { Sandbox } from '../../engine/sandbox.ts';
import { START_MS } from './sandbox.ts';

export const HOST = 'vm-1';

type Granted<T> = Exclude<T, MachineRefusal>;

/** A sandbox with one host, for OS containers. */
export interface LxcHost {
  readonly sandbox: Sandbox;
  /** @throws Error where it is refused, with the reason */
  ask<Name extends MachineOperation>(
    name: Name,
    ...rest: MachineArguments<Name>
  ): Granted<MachineAnswer<Name>>;
  advance(seconds: number): void;
  /** Creates a container, starts it, and lets its services come up. */
  launch(name: string, template?: string, limits?: object): OsContainerView;
  /** Runs a command to its end. */
  attach(name: string, script: string, request?: Partial<CommandRequest>): CommandView;
  state(name: string): string;
  /** The same world woken again from its database, as after a restart. */
  reload(): LxcHost;
}

export function openLxcHost(): LxcHost {
  const { db, sqlite } = openDatabase(':memory:', 'sandbox', schema);
  const database = new SandboxDatabase(db, preparer(sqlite));
  const spec = { seed: 'test', startMs: START_MS, kubernetes: false, history: 'all' } as const;
  const host = wrap(Sandbox.create(database, spec), database);
  const memoryBytes = 4 * 2 ** 30;
  host.ask('addHost', {
    name: HOST,
    cpus: 2,
    memoryBytes,
    diskBytes: 10 * memoryBytes,
    selinux: 'disabled',
  });
  host.advance(20);
  return host;
}

function isGranted<T>(answer: T): answer is Granted<T> {
  return !(typeof answer === 'object' && answer !== null && 'refused' in answer);
}

function wrap(sandbox: Sandbox, database: SandboxDatabase): LxcHost {
  sandbox.onReconcileError = (error, what) => {
    throw new Error(`reconcile ${what} threw`, { cause: error });
  };
  return {
    sandbox,
    ask(name, ...rest) {
      const answer = sandbox.operate(name, rest);
      if (!isGranted(answer)) throw new Error(JSON.stringify(answer));
      return answer;
    },
    advance(seconds) {
      const { settled } = sandbox.run(sandbox.now + seconds * 1000, 100_000);
      if (!settled) throw new Error('the sandbox does not settle');
    },
    launch(name, template = 'alpine/3.22', limits = {}) {
      const [distribution = '', release = ''] = template.split('/');
      const architecture = 'amd64';
      this.ask('createOsContainer', HOST, {
        name,
        template: { distribution, release, architecture },
        limits,
      });
      this.advance(30);
      this.ask('startOsContainer', HOST, name);
      this.advance(2);
      return this.ask('getOsContainer', HOST, name);
    },
    attach(name, script, request = {}) {
      const { id } = this.ask('runCommand', HOST, name, { argv: ['sh', '-c', script], env: {}, ...request });
      this.advance(5);
      return this.ask('getCommand', HOST, name, id);
    },
    state(name) {
      return this.ask('getOsContainer', HOST, name).state;
    },
    reload() {
      const woken = Sandbox.load(database);
      if (woken === undefined) throw new Error('the database holds no sandbox');
      return wrap(woken, database);
    },
  };
}
