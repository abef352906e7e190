import type { HttpReply } from '../../container/process.ts';
import type { Cluster } from '../cluster.ts';
import type { PodObject } from '../kinds/pod.ts';
import { resolveHost } from './cluster-dns.ts';
import type { PodView } from './downward.ts';
import type { NetworkLook, Outlook } from './network-history.ts';
import { findPort, type PodPort } from './open-ports.ts';
import { nodePod, podView } from './pod-view.ts';
import { targetOf } from './routing.ts';

/** The network as a pod meets it, now and as far ahead as can be told. */
export function networkLook(cluster: Cluster, { pod, podIp }: PodView): NetworkLook {
  const namespace = pod.metadata.namespace ?? '';
  const own = pod.spec.hostname ?? pod.metadata.name;
  const resolve = (host: string) => (host === own ? [podIp] : resolveHost(cluster, namespace, host));
  return {
    resolve,
    connect(host, port) {
      const [address] = resolve(host);
      return address === undefined ? [always('timeout')] : connect(cluster, address, port);
    },
    get(host, port, path) {
      const [address] = resolve(host);
      return address === undefined ? [always(undefined)] : httpGet(cluster, address, port, path);
    },
  };
}

function always<T>(answer: T): { readonly fromMs: number; readonly answer: T } {
  return { fromMs: 0, answer };
}

function connect(cluster: Cluster, address: string, port: number): Outlook<'open' | 'refused' | 'timeout'> {
  const target = targetOf(cluster, address, port);
  if (typeof target === 'string') return [always(target)];
  const found = portOf(cluster, target.pod, target.port);
  if (found === undefined) return [always('refused')];
  return [always('refused'), { fromMs: found.opensAtMs, answer: 'open' }];
}

function httpGet(
  cluster: Cluster,
  address: string,
  port: number,
  path: string,
): Outlook<HttpReply | undefined> {
  const target = targetOf(cluster, address, port);
  const found = typeof target === 'string' ? undefined : portOf(cluster, target.pod, target.port);
  if (found === undefined) return [always(undefined)];
  const atMs = Math.max(cluster.now, found.opensAtMs);
  const answer = found.listener.http?.(path, atMs - found.startedAtMs);
  return [always(undefined), { fromMs: found.opensAtMs, answer }];
}

function portOf(cluster: Cluster, pod: PodObject, port: number): PodPort | undefined {
  const record = nodePod(cluster, pod.metadata.uid);
  const view = record === undefined ? undefined : podView(cluster, pod, record);
  if (record === undefined || view === undefined) return undefined;
  return findPort(cluster, view, record.containers, port);
}
