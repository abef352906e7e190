import type { Fetched } from '../../docker/images/registry/fetch.ts';
import type { Fetches } from '../../docker/images/registry/fetches.ts';
import { canonicalName } from '../../registry/reference.ts';
import type { Records } from '../../simulation/records.ts';
import type { Reconciler, Requeue, Simulation } from '../../simulation/simulation.ts';
import { compressedBytes, type NodeImages, referenceOf } from './node-images.ts';
import { PULL_BYTES_PER_SECOND, REGISTRY_MS } from './timing.ts';

/** What came of a pull, and when it is over. */
export interface PullOutcome {
  readonly untilMs: number;
  /** Of the image that came, compressed. */
  readonly sizeBytes?: number;
  /** Why none did. */
  readonly error?: string;
}

interface NodePull {
  readonly id: string;
  readonly node: string;
  readonly image: string;
  readonly authorization: string;
  readonly sinceMs: number;
  /** The pods that wait for it: keys of the queue. */
  pods: readonly string[];
  outcome?: PullOutcome;
}

const ID_DIGITS = 32;

/** Pulls of kubelets from registries on the sandbox's network. */
export class NodePulls {
  readonly reconciler: Reconciler = { name: 'node-pull', reconcile: (id) => this.#reconcile(id) };
  readonly #simulation: Simulation;
  readonly #fetches: Fetches;
  readonly #images: NodeImages;
  readonly #pulls: Records<NodePull>;

  constructor(simulation: Simulation, fetches: Fetches, images: NodeImages) {
    this.#simulation = simulation;
    this.#fetches = fetches;
    this.#images = images;
    this.#pulls = simulation.records.of('node_pulls');
  }

  /** After the records were loaded. */
  connect(): void {
    for (const id of this.#pulls.keys()) this.#simulation.enqueue(`node-pull|${id}`);
  }

  /**
   * Begins a pull, or waits for one that is under way.
   * @param pod whose key is reconciled when it is over
   * @param authorization `user:password` in base64, or nothing
   */
  begin(node: string, image: string, pod: string, authorization: string): string {
    for (const pull of this.#pulls.values()) {
      if (pull.node !== node || pull.image !== image || pull.authorization !== authorization) continue;
      if (pull.outcome !== undefined) continue;
      this.#pulls.set(pull.id, { ...pull, pods: [...new Set([...pull.pods, pod])] });
      return pull.id;
    }
    const id = this.#simulation.random.hex(ID_DIGITS);
    const reference = referenceOf(image);
    if (reference === undefined) throw new Error(`${image} is no reference`);
    const waker = `node-pull|${id}`;
    const who = { client: 'containerd', waker } as const;
    this.#pulls.set(id, { id, node, image, authorization, sinceMs: this.#simulation.now(), pods: [pod] });
    this.#fetches.begin({ id, host: node, reference, platform: '', authorization, ...who });
    this.#simulation.enqueue(waker);
    return id;
  }

  /** Undefined: it is still under way. */
  outcome(id: string): PullOutcome | undefined {
    const pull = this.#pulls.get(id);
    // What a machine has lost is pulled again.
    return pull === undefined ? { untilMs: 0, error: 'context canceled' } : pull.outcome;
  }

  /** A pod doesn't wait any more. */
  leave(id: string, pod: string): void {
    const pull = this.#pulls.get(id);
    if (pull === undefined) return;
    const pods = pull.pods.filter((other) => other !== pod);
    if (pods.length > 0) {
      this.#pulls.set(id, { ...pull, pods });
      return;
    }
    this.#fetches.cancel(id);
    this.#pulls.delete(id);
  }

  #reconcile(id: string): Requeue | undefined {
    const pull = this.#pulls.get(id);
    if (pull === undefined || pull.outcome !== undefined) return undefined;
    const fetched = this.#fetches.step(id);
    if ('afterMs' in fetched) return fetched;
    this.#pulls.set(id, { ...pull, outcome: this.#outcomeOf(pull, fetched) });
    for (const pod of pull.pods) this.#simulation.enqueue(`kubelet|${pod}`);
    return undefined;
  }

  #outcomeOf({ node, image, sinceMs }: NodePull, fetched: Fetched): PullOutcome {
    const now = this.#simulation.now();
    const answeredMs = Math.max(now, sinceMs + REGISTRY_MS);
    if ('image' in fetched) {
      const bytes = this.#images.missingBytes(node, fetched.image);
      const error = this.#images.keep(node, fetched.image);
      if (error !== undefined) return { untilMs: answeredMs, error };
      const untilMs = answeredMs + Math.ceil((bytes * 1000) / PULL_BYTES_PER_SECOND);
      return { untilMs, sizeBytes: compressedBytes(fetched.image) };
    }
    const reference = referenceOf(image);
    const canonical = reference === undefined ? image : canonicalName(reference);
    const { status, message, resolved } =
      'refused' in fetched ? fetched.refused : { status: 500, message: 'no manifest', resolved: true };
    const code = status === 404 ? 'rpc error: code = NotFound desc = ' : '';
    const resolving = resolved ? '' : `failed to resolve reference "${canonical}": `;
    const error = `${code}failed to pull and unpack image "${canonical}": ${resolving}${message}`;
    return { untilMs: answeredMs, error };
  }
}
