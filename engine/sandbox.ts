import type { Changes } from '../db/sandbox/changes.ts';
import type { SandboxDatabase } from '../db/sandbox/database.ts';
import { Machines } from './container/machines.ts';
import { DOCKER_HOSTS_DEFAULT, Docker, type DockerSpec, FIRST_DOCKER_HOST } from './docker/docker.ts';
import type { Change, ObjectStore } from './kubernetes/apiserver/store.ts';
import { bootstrapCluster, type NodeSpec } from './kubernetes/bootstrap.ts';
import { Cluster } from './kubernetes/cluster.ts';
import type { Controller } from './kubernetes/controller.ts';
import { controllers } from './kubernetes/controllers/index.ts';
import { ensureHost } from './kubernetes/kubelet/node-host.ts';
import {
  SLICE_STEPS_MAX,
  STEP_INSTRUCTIONS,
  TRANSACTION_INSTRUCTIONS_MAX,
  TRANSACTION_STEPS_MAX,
} from './limits.ts';
import { Lxc } from './lxc/lxc.ts';
import {
  type MachineAnswer,
  type MachineArguments,
  type MachineOperation,
  operate,
} from './machines/operations.ts';
import { OutsideConnections } from './machines/outside.ts';
import type { MachineWorld } from './machines/world.ts';
import { Random, type RandomState } from './simulation/random.ts';
import { RecordStore } from './simulation/records.ts';
import type { Requeue, Simulation } from './simulation/simulation.ts';
import { Timers } from './simulation/timers.ts';
import { WorkQueue } from './simulation/work-queue.ts';

/** How a sandbox is born. */
export interface SandboxSpec {
  readonly seed: string;
  /** Where its clock starts, in ms since the epoch. */
  readonly startMs: number;
  /** False: no cluster at all. */
  readonly kubernetes: { readonly nodes: readonly NodeSpec[] } | false;
  /** Default: one host. They boot when they are first used. */
  readonly docker?: DockerSpec;
  /** Whether old revisions are compacted away, as etcd's are, or kept, since history is what a grader looks at. */
  readonly history: 'window' | 'all';
  /** It is thrown away as soon as it has been looked at, and never woken again: only its history is stored. */
  readonly isScratch?: boolean;
}

const NOTHING: ReturnType<ObjectStore['takeUncommitted']> = {
  revisions: [],
  changes: [],
  compactTo: undefined,
};

const NOTHING_BESIDES: Pick<Changes, 'meta' | 'timers' | 'records'> = {
  meta: new Map(),
  timers: new Map(),
  records: [],
};

/** The controllers that watch each resource. */
const WATCHING = new Map<string, { name: string; keysOf: Controller['watches'][string] }[]>();
for (const { name, watches } of controllers) {
  for (const [resource, keysOf] of Object.entries(watches)) {
    WATCHING.set(resource, [...(WATCHING.get(resource) ?? []), { name, keysOf }]);
  }
}

/** How long a reconcile that threw waits for its next try. */
const RETRY_MS = 1000;

/** Where a sandbox stands beyond its objects; one row, rewritten at each commit. */
interface Position {
  readonly now: number;
  readonly random: RandomState;
  readonly revision: number;
  readonly compacted: number;
  /** Controllers have seen to everything up to this revision. */
  readonly watermark: number;
}

export interface RunResult {
  readonly steps: number;
  /** True where nothing is left to do at or before the moment asked for. */
  readonly settled: boolean;
}

/**
 * One student's world: a deterministic discrete-event simulation over one database. Everything here is
 * synchronous; a host drives it with `transact` and `run`, and drops the object when either throws
 * something other than a refusal: the database still holds the last commit.
 */
export class Sandbox {
  readonly spec: SandboxSpec;
  readonly cluster: Cluster | undefined;
  readonly machines: Machines;
  readonly docker: Docker;
  /** Connections of clients that are no part of it. */
  readonly outside: OutsideConnections;
  readonly lxc: Lxc;
  readonly #machineWorld: MachineWorld;
  readonly #db: SandboxDatabase;
  readonly #timers = new Timers();
  readonly #queue = new WorkQueue();
  readonly #random: Random;
  readonly #records = new RecordStore();
  readonly #afterCommit: (() => void)[] = [];
  readonly #reconcilers = new Map<string, (key: string) => Requeue | undefined>();
  #now: number;
  #watermark = 0;
  /** Told of reconciles that threw, for the host's log. */
  onReconcileError: (error: unknown, what: string) => void = () => {};
  readonly #meta: Map<string, string>;
  /** Meta rows that wait for the commit. */
  readonly #changedMeta = new Map<string, string>();
  /** Reconciles since the last commit, and instructions of programs. */
  #uncommittedSteps = 0;
  #uncommittedInstructions = 0;
  /** Instructions that haven't been counted as steps yet. */
  #instructions = 0;
  /** True once there is something to commit besides rows that say so themselves. */
  #moved = false;

  private constructor(db: SandboxDatabase, spec: SandboxSpec, meta: ReadonlyMap<string, string>) {
    this.#db = db;
    this.#meta = new Map(meta);
    this.spec = spec;
    this.#now = spec.startMs;
    this.#random = Random.fromSeed(spec.seed);
    const simulation = this.#simulation();
    this.machines = new Machines(simulation);
    const isNeeded = (host: string) =>
      host === FIRST_DOCKER_HOST || this.cluster?.kubelets.nodes.has(host) === true;
    const isLeaving = (host: string) => {
      this.docker.forgetHost(host);
      this.lxc.forgetHost(host);
    };
    const wake = (host: string) => this.#switchOn(host);
    this.lxc = new Lxc(simulation, this.machines);
    this.#machineWorld = { machines: this.machines, lxc: this.lxc, simulation, isNeeded, isLeaving, wake };
    const dockerSpec = spec.docker ?? { hosts: DOCKER_HOSTS_DEFAULT };
    this.docker = new Docker(simulation, this.machines, dockerSpec, (host) => this.#switchOnNode(host));
    if (spec.kubernetes !== false) this.cluster = new Cluster(simulation, this.docker, db, spec.history);
    this.outside = new OutsideConnections(simulation, this.machines, (host) => this.#switchOn(host));
  }

  /** Makes a new world in an empty database. @param meta facts that its host keeps with it */
  static create(
    db: SandboxDatabase,
    spec: SandboxSpec,
    meta: Readonly<Record<string, string>> = {},
  ): Sandbox {
    const sandbox = new Sandbox(db, spec, new Map());
    sandbox.#connect(() => {});
    sandbox.setMeta('spec', JSON.stringify(spec));
    for (const [key, value] of Object.entries(meta)) sandbox.setMeta(key, value);
    if (sandbox.cluster !== undefined && spec.kubernetes !== false) {
      bootstrapCluster(sandbox.cluster, spec.kubernetes.nodes);
    }
    // The first slice commits all of that together with what follows from it.
    sandbox.run(sandbox.now);
    return sandbox;
  }

  /** Wakes the world a database holds; undefined where it holds none. */
  static load(db: SandboxDatabase): Sandbox | undefined {
    const state = db.load();
    const spec = state.meta.get('spec');
    const stored = state.meta.get('position');
    if (spec === undefined || stored === undefined) return undefined;
    const sandbox = new Sandbox(db, JSON.parse(spec), state.meta);
    const position: Position = JSON.parse(stored);
    sandbox.#now = position.now;
    sandbox.#random.restore(position.random);
    sandbox.#watermark = position.watermark;
    sandbox.#timers.load(state.timers);
    sandbox.#records.load(state.records);
    sandbox.#connect((cluster) => {
      cluster.store.load(state.objects, position);
      // What was committed but not yet seen to, when the last host stopped.
      for (const change of cluster.store.changesAfter(position.watermark)) sandbox.#enqueue(cluster, change);
    });
    return sandbox;
  }

  /** Milliseconds of virtual time. */
  get now(): number {
    return this.#now;
  }

  /** When the next timer is due, in ms of virtual time. */
  get nextDue(): number | undefined {
    return this.#timers.nextDue();
  }

  /** True while something is on its way: work in the queue, or a timer that doesn't merely recur. */
  get busy(): boolean {
    return this.#queue.size > 0 || this.#timers.hasForeground;
  }

  /** True while reconciles wait at this very moment. */
  get hasWork(): boolean {
    return this.#queue.size > 0;
  }

  /** A fact that lives beside the objects, such as the generation of its credentials. */
  meta(key: string): string | undefined {
    return this.#meta.get(key);
  }

  /** Sets such a fact; stored by the next commit. */
  setMeta(key: string, value: string): void {
    this.#meta.set(key, value);
    this.#changedMeta.set(key, value);
  }

  /** Stores where the clock stands, which a mere passing of time does not. */
  checkpoint(): void {
    this.#moved = true;
    this.#commit();
  }

  /** What a platform asks of the virtual machines, as one transaction. */
  operate<Name extends MachineOperation>(name: Name, rest: MachineArguments<Name>): MachineAnswer<Name> {
    return this.transact(() => operate(this.#machineWorld, name, rest));
  }

  /** Runs a change and commits it. A refusal is thrown on; what was done before it stays done. */
  transact<R>(change: () => R): R {
    try {
      return change();
    } finally {
      this.#commit();
    }
  }

  /**
   * Works through what is due up to a moment of virtual time; then the clock stands at that moment, if it all fitted.
   * It commits when it is settled, and now and then in between: who gives up before that calls `checkpoint`.
   */
  run(until: number, maxSteps = SLICE_STEPS_MAX): RunResult {
    let steps = 0;
    while (steps < maxSteps) {
      if (!this.#step(until)) {
        this.#now = Math.max(this.#now, until);
        this.#commit();
        return { steps, settled: true };
      }
      steps += this.#stepsTaken();
    }
    return { steps, settled: false };
  }

  /**
   * Works through everything until nothing is on its way any more, or the limit is reached.
   * The clock then stands at the last thing that happened. Commits as `run` does.
   */
  runUntilIdle(limit: number, maxSteps: number): RunResult {
    let steps = 0;
    while (this.busy && steps < maxSteps) {
      const due = this.#queue.size > 0 ? this.#now : (this.nextDue ?? this.#now);
      if (due > limit) return { steps, settled: this.run(limit, 1).settled };
      this.#step(due);
      steps += this.#stepsTaken();
    }
    if (!this.busy) this.#commit();
    return { steps, settled: !this.busy };
  }

  /** What the last reconcile counts as. */
  #stepsTaken(): number {
    const more = Math.floor(this.#instructions / STEP_INSTRUCTIONS);
    this.#instructions -= more * STEP_INSTRUCTIONS;
    return 1 + more;
  }

  /** Machines are switched on when they are first needed. */
  #switchOn(host: string): void {
    if (this.docker.hostNames().includes(host)) this.docker.switchOn(host);
    else this.#switchOnNode(host);
  }

  #switchOnNode(host: string): void {
    if (this.cluster !== undefined) ensureHost(this.cluster, host);
  }

  #simulation(): Simulation {
    return {
      now: () => this.#now,
      random: this.#random,
      records: this.#records,
      enqueue: (key) => this.#queue.add(key),
      work: (instructions) => {
        this.#instructions += instructions;
        this.#uncommittedInstructions += instructions;
      },
      toil: (instructions) => {
        this.#instructions += instructions;
      },
      afterCommit: (call) => this.#afterCommit.push(call),
    };
  }

  #connect(load: (cluster: Cluster) => void): void {
    const { cluster, docker, lxc, machines } = this;
    const { kernel, network, filesystems } = machines;
    const own = [
      filesystems.instances.reconciler,
      kernel.reconciler,
      kernel.computing.reconciler,
      network.reconciler,
      this.outside.reconciler,
    ];
    const reconcilers = [...own, ...docker.reconcilers, lxc.reconciler];
    for (const { name, reconcile } of reconcilers) {
      this.#reconcilers.set(name, reconcile);
    }
    machines.connect();
    docker.connect();
    this.outside.connect();
    lxc.connect();
    if (cluster === undefined) return;
    cluster.nodePulls.connect();
    this.#reconcilers.set(cluster.nodePulls.reconciler.name, cluster.nodePulls.reconciler.reconcile);
    for (const controller of controllers) {
      this.#reconcilers.set(controller.name, (key) => controller.reconcile(cluster, key));
      controller.index?.(cluster);
    }
    load(cluster);
    cluster.store.observe((change) => this.#enqueue(cluster, change));
  }

  #enqueue(cluster: Cluster, change: Change): void {
    for (const { name, keysOf } of WATCHING.get(change.resource) ?? []) {
      for (const key of keysOf(change, cluster)) this.#queue.add(`${name}|${key}`);
    }
  }

  /** Reconciles one key: the next of the queue, or else of the next timer that is due. */
  #step(until: number): boolean {
    const key = this.#queue.take();
    if (key !== undefined) {
      this.#reconcile(key);
      return true;
    }
    if (this.docker.sockets.isFollowed) {
      // Who waits within the sandbox hears of what has happened before time goes on.
      this.#commit();
      if (this.#queue.size > 0) return true;
    }
    const timer = this.#timers.takeDue(until);
    if (timer === undefined) return false;
    this.#now = Math.max(this.#now, timer.due);
    this.#reconcile(timer.key);
    return true;
  }

  #reconcile(key: string): void {
    const bar = key.indexOf('|');
    const reconcile = this.#reconcilers.get(key.slice(0, bar));
    if (reconcile === undefined) return;
    this.#moved = true;
    const requeue = this.#attempt(() => reconcile(key.slice(bar + 1)), key);
    if (requeue === undefined) this.#timers.cancel(key);
    else this.#timers.set(key, this.#now + requeue.afterMs, requeue.background ?? false);
    const isLong = this.#uncommittedInstructions >= TRANSACTION_INSTRUCTIONS_MAX;
    if (++this.#uncommittedSteps >= TRANSACTION_STEPS_MAX || isLong) this.#commit();
  }

  /** One key that can't be reconciled must not stop the others: it is tried again later. */
  #attempt(reconcile: () => Requeue | undefined, key: string): Requeue | undefined {
    try {
      return reconcile();
    } catch (error) {
      this.onReconcileError(error, key.replace('|', ' '));
      return { afterMs: RETRY_MS, background: true };
    }
  }

  /** Writes everything since the last commit in one transaction, then tells the watchers. */
  #commit(): void {
    const { cluster } = this;
    this.#uncommittedSteps = 0;
    this.#uncommittedInstructions = 0;
    const { revisions, changes, compactTo } = cluster?.store.takeUncommitted() ?? NOTHING;
    if (revisions.length === 0 && this.#changedMeta.size === 0 && !this.#moved && !this.#records.isDirty)
      return;
    if (this.#queue.size === 0) this.#watermark = cluster?.store.revision ?? 0;
    const position: Position = {
      now: this.#now,
      random: this.#random.state,
      revision: cluster?.store.revision ?? 0,
      compacted: cluster?.store.compacted ?? 0,
      watermark: this.#watermark,
    };
    this.#changedMeta.set('position', JSON.stringify(position));
    this.#db.commit(
      this.spec.isScratch === true
        ? { ...NOTHING_BESIDES, revisions, compactTo }
        : {
            meta: this.#changedMeta,
            revisions,
            compactTo,
            timers: this.#timers.takeDirty(),
            records: this.#records.takeDirty(),
          },
    );
    this.#changedMeta.clear();
    this.#moved = false;
    cluster?.watchers.publish(changes);
    for (const call of this.#afterCommit) call();
  }
}
