import { secretKind } from '../kinds/secret.ts';
import { backOffEnd, isSteady, nextBackOff } from './back-off.ts';
import { goDuration } from './duration.ts';
import { findImage, isPresent, nodeImageName, queuePull } from './images.ts';
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
  const resolution = findImage(image);
  if ('missing' in resolution && resolution.missing.reason === 'InvalidImageName') {
    const { message } = resolution.missing;
    sync.containerEvent(container, { type: 'Warning', reason: 'InspectFailed', message });
    return failToStart(sync, container, state, { reason: 'InvalidImageName', message }, image);
  }
  const found = 'found' in resolution ? resolution.found : undefined;
  const name = found === undefined ? image : nodeImageName(image, found);
  const present = found !== undefined && isPresent(sync.node, name, sync.now);
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
  const { slot, changes } = queuePull(sync.node, sync.now, found, name);
  sync.updateNode(changes);
  return { ...state, step: { is: 'pulling', queuedAtMs: sync.now, ...slot } };
}

/** Pulls go on without the secrets that aren't there: the image may be public. */
function reportMissingPullSecrets(sync: PodSync): void {
  const { metadata, spec } = sync.pod;
  const missing = (spec.imagePullSecrets ?? []).filter(
    ({ name = '' }) => sync.cluster.store.get(secretKind, metadata.namespace ?? '', name) === undefined,
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name = '' }) => name).join(', ');
  const message = `Unable to retrieve some image pull secrets (${names}); attempting to pull the image may not succeed.`;
  sync.event({ type: 'Warning', reason: 'FailedToRetrieveImagePullSecret', message });
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

/** The pull is over: the container goes on, or waits for the next try. */
export function finishPull(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  pull: { readonly queuedAtMs: number; readonly fromMs: number; readonly untilMs: number },
): KubeletContainer {
  const image = container.spec.image ?? '';
  const resolution = findImage(image);
  if ('found' in resolution) {
    const took = goDuration(pull.untilMs - pull.fromMs);
    const inAll = goDuration(pull.untilMs - pull.queuedAtMs);
    const message = `Successfully pulled image "${image}" in ${took} (${inAll} including waiting). Image size: ${resolution.found.sizeBytes} bytes.`;
    sync.containerEvent(container, { type: 'Normal', reason: 'Pulled', message });
    const { pullBackOff: _over, ...rest } = state;
    return { ...rest, step: { is: 'starting', atMs: sync.now + START_MS } };
  }
  const { message: error } = resolution.missing;
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
