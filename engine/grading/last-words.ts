import type { Cluster } from '../kubernetes/cluster.ts';
import type { PodObject } from '../kubernetes/kinds/pod.ts';
import { nodePod, podView } from '../kubernetes/kubelet/pod-view.ts';
import { timelineOf } from '../kubernetes/kubelet/process.ts';

const COMPLAINT = /\b(?:error|fatal|emerg|panic|failed|denied|not found)\b/i;

/** The first line in which the log of a container's last ended instance complains; undefined where none does. */
export function lastWords(cluster: Cluster, pod: PodObject, container: string): string | undefined {
  const record = nodePod(cluster, pod.metadata.uid);
  const view = record === undefined ? undefined : podView(cluster, pod, record);
  const state = record?.containers.find(({ name }) => name === container);
  const specs = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const spec = specs.find(({ name }) => name === container);
  if (view === undefined || state === undefined || spec === undefined) return undefined;
  const { run, exit, previous } = state;
  const ended = run !== undefined && exit !== undefined ? { run, exit } : previous;
  if (ended === undefined || ended.exit.neverStarted === true) return undefined;
  const log = timelineOf(cluster, view, spec, ended.run)?.log ?? [];
  const lifeMs = ended.exit.atMs - ended.run.startedAtMs;
  return log.find(({ atMs, text }) => atMs <= lifeMs && COMPLAINT.test(text))?.text.trim();
}
