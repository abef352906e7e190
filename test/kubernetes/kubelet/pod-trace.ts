import type { Change } from '../../../engine/kubernetes/apiserver/store.ts';
import { isPod } from '../../../engine/kubernetes/controllers/pod-facts.ts';
import { type EventObject, eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { nodePod } from '../../../engine/kubernetes/kubelet/pod-view.ts';
import type { Run } from '../../../engine/kubernetes/kubelet/state.ts';
import type { ContainerStatus, PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import type { Process } from '../../../engine/linux/process.ts';
import { START_MS, type TestSandbox } from '../../harness/sandbox.ts';

/** A pod as a user writes it; the spec stays the caller's. */
export function pod(name: string, spec: PodSpec, metadata: Partial<PodObject['metadata']> = {}): PodObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: '',
      resourceVersion: '',
      creationTimestamp: '',
      ...metadata,
    },
    spec: structuredClone(spec),
    status: {},
  };
}

/** What watchers and events show of a pod from now on. Times are in tenths of seconds since the sandbox was made. */
export interface PodTrace {
  /** A line for each change that a user would notice in `kubectl get pod -w`. */
  readonly lines: string[];
  /** A line for each event, as often as it was reported. */
  readonly events: string[];
}

export function tracePod({ cluster }: TestSandbox, name: string): PodTrace {
  const trace: PodTrace = { lines: [], events: [] };
  let last = '';
  cluster.store.observe((change: Change) => {
    const { object } = change.entry;
    const at = Math.round((cluster.now - START_MS) / 100) / 10;
    if (isPod(object) && object.metadata.name === name) {
      const line = change.event === 'DELETED' ? 'gone' : summary(object);
      if (line !== last) trace.lines.push(`${at} ${line}`);
      last = line;
    } else if (isEvent(object) && object.involvedObject.name === name) {
      trace.events.push(`${at} ${object.reason}: ${object.message}`);
    }
  });
  return trace;
}

function isEvent(object: Change['entry']['object']): object is EventObject {
  return object.kind === eventKind.kind;
}

function summary({ metadata, status }: PodObject): string {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  return [
    metadata.deletionTimestamp === undefined ? status.phase : `Terminating ${status.phase}`,
    ...(status.reason === undefined ? [] : [status.reason]),
    ...containers.map(containerSummary),
    ...(ready ? ['ready'] : []),
  ].join(' ');
}

function containerSummary({ name, state, restartCount, ready, started }: ContainerStatus): string {
  const marks = [
    ...(restartCount > 0 ? [String(restartCount)] : []),
    ...(state?.running !== undefined && started !== true ? ['unstarted'] : []),
    ...(state?.running !== undefined && ready ? ['ready'] : []),
  ];
  const exit = state?.terminated;
  const what =
    exit === undefined ? (state?.waiting?.reason ?? 'Running') : `${exit.reason}(${exit.exitCode})`;
  return `${name}=${[what, ...marks].join('/')}`;
}

/** The container's status, once the pod is there. */
export function statusOf(sandbox: TestSandbox, name: string, index = 0): ContainerStatus {
  const status = storedPod(sandbox, name).status.containerStatuses?.[index];
  if (status === undefined) throw new Error(`${name} has no container status`);
  return status;
}

export function storedPod({ cluster }: TestSandbox, name: string): PodObject {
  const stored = cluster.store.get(podKind, 'default', name);
  if (stored === undefined) throw new Error(`no pod ${name}`);
  return stored;
}

/** The instance of a container that runs, or ran last. @param container default: the first of the spec */
function runOf(sandbox: TestSandbox, name: string, container?: string): Run {
  const object = storedPod(sandbox, name);
  const wanted = container ?? object.spec.containers[0]?.name;
  const record = nodePod(sandbox.cluster, object.metadata.uid);
  const run = record?.containers.find((each) => each.name === wanted)?.run;
  if (run === undefined) throw new Error(`${name} never ran ${wanted}`);
  return run;
}

/** Its main process on the node's kernel. */
export function mainProcess(sandbox: TestSandbox, name: string, container?: string): Process {
  const { kernel, runtime } = sandbox.sandbox.machines;
  const { id } = runOf(sandbox, name, container);
  const host = runtime.spec(id)?.host ?? '';
  const process = kernel.processes.get(host, runtime.pid(id) ?? 0);
  if (process === undefined) throw new Error(`${name} does not run`);
  return process;
}

/** A file, as a container that runs sees it. */
export function readFile(sandbox: TestSandbox, name: string, path: string, container?: string): string {
  const { filesystems, runtime } = sandbox.sandbox.machines;
  const caller = runtime.caller(runOf(sandbox, name, container).id);
  if (caller === undefined) throw new Error(`${name} does not run`);
  return filesystems.readText(caller, path);
}

/** The names in a folder, as a container that runs sees them. */
export function listFolder(sandbox: TestSandbox, name: string, path: string, container?: string): string[] {
  const { filesystems, runtime } = sandbox.sandbox.machines;
  const caller = runtime.caller(runOf(sandbox, name, container).id);
  if (caller === undefined) throw new Error(`${name} does not run`);
  return filesystems.list(caller, path).map((entry) => entry.name);
}

/** Lines of a container's log, each after the second of its life in which it was written. */
export function logOf(sandbox: TestSandbox, name: string): string[] {
  const { id, startedAtMs } = runOf(sandbox, name);
  return sandbox.cluster.kubelets.instances
    .log(id)
    .map(({ atMs, text }) => `${Math.floor((atMs - startedAtMs) / 1000)} ${text}`);
}
