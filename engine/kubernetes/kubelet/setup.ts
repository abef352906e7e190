import type { Cluster } from '../cluster.ts';
import { uidOfKey } from '../pod-key.ts';
import { backOffEnd } from './back-off.ts';
import { releaseAddress, takeAddress } from './node-addresses.ts';
import { ensureHost } from './node-host.ts';
import { startSandbox, stopSandbox } from './pod-sandbox.ts';
import { abandonAttempts } from './probes.ts';
import type { BackOff, KubeletContainer, NodePod } from './state.ts';
import type { PodSync } from './sync.ts';
import { SANDBOX_MS, STEADY_MS, SYNC_RETRY_MS } from './timing.ts';
import { mountVolumes, unmountVolumes } from './volume-folders.ts';
import { checkVolumes, MountError } from './volumes.ts';

/** The back-off of volume operations (upstream's goroutinemap/exponentialbackoff). */
const MOUNT_BACK_OFF_MIN_MS = 500;
const MOUNT_BACK_OFF_MAX_MS = 122_000;

/** Brings the pod's volumes and sandbox about; true once containers can start. */
export function setUp(sync: PodSync): boolean {
  const { setup } = sync.record;
  switch (setup.is) {
    case 'mounting':
      mount(sync, setup.backOff);
      return false;
    case 'creating':
      if (setup.readyAtMs > sync.now) sync.wakeAt(setup.readyAtMs);
      else createSandbox(sync);
      return sync.record.setup.is === 'ready';
    case 'ready':
      return true;
    case 'gone':
      return false;
  }
}

function mount(sync: PodSync, backOff: BackOff | undefined): void {
  const retryAtMs = backOff === undefined ? sync.now : backOffEnd(backOff, backOff.updatedAtMs);
  const steady = sync.now - sync.record.sinceMs > STEADY_MS;
  if (retryAtMs > sync.now) {
    sync.wakeAt(retryAtMs, steady);
    return;
  }
  try {
    checkVolumes(sync.cluster, sync.view);
    ensureHost(sync.cluster, sync.record.node);
    mountVolumes(sync.cluster, sync.record.node, sync.view);
  } catch (error) {
    if (!(error instanceof MountError)) throw error;
    sync.event({ type: 'Warning', reason: 'FailedMount', message: error.message });
    const delayMs =
      backOff === undefined ? MOUNT_BACK_OFF_MIN_MS : Math.min(backOff.delayMs * 2, MOUNT_BACK_OFF_MAX_MS);
    sync.record = {
      ...sync.record,
      setup: { is: 'mounting', backOff: { delayMs, updatedAtMs: sync.now } },
    };
    sync.wakeAt(sync.now + delayMs, steady);
    return;
  }
  const readyAtMs = sync.now + SANDBOX_MS;
  sync.record = { ...sync.record, setup: { is: 'creating', readyAtMs } };
  sync.wakeAt(readyAtMs);
}

function createSandbox(sync: PodSync): void {
  const { view } = sync;
  if (view.pod.spec.hostNetwork === true) {
    ready(sync, view.hostIp);
    return;
  }
  const address = takeAddress(sync.node);
  if (address === undefined) {
    const why = `failed to allocate for range 0: no IP addresses available in range set: 10.244.${sync.node.index}.1-10.244.${sync.node.index}.254`;
    sync.event({
      type: 'Warning',
      reason: 'FailedCreatePodSandBox',
      message: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="ptp" failed (add): ${why}`,
    });
    sync.wakeAt(sync.now + SYNC_RETRY_MS, sync.now - sync.record.sinceMs > STEADY_MS);
    return;
  }
  sync.updateNode(address.changes);
  ready(sync, address.ip);
}

function ready(sync: PodSync, ip: string): void {
  const { cluster, record, node } = sync;
  const sandbox = startSandbox(cluster, record.node, node.index, { ...sync.view, podIp: ip });
  sync.record = { ...record, setup: { is: 'ready', ip, sandbox } };
}

/** Takes the sandbox down: the pod's address is free again, its status keeps it. */
export function tearDown(sync: PodSync): void {
  const { setup } = sync.record;
  if (setup.is === 'gone') return;
  leaveNode(sync.cluster, sync.record);
  if (setup.is !== 'ready') {
    sync.record = { ...sync.record, setup: { is: 'gone' } };
    return;
  }
  sync.updateNode(releaseAddress(sync.node, setup.ip));
  sync.record = { ...sync.record, setup: { is: 'gone', ip: setup.ip } };
}

/** Nothing of the pod is left on its node, whatever state it is in. */
export function leaveNode(cluster: Cluster, { key, node, setup, containers }: NodePod): void {
  const uid = uidOfKey(key);
  for (const container of containers) removeInstance(cluster, uid, container);
  for (const { step } of containers) if (step.is === 'fetching') cluster.nodePulls.leave(step.pull, key);
  if (setup.is === 'ready') stopSandbox(cluster, node, setup.sandbox);
  unmountVolumes(cluster, node, uid);
  cluster.kubelets.instances.motions.forget(uid);
}

function removeInstance(cluster: Cluster, uid: string, { run, step }: KubeletContainer): void {
  if (run === undefined) return;
  if (step.is === 'running') abandonAttempts(cluster, uid, run, step);
  const { runtime } = cluster.machines;
  const spec = runtime.spec(run.id);
  if (spec === undefined) return;
  cluster.kubelets.instances.motions.ignore(spec.cgroup.path);
  runtime.remove(run.id);
  if (run.own !== undefined) cluster.nodeImages.free(spec.layers);
}
