import { openDatabase, preparer } from '../../db/node.ts';
import { SandboxDatabase } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';
import { create } from '../../engine/kubernetes/apiserver/create.ts';
import type { Kind } from '../../engine/kubernetes/apiserver/kind.ts';
import type { Cluster } from '../../engine/kubernetes/cluster.ts';
import type { NodeSpec } from '../../engine/kubernetes/kubelet/add-node.ts';
import type { KubernetesObject } from '../../engine/kubernetes/object.ts';
import { Sandbox, type SandboxSpec } from '../../engine/sandbox.ts';

/** 2026-01-01T00:00:00Z: where the clocks of tests start. */
export const START_MS = Date.UTC(2026, 0, 1);

export const TEST_AUTHOR = { user: 'student', verb: 'create', manager: 'test' };

/** A sandbox on a real in-memory database, with a clock that moves by hand. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly cluster: Cluster;
  readonly database: SandboxDatabase;
  /** Moves the clock by that much and works through everything due by then. */
  advance(seconds: number): void;
  /** Creates a decoded object as a user would, then lets the controllers settle at this moment. */
  create<T extends KubernetesObject>(kind: Kind<T>, object: T): T;
  /** The same world woken again from its database, as after a restart. */
  reload(): TestSandbox;
}

export function testNode(name: string, overrides: Partial<NodeSpec> = {}): NodeSpec {
  return { name, cpu: '4', memory: '8Gi', labels: {}, taints: [], ...overrides };
}

/** @param options.nodes names or specs; two nodes by default */
export function openSandbox(
  options: { nodes?: readonly (string | NodeSpec)[]; seed?: string; history?: SandboxSpec['history'] } = {},
): TestSandbox {
  const { db, sqlite } = openDatabase(':memory:', 'sandbox', schema);
  const database = new SandboxDatabase(db, preparer(sqlite));
  const nodes = (options.nodes ?? ['node-1', 'node-2']).map((node) =>
    typeof node === 'string' ? testNode(node) : node,
  );
  const sandbox = Sandbox.create(database, {
    seed: options.seed ?? 'test',
    startMs: START_MS,
    kubernetes: { nodes },
    history: options.history ?? 'all',
  });
  const wrapped = wrap(sandbox, database);
  wrapped.advance(0);
  return wrapped;
}

function wrap(sandbox: Sandbox, database: SandboxDatabase): TestSandbox {
  const { cluster } = sandbox;
  if (cluster === undefined) throw new Error('the sandbox has no cluster');
  sandbox.onReconcileError = (error, what) => {
    throw new Error(`reconcile ${what} threw`, { cause: error });
  };
  return {
    sandbox,
    cluster,
    database,
    advance(seconds) {
      const { settled } = sandbox.run(sandbox.now + seconds * 1000, 1_000_000);
      if (!settled) throw new Error('the sandbox does not settle');
    },
    create(kind, object) {
      const { name } = sandbox.transact(() =>
        create(cluster, kind, object.metadata.namespace ?? 'default', object, { author: TEST_AUTHOR }),
      ).object.metadata;
      this.advance(0);
      const stored = cluster.store.get(
        kind,
        kind.namespaced ? (object.metadata.namespace ?? 'default') : '',
        name,
      );
      if (stored === undefined) throw new Error(`${name} is gone already`);
      return stored;
    },
    reload() {
      const woken = Sandbox.load(database);
      if (woken === undefined) throw new Error('the database holds no sandbox');
      return wrap(woken, database);
    },
  };
}
