import type { Cluster } from '../cluster.ts';
import type { Container, EphemeralContainer, IntOrString, Probe } from '../schemas/generated/types.ts';
import type { PodView } from './downward.ts';
import type { Outlook } from './network-history.ts';
import { networkLook } from './network-look.ts';
import { findPort } from './open-ports.ts';
import { liveTimeline } from './process.ts';
import type { KubeletContainer, Run } from './state.ts';

/** `error`: the probe itself could not be made; it says nothing of the container. */
type ProbeOutcome =
  | { readonly result: 'success' }
  | { readonly result: 'failure' | 'error'; readonly message: string };

/** A container that is probed, with the pod around it. */
export interface ProbeTarget {
  readonly cluster: Cluster;
  readonly view: PodView;
  readonly states: readonly KubeletContainer[];
  readonly container: Container | EphemeralContainer;
  readonly run: Run;
}

/** The kubelet keeps so much of what an exec probe prints (maxReadLength in pkg/probe/exec). */
const OUTPUT_MAX = 10 * 1024;

const SUCCESS: ProbeOutcome = { result: 'success' };

/** Makes a probe now. Messages are those of pkg/probe. */
export function makeProbe(target: ProbeTarget, probe: Probe): ProbeOutcome {
  const timeoutSeconds = probe.timeoutSeconds ?? 1;
  if (probe.exec !== undefined) return execProbe(target, probe.exec.command ?? [], timeoutSeconds);
  if (probe.httpGet !== undefined) {
    const { host, port, path = '/', scheme = 'HTTP' } = probe.httpGet;
    return httpProbe(target, { host, port, path, scheme });
  }
  if (probe.tcpSocket !== undefined) return tcpProbe(target, probe.tcpSocket.host, probe.tcpSocket.port);
  if (probe.grpc !== undefined) return grpcProbe(target, probe.grpc.port, timeoutSeconds);
  return { result: 'error', message: 'missing probe handler' };
}

function portNumber(container: Container | EphemeralContainer, port: IntOrString): number | undefined {
  const named = container.ports?.find(({ name }) => name === port)?.containerPort;
  const number = named ?? Number(port);
  return Number.isInteger(number) && number > 0 && number < 65536 ? number : undefined;
}

function invalidPort(port: IntOrString): ProbeOutcome {
  return { result: 'error', message: `invalid port number: ${port}` };
}

/** How a connection goes, and what answers HTTP there. */
function reach(target: ProbeTarget, host: string | undefined, port: number) {
  const { cluster, view, states } = target;
  const address = host ?? view.podIp;
  if (address !== view.podIp) {
    const look = networkLook(cluster, view);
    const get = (path: string) => present(look.get(address, port, path), cluster.now);
    return { address, met: present(look.connect(address, port), cluster.now) ?? 'timeout', get };
  }
  const found = findPort(cluster, view, states, port);
  const open = found === undefined || found.opensAtMs > cluster.now ? undefined : found;
  const get = (path: string) => open?.listener.http?.(path, cluster.now - open.startedAtMs);
  return { address, met: open === undefined ? ('refused' as const) : ('open' as const), get };
}

function present<T>(outlook: Outlook<T>, now: number): T | undefined {
  return outlook.findLast(({ fromMs }) => fromMs <= now)?.answer;
}

function httpProbe(
  target: ProbeTarget,
  action: { host: string | undefined; port: IntOrString; path: string; scheme: string },
): ProbeOutcome {
  const port = portNumber(target.container, action.port);
  if (port === undefined) return invalidPort(action.port);
  const { address, met, get } = reach(target, action.host, port);
  const path = action.path.startsWith('/') ? action.path : `/${action.path}`;
  const scheme = action.scheme.toLowerCase();
  const failed = (why: string): ProbeOutcome => ({
    result: 'failure',
    message: `Get "${scheme}://${address}:${port}${path}": ${why}`,
  });
  if (met === 'refused') return failed(`dial tcp ${address}:${port}: connect: connection refused`);
  if (met === 'timeout') {
    return failed('context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
  }
  const reply = get(path);
  if (reply === undefined) return failed('EOF');
  if (scheme === 'https') return failed('http: server gave HTTP response to HTTPS client');
  if (reply.status >= 200 && reply.status < 400) return SUCCESS;
  return { result: 'failure', message: `HTTP probe failed with statuscode: ${reply.status}` };
}

function tcpProbe(target: ProbeTarget, host: string | undefined, wanted: IntOrString): ProbeOutcome {
  const port = portNumber(target.container, wanted);
  if (port === undefined) return invalidPort(wanted);
  const { address, met } = reach(target, host, port);
  if (met === 'open') return SUCCESS;
  const why = met === 'refused' ? 'connect: connection refused' : 'i/o timeout';
  return { result: 'failure', message: `dial tcp ${address}:${port}: ${why}` };
}

function grpcProbe(target: ProbeTarget, port: number, timeoutSeconds: number): ProbeOutcome {
  const { address, met, get } = reach(target, undefined, port);
  if (met === 'open' && get('/') === undefined) return SUCCESS;
  if (met === 'open') {
    return {
      result: 'failure',
      message: 'error: this server does not implement the grpc health protocol (grpc.health.v1.Health)',
    };
  }
  const message = `timeout: failed to connect service "${address}:${port}" within ${timeoutSeconds}s: context deadline exceeded`;
  return { result: 'failure', message };
}

function execProbe(target: ProbeTarget, command: readonly string[], timeoutSeconds: number): ProbeOutcome {
  const { cluster, view, container, run } = target;
  const timeline = liveTimeline(cluster, view, container, run, networkLook(cluster, view));
  const done = timeline?.exec(command, cluster.now - run.startedAtMs);
  if (done === undefined) return { result: 'error', message: 'container not running' };
  if (done.failure !== undefined) {
    const message = `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${run.id}": ${done.failure}`;
    return { result: 'error', message };
  }
  if (done.durationMs > timeoutSeconds * 1000) {
    return {
      result: 'failure',
      message: `command "${command.join(' ')}" timed out`,
    };
  }
  if (done.code === 0) return SUCCESS;
  return { result: 'failure', message: done.output.slice(0, OUTPUT_MAX) };
}
