import type { SandboxDatabase } from '../../db/sandbox/database.ts';
import type { Random } from '../simulation/random.ts';
import type { Records } from '../simulation/records.ts';
import { rfc3339 } from '../simulation/time.ts';
import { ObjectStore } from './apiserver/store.ts';
import { Watchers } from './apiserver/watch.ts';
import type { KubeletNode, KubeletPod } from './kubelet/state.ts';

/** What a sandbox gives to its cluster. */
export interface Simulation {
  /** Milliseconds of virtual time since the epoch. */
  readonly now: () => number;
  readonly random: Random;
  /** `all`: nothing is ever compacted away. */
  readonly history: 'window' | 'all';
}

/** What the kubelets remember beyond what the API server holds. */
export interface KubeletRecords {
  /** By the pod's uid. */
  readonly pods: Records<KubeletPod>;
  /** By the node's name: the nodes that a kubelet runs. */
  readonly nodes: Records<KubeletNode>;
}

/** A Kubernetes cluster: its objects, and what its controllers need to move them. */
export class Cluster {
  readonly store: ObjectStore;
  readonly watchers = new Watchers();
  readonly kubelets: KubeletRecords;
  readonly random: Random;
  readonly history: Simulation['history'];
  readonly #now: () => number;

  constructor(simulation: Simulation, db: SandboxDatabase, kubelets: KubeletRecords) {
    this.#now = simulation.now;
    this.random = simulation.random;
    this.history = simulation.history;
    this.store = new ObjectStore(db);
    this.kubelets = kubelets;
  }

  /** Milliseconds of virtual time. */
  get now(): number {
    return this.#now();
  }

  /** The moment as objects carry it. */
  get timestamp(): string {
    return rfc3339(this.now);
  }
}
