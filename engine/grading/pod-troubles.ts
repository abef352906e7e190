import type { Cluster } from '../kubernetes/cluster.ts';
import { type EventObject, eventKind } from '../kubernetes/kinds/event.ts';
import type { PodObject } from '../kubernetes/kinds/pod.ts';
import type { ContainerStatus } from '../kubernetes/schemas/generated/types.ts';
import { EVIDENCE_CHARS_MAX } from '../limits.ts';
import { lastWords } from './last-words.ts';

/** Why a pod isn't ready. Pods with the same cause share a line. */
interface Trouble {
  readonly cause: string;
  readonly detail: string;
  /** The container whose log may say more. */
  readonly crashed?: string;
}

/** Events that only repeat what the pod's status says. */
const REPEATED_REASONS: ReadonlySet<string> = new Set(['BackOff', 'Failed', 'FailedScheduling']);
const EVENTS_MAX = 2;

/** What keeps pods from being ready, a line per cause, and their latest warnings. */
export function describeTroubles(cluster: Cluster, pods: readonly PodObject[]): readonly string[] {
  const byCause = new Map<string, Description & { others: number }>();
  for (const pod of pods) {
    const trouble = troubleOf(pod);
    if (trouble === undefined) continue;
    const known = byCause.get(trouble.cause);
    if (known !== undefined) known.others++;
    else byCause.set(trouble.cause, { ...describe(cluster, pod, trouble), others: 0 });
  }
  const lines = [...byCause.values()].flatMap(({ line, log, others }) => [
    others === 0 ? line : `${line} (and ${others} more ${others === 1 ? 'pod' : 'pods'})`,
    ...log,
  ]);
  return byCause.size === 0 ? [] : [...lines, ...latestWarnings(cluster, pods)];
}

interface Description {
  readonly line: string;
  readonly log: readonly string[];
}

function describe(cluster: Cluster, pod: PodObject, { detail, crashed }: Trouble): Description {
  const words = crashed === undefined ? undefined : lastWords(cluster, pod, crashed);
  return {
    line: `pod/${pod.metadata.name}: ${detail}`,
    log: words === undefined ? [] : [`log of ${crashed}: ${words.slice(0, EVIDENCE_CHARS_MAX)}`],
  };
}

function troubleOf({ status }: PodObject): Trouble | undefined {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return undefined;
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    return { cause: 'unschedulable', detail: `${scheduled.reason}: ${scheduled.message}` };
  }
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  for (const container of statuses) {
    const trouble = containerTrouble(container);
    if (trouble !== undefined) return trouble;
  }
  const phase = status.phase ?? 'Unknown';
  return { cause: phase, detail: status.reason ?? `phase ${phase}, not ready` };
}

function containerTrouble({
  name,
  state,
  lastState,
  ready,
  restartCount,
}: ContainerStatus): Trouble | undefined {
  const starting = ['ContainerCreating', 'PodInitializing'];
  const facts: string[] = [];
  if (state?.waiting !== undefined && !starting.includes(state.waiting.reason ?? '')) {
    const { reason, message } = state.waiting;
    facts.push(
      message === undefined || reason === 'CrashLoopBackOff' ? `${reason}` : `${reason}: ${message}`,
    );
  } else if (state?.terminated !== undefined && state.terminated.exitCode !== 0) {
    facts.push(`terminated: ${state.terminated.reason}, exit code ${state.terminated.exitCode}`);
  } else if (state?.running !== undefined && !ready) {
    facts.push('running, but not ready');
  }
  if (facts.length === 0) return undefined;
  const cause = `${name} ${state?.waiting?.reason ?? facts[0]}`;
  const last = lastState?.terminated;
  if (last !== undefined) {
    const why = last.message === undefined ? '' : `: ${last.message.trim()}`;
    facts.push(`last exit: ${last.reason}, exit code ${last.exitCode}${why}`);
  }
  if (restartCount > 0) facts.push(`${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'}`);
  const crashed = last !== undefined || state?.terminated !== undefined;
  return { cause, detail: `container ${name}: ${facts.join(', ')}`, ...(crashed ? { crashed: name } : {}) };
}

function lastSeen({ lastTimestamp, eventTime, metadata }: EventObject): string {
  return lastTimestamp ?? eventTime ?? metadata.creationTimestamp;
}

/** The newest warning of each reason. */
function latestWarnings(cluster: Cluster, pods: readonly PodObject[]): readonly string[] {
  const uids = new Set(pods.map(({ metadata }) => metadata.uid));
  const namespaces = new Set(pods.map(({ metadata }) => metadata.namespace));
  const newest = new Map<string, EventObject>();
  for (const namespace of namespaces) {
    for (const event of cluster.store.list(eventKind, namespace)) {
      const { type, reason = '', involvedObject } = event;
      if (type !== 'Warning' || REPEATED_REASONS.has(reason)) continue;
      if (!uids.has(involvedObject.uid ?? '')) continue;
      const known = newest.get(reason);
      if (known === undefined || lastSeen(known) <= lastSeen(event)) newest.set(reason, event);
    }
  }
  return [...newest.values()]
    .sort((a, b) => (lastSeen(a) < lastSeen(b) ? 1 : -1))
    .slice(0, EVENTS_MAX)
    .map(({ reason, message }) => `event: Warning ${reason}: ${message}`);
}
