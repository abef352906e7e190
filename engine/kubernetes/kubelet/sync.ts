import type { Cluster } from '../cluster.ts';
import type { Requeue } from '../controller.ts';
import { type EventReport, recordEvent } from '../events.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { Container, EphemeralContainer } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import type { ContainerRole, KubeletNode, NodePod } from './state.ts';

/** A container as a pod's spec has it, with what it is there for. */
export interface SpecContainer {
  readonly role: ContainerRole;
  readonly spec: Container | EphemeralContainer;
}

/** The pod's containers in the order in which they start. */
export function containersOf({ spec }: PodObject): SpecContainer[] {
  return [
    ...(spec.initContainers ?? []).map(
      (container): SpecContainer => ({
        role: container.restartPolicy === 'Always' ? 'sidecar' : 'init',
        spec: container,
      }),
    ),
    ...spec.containers.map((container): SpecContainer => ({ role: 'app', spec: container })),
    ...(spec.ephemeralContainers ?? []).map(
      (container): SpecContainer => ({
        role: 'ephemeral',
        spec: container,
      }),
    ),
  ];
}

const FIELD: Readonly<Record<ContainerRole, string>> = {
  init: 'initContainers',
  sidecar: 'initContainers',
  app: 'containers',
  ephemeral: 'ephemeralContainers',
};

/** `web_default(1b4e28ba-…)`: a pod in messages (upstream's format.Pod). */
export function podText({ metadata }: PodObject): string {
  return `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
}

/**
 * One look at a pod: what its kubelet knows of it, what it reports, and when it has to look again.
 * The steps replace `record` as they go; it is stored when all of them are done.
 */
export class PodSync {
  readonly cluster: Cluster;
  readonly pod: PodObject;
  readonly now: number;
  record: NodePod;
  readonly #view: PodView;
  #dueMs: number | undefined;
  #foreground = false;

  /** @param view of the pod as it was before */
  constructor(cluster: Cluster, view: PodView, record: NodePod) {
    this.cluster = cluster;
    this.pod = view.pod;
    this.now = cluster.now;
    this.record = record;
    this.#view = view;
  }

  /** What the pod may know of itself by now. */
  get view(): PodView {
    const { setup } = this.record;
    return 'ip' in setup && setup.ip !== undefined ? { ...this.#view, podIp: setup.ip } : this.#view;
  }

  /** What the kubelet knows of its node. */
  get node(): KubeletNode {
    const node = this.cluster.kubelets.nodes.get(this.record.node);
    if (node === undefined) throw new Error(`no kubelet runs on ${this.record.node}`);
    return node;
  }

  updateNode(changes: Partial<KubeletNode>): void {
    this.cluster.kubelets.nodes.set(this.record.node, { ...this.node, ...changes });
  }

  /** Asks for another look. @param steady true for what would go on like this for ever */
  wakeAt(atMs: number, steady = false): void {
    this.#dueMs = Math.min(this.#dueMs ?? atMs, atMs);
    if (!steady) this.#foreground = true;
  }

  get requeue(): Requeue | undefined {
    if (this.#dueMs === undefined) return undefined;
    return { afterMs: Math.max(0, this.#dueMs - this.now), background: !this.#foreground };
  }

  event(report: EventReport): void {
    recordEvent(this.cluster, { component: 'kubelet', host: this.record.node }, this.pod, report);
  }

  containerEvent(container: SpecContainer, report: EventReport): void {
    this.event({ ...report, fieldPath: `spec.${FIELD[container.role]}{${container.spec.name}}` });
  }

  /** `Error: …`, as the kubelet reports every container it can't start. */
  failed(container: SpecContainer, what: string): void {
    this.containerEvent(container, { type: 'Warning', reason: 'Failed', message: `Error: ${what}` });
  }
}
