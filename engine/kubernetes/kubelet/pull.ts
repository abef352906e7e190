import { goDuration } from '../../simulation/go-duration.ts';
import { backOffEnd, isSteady, nextBackOff } from './back-off.ts';
import { catalogueImage, isPresent, nodeImageName, queuePull, queueTransfer } from './images.ts';
import { compressedBytes, unknownTag } from './node-images.ts';
import { pullAuthorization, reportMissingPullSecrets } from './pull-secrets.ts';
import type { KubeletContainer } from './state.ts';
import type { PodSync, SpecContainer } from './sync.ts';
import { START_MS, SYNC_RETRY_MS } from './timing.ts';

/** The first notice of a failed pull gives way to the back-off at the pod's next sync. */
const BACK_OFF_NOTICE_MS = 2000;

function pullPolicy({ spec }: SpecContainer): string {
  if (spec.imagePullPolicy !== undefined) return spec.imagePullPolicy;
  const name = (spec.image ?? '').split('/').at(-1) ?? '';
  return !name.includes('@') && (!name.includes(':') || name.endsWith(':latest')) ? 'Always' : 'IfNotPresent';
}

/** Sees to the image of a container that is to start: it is there, or is pulled, or can't be had. */
export function beginStart(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
): KubeletContainer {
  const image = container.spec.image ?? '';
  const resolution = catalogueImage(image);
  if ('missing' in resolution && resolution.missing.reason === 'InvalidImageName') {
    const { message } = resolution.missing;
    sync.containerEvent(container, { type: 'Warning', reason: 'InspectFailed', message });
    return failToStart(sync, container, state, { reason: 'InvalidImageName', message }, image);
  }
  const found = 'found' in resolution ? resolution.found : undefined;
  const name = found === undefined ? image : nodeImageName(image, found);
  const present = isKept(sync, image) || (found !== undefined && isPresent(sync.node, name, sync.now));
  const policy = pullPolicy(container);
  if (present && policy !== 'Always') {
    const message = `Container image "${image}" already present on machine`;
    sync.containerEvent(container, { type: 'Normal', reason: 'Pulled', message });
    return { ...state, step: { is: 'starting', atMs: sync.now + START_MS } };
  }
  if (policy === 'Never') {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    sync.containerEvent(container, { type: 'Warning', reason: 'ErrImageNeverPull', message });
    return failToStart(sync, container, state, { reason: 'ErrImageNeverPull', message }, image);
  }
  const waiting = inPullBackOff(sync, container, state, image);
  if (waiting !== undefined) return waiting;
  reportMissingPullSecrets(sync);
  sync.containerEvent(container, { type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"` });
  const { node, cluster } = sync;
  const source = cluster.nodeImages.source(image);
  if (source === 'network') {
    const { key, node: name } = sync.record;
    const pull = cluster.nodePulls.begin(name, image, key, pullAuthorization(sync, image));
    return { ...state, step: { is: 'fetching', queuedAtMs: sync.now, pull } };
  }
  const { slot, changes } =
    source === 'pushed'
      ? queueTransfer(node, sync.now, pushedBytes(sync, image))
      : queuePull(node, sync.now, found, name);
  sync.updateNode(changes);
  return { ...state, step: { is: 'pulling', queuedAtMs: sync.now, ...slot } };
}

function isKept({ cluster, record }: PodSync, image: string): boolean {
  return cluster.nodeImages.kept(record.node, image) !== undefined;
}

/** What has to be transferred of an image that the sandbox has pushed. */
function pushedBytes({ cluster, record }: PodSync, image: string): number {
  const pushed = cluster.nodeImages.pushed(image);
  return pushed === undefined ? 0 : cluster.nodeImages.missingBytes(record.node, pushed);
}

/** The container can't start for now: the kubelet tries again at a later sync, for ever. */
export function failToStart(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  waiting: { readonly reason: string; readonly message: string },
  image: string,
): KubeletContainer {
  sync.failed(container, failureText(waiting));
  return { ...state, waiting, step: { is: 'idle', atMs: sync.now + SYNC_RETRY_MS, image } };
}

/** Of image trouble the event names only the reason: the details have an event of their own. */
function failureText({ reason, message }: { readonly reason: string; readonly message: string }): string {
  return reason.startsWith('Create') ? message : reason;
}

function inPullBackOff(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  image: string,
): KubeletContainer | undefined {
  const backOff = state.pullBackOff?.image === image ? state.pullBackOff : undefined;
  if (backOff === undefined) return undefined;
  const endMs = backOffEnd(backOff, backOff.updatedAtMs);
  if (sync.now >= endMs) return undefined;
  const message = `Back-off pulling image "${image}"`;
  sync.containerEvent(container, { type: 'Normal', reason: 'BackOff', message });
  sync.failed(container, 'ImagePullBackOff');
  const waiting = { reason: 'ImagePullBackOff', message: `${message}: ErrImagePull: ${backOff.error}` };
  return { ...state, waiting, step: { is: 'idle', atMs: endMs, image } };
}

/** Looks whether the answer of a registry on the sandbox's network is there. */
export function lookAtFetch(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  { pull, queuedAtMs }: { readonly pull: string; readonly queuedAtMs: number },
): KubeletContainer {
  const { nodePulls } = sync.cluster;
  const outcome = nodePulls.outcome(pull);
  if (outcome === undefined) return state;
  const { untilMs, sizeBytes = 0, error } = outcome;
  if (untilMs > sync.now) {
    sync.wakeAt(untilMs);
    return state;
  }
  nodePulls.leave(pull, sync.record.key);
  if (error !== undefined) return pullFailed(sync, container, state, error);
  return pulled(sync, container, state, sizeBytes, { queuedAtMs, fromMs: queuedAtMs, untilMs: sync.now });
}

interface PullTimes {
  readonly queuedAtMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The pull is over: the container goes on, or waits for the next try. */
export function finishPull(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  times: PullTimes,
): KubeletContainer {
  const { nodeImages } = sync.cluster;
  const image = container.spec.image ?? '';
  const { node } = sync.record;
  const pushed = nodeImages.source(image) === 'pushed' ? nodeImages.pushed(image) : undefined;
  if (pushed !== undefined) {
    const error = nodeImages.keep(node, pushed);
    if (error !== undefined) return pullFailed(sync, container, state, error);
    return pulled(sync, container, state, compressedBytes(pushed), times);
  }
  const resolution = catalogueImage(image);
  if ('found' in resolution) {
    nodeImages.rename(node, image);
    return pulled(sync, container, state, resolution.found.sizeBytes, times);
  }
  const error = nodeImages.source(image) === 'pushed' ? unknownTag(image) : resolution.missing.message;
  return pullFailed(sync, container, state, error);
}

function pulled(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  sizeBytes: number,
  { queuedAtMs, fromMs, untilMs }: PullTimes,
): KubeletContainer {
  const took = goDuration(untilMs - fromMs);
  const inAll = goDuration(untilMs - queuedAtMs);
  const message = `Successfully pulled image "${container.spec.image ?? ''}" in ${took} (${inAll} including waiting). Image size: ${sizeBytes} bytes.`;
  sync.containerEvent(container, { type: 'Normal', reason: 'Pulled', message });
  const { pullBackOff: _over, ...rest } = state;
  return { ...rest, step: { is: 'starting', atMs: sync.now + START_MS } };
}

function pullFailed(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  error: string,
): KubeletContainer {
  const image = container.spec.image ?? '';
  sync.containerEvent(container, {
    type: 'Warning',
    reason: 'Failed',
    message: `Failed to pull image "${image}": ${error}`,
  });
  sync.failed(container, 'ErrImagePull');
  const before = state.pullBackOff?.image === image ? state.pullBackOff : undefined;
  return {
    ...state,
    waiting: { reason: 'ErrImagePull', message: error },
    pullBackOff: { ...nextBackOff(before, sync.now), image, error },
    step: { is: 'idle', atMs: sync.now + BACK_OFF_NOTICE_MS, image },
  };
}

/** True where the container has been failing so long that nobody need wait for it. */
export function isStuck(state: KubeletContainer): boolean {
  return isSteady(state.pullBackOff) || isSteady(state.restartBackOff);
}
