import type { Cluster } from '../kubernetes/cluster.ts';
import type { PodObject } from '../kubernetes/kinds/pod.ts';
import { nodePod } from '../kubernetes/kubelet/pod-view.ts';

const COMPLAINT = /\b(?:error|fatal|emerg|panic|failed|denied|not found)\b/i;

/** The first line in which the log of a container's last ended instance complains; undefined where none does. */
export function lastWords(cluster: Cluster, pod: PodObject, container: string): string | undefined {
  const record = nodePod(cluster, pod.metadata.uid);
  const state = record?.containers.find(({ name }) => name === container);
  if (state === undefined) return undefined;
  const { run, exit, previous } = state;
  const ended = run !== undefined && exit !== undefined ? { run, exit } : previous;
  if (ended === undefined || ended.exit.neverStarted === true) return undefined;
  const log = cluster.kubelets.instances.log(ended.run.id);
  return log.find(({ text }) => COMPLAINT.test(text))?.text.trim();
}
