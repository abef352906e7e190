import type { SandboxDatabase } from '../../db/sandbox/database.ts';
import type { Machines } from '../container/machines.ts';
import type { Docker } from '../docker/docker.ts';
import type { Random } from '../simulation/random.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { rfc3339 } from '../simulation/time.ts';
import { ObjectStore } from './apiserver/store.ts';
import { Watchers } from './apiserver/watch.ts';
import { Instances } from './kubelet/instances.ts';
import { NodeImages } from './kubelet/node-images.ts';
import { NodePulls } from './kubelet/node-pulls.ts';
import type { KubeletNode, KubeletPod } from './kubelet/state.ts';

/** Whether old revisions are compacted away; `all`: never. */
type History = 'window' | 'all';

/** What the kubelets remember beyond what the API server holds. */
export interface KubeletRecords {
  /** By the pod's uid. */
  readonly pods: Records<KubeletPod>;
  /** By the node's name: the nodes that a kubelet runs. */
  readonly nodes: Records<KubeletNode>;
  /** What runs of them. */
  readonly instances: Instances;
}

/** A Kubernetes cluster: its objects, and what its controllers need to move them. */
export class Cluster {
  readonly store: ObjectStore;
  readonly watchers = new Watchers();
  readonly kubelets: KubeletRecords;
  readonly random: Random;
  /** The virtual machines that its nodes are. */
  readonly machines: Machines;
  readonly nodeImages: NodeImages;
  readonly nodePulls: NodePulls;
  readonly history: History;
  readonly #now: () => number;

  /** @param docker the daemons of the same machines: what they keep of images, their kubelets know */
  constructor(
    simulation: Simulation,
    { machines, world, fetches }: Pick<Docker, 'machines' | 'world' | 'fetches'>,
    db: SandboxDatabase,
    history: History,
  ) {
    const { now, random, records } = simulation;
    this.#now = now;
    this.random = random;
    this.machines = machines;
    this.nodeImages = new NodeImages(world);
    this.nodePulls = new NodePulls(simulation, fetches, this.nodeImages);
    this.history = history;
    this.store = new ObjectStore(db);
    this.kubelets = {
      pods: records.of('kubelet_pods'),
      nodes: records.of('kubelet_nodes'),
      instances: new Instances(simulation, machines),
    };
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
