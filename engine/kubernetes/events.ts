import { rfc3339, rfc3339Micro } from '../simulation/time.ts';
import { create } from './apiserver/create.ts';
import { ApiError } from './apiserver/status.ts';
import type { Author } from './apiserver/store.ts';
import { update } from './apiserver/update.ts';
import type { Cluster } from './cluster.ts';
import { correlate } from './events/correlation.ts';
import { knownEvents } from './events/known-events.ts';
import { repeatedInSeries } from './events/series.ts';
import { type EventObject, eventKind } from './kinds/event.ts';
import type { KubernetesObject } from './object.ts';

/** Who reports: `kubelet` on a node, `deployment-controller`, `default-scheduler`. */
export interface EventSource {
  readonly component: string;
  /** The node of a kubelet. */
  readonly host?: string;
}

export interface EventReport {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The part of the object, as in `spec.containers{nginx}`. */
  readonly fieldPath?: string;
  /**
   * What was being done, as in `Binding`: the event is written as events.k8s.io clients write theirs, which
   * are the scheduler and nobody else here.
   */
  readonly action?: string;
}

type Reference = EventObject['involvedObject'] & { readonly name: string };

/** Reports what happened to an object: see `recordEventOf`. */
export function recordEvent(
  cluster: Cluster,
  source: EventSource,
  object: KubernetesObject,
  report: EventReport,
): void {
  recordEventOf(cluster, source, referenceTo(object), report);
}

/**
 * Reports what happened to what is referred to, as client-go's EventRecorder does: what was said before is
 * counted, what is said too often is combined or dropped. An event that the API server refuses, as in a
 * namespace that is being deleted, is dropped, too.
 */
export function recordEventOf(
  cluster: Cluster,
  source: EventSource,
  whole: Reference,
  report: EventReport,
): void {
  const { fieldPath, action } = report;
  const reference = fieldPath === undefined ? whole : { ...whole, fieldPath };
  try {
    if (action === undefined) recordCore(cluster, source, reference, report);
    else recordAction(cluster, source, reference, { ...report, action });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function recordCore(
  cluster: Cluster,
  source: EventSource,
  involvedObject: Reference,
  report: EventReport,
): void {
  const { component, host = '' } = source;
  const known = knownEvents(cluster).of({ component, instance: host, involvedObject });
  const saying = { ...report, fieldPath: report.fieldPath };
  const correlation = correlate(known, saying, cluster.now);
  if (correlation === undefined) return;
  const { repeated, message } = correlation;
  const timestamp = rfc3339(cluster.now);
  if (repeated !== undefined) {
    const count = (repeated.count ?? 1) + 1;
    rewrite(cluster, component, { ...repeated, message, count, lastTimestamp: timestamp });
    return;
  }
  const combined = message !== report.message;
  write(cluster, component, involvedObject, {
    involvedObject,
    reason: report.reason,
    message,
    source: { component, ...(host === '' ? {} : { host }) },
    firstTimestamp: timestamp,
    lastTimestamp: timestamp,
    count: 1,
    type: report.type,
    eventTime: null,
    // client-go leaves these out of what it combines.
    reportingComponent: combined ? '' : component,
    reportingInstance: combined ? '' : host,
  });
}

function recordAction(
  cluster: Cluster,
  { component, host }: EventSource,
  involvedObject: Reference,
  report: EventReport & { readonly action: string },
): void {
  const { action, type, reason, message } = report;
  const instance = host === undefined ? component : `${component}-${host}`;
  const known = knownEvents(cluster).of({ component, instance, involvedObject });
  const now = rfc3339Micro(cluster.now);
  const repeated = repeatedInSeries(known, { action, type, reason, involvedObject }, cluster.now);
  if (repeated !== undefined) {
    const count = (repeated.series?.count ?? 1) + 1;
    rewrite(cluster, component, { ...repeated, series: { count, lastObservedTime: now } });
    return;
  }
  write(cluster, component, involvedObject, {
    involvedObject,
    reason,
    message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type,
    eventTime: now,
    action,
    reportingComponent: component,
    reportingInstance: instance,
  });
}

/** client-go's reference.GetReference. */
function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): Reference {
  const { namespace, name, uid, resourceVersion } = metadata;
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion,
    ...(resourceVersion === '' ? {} : { resourceVersion }),
  };
}

function write(
  cluster: Cluster,
  component: string,
  { namespace = 'default', name: about }: Reference,
  content: Omit<EventObject, keyof KubernetesObject>,
): void {
  const name = freeName(cluster, namespace, about);
  const metadata = { name, namespace, uid: '', resourceVersion: '', creationTimestamp: '' };
  const author = authorOf(component, content.source.host, 'create');
  create(
    cluster,
    eventKind,
    namespace,
    { apiVersion: 'v1', kind: 'Event', metadata, ...content },
    { author },
  );
}

/** @param draft may share all but its top level with what is stored */
function rewrite(cluster: Cluster, component: string, draft: EventObject): void {
  const { namespace = '', name } = draft.metadata;
  const author = authorOf(component, draft.source.host, 'patch');
  const own = { ...draft, metadata: { ...draft.metadata } };
  update(cluster, eventKind, { namespace, name }, own, { author });
}

/** Microseconds and nanoseconds of a moment. */
const PART_OF_MILLISECOND = 1_000_000;

/**
 * The object's name and a moment in nanoseconds. Below the millisecond it is the revision that counts, so that
 * events of one millisecond are listed in the order in which they were written.
 */
function freeName(cluster: Cluster, namespace: string, object: string): string {
  const { now, store } = cluster;
  let nanoseconds = BigInt(now) * BigInt(PART_OF_MILLISECOND) + BigInt(store.revision % PART_OF_MILLISECOND);
  for (; ; nanoseconds++) {
    const name = `${object}.${nanoseconds.toString(16)}`;
    if (store.get(eventKind, namespace, name) === undefined) return name;
  }
}

/** The user as whom a component talks to the API server, and its field manager. */
function authorOf(component: string, host: string | undefined, verb: string): Author {
  if (component === 'kubelet') return { user: `system:node:${host ?? ''}`, verb, manager: 'kubelet' };
  if (component === 'default-scheduler') {
    return { user: 'system:kube-scheduler', verb, manager: 'kube-scheduler' };
  }
  const user = `system:serviceaccount:kube-system:${component}`;
  return { user, verb, manager: 'kube-controller-manager' };
}
