import { rfc3339 } from '../../simulation/time.ts';
import type { PodObject } from '../kinds/pod.ts';
import type {
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
  ContainerUser,
  VolumeMountStatus,
} from '../schemas/generated/types.ts';
import { imageOfRun } from './images.ts';
import { isReady, isStarted } from './probes.ts';
import type { Exit, KubeletContainer, Run, RunImage } from './state.ts';
import type { SpecContainer } from './sync.ts';

/** What a container's status gives where nothing has been tried yet. */
function defaultWaiting({ spec }: PodObject, { role }: SpecContainer): ContainerState {
  const initializing = role !== 'ephemeral' && (spec.initContainers ?? []).length > 0;
  return { waiting: { reason: initializing ? 'PodInitializing' : 'ContainerCreating' } };
}

export function containerStatus(
  pod: PodObject,
  container: SpecContainer,
  state: KubeletContainer,
): ContainerStatus {
  const { spec, role } = container;
  const { run, step } = state;
  const image = run === undefined ? undefined : imageOfRun(run);
  const running = step.is === 'running' ? step : undefined;
  const completed = role === 'init' && state.exit?.code === 0 && step.is === 'finished';
  const mounts = (spec.volumeMounts ?? []).map(
    ({ name, mountPath, readOnly }): VolumeMountStatus =>
      readOnly === true ? { name, mountPath, readOnly, recursiveReadOnly: 'Disabled' } : { name, mountPath },
  );
  const requests = spec.resources?.requests;
  return {
    name: spec.name,
    ...statesOf(pod, container, state),
    ready: completed || (running !== undefined && (role === 'app' || role === 'sidecar') && isReady(running)),
    restartCount: state.restarts,
    image: image === undefined ? (spec.image ?? '') : image.name,
    imageID: image === undefined ? '' : image.id,
    ...(run === undefined ? {} : { containerID: containerId(run) }),
    // Nobody probes an ephemeral container: it is never ready, and nothing is said of its start.
    ...(role === 'ephemeral' ? {} : { started: running !== undefined && isStarted(running) }),
    ...(run === undefined || requests === undefined ? {} : { allocatedResources: requests }),
    ...(run === undefined ? {} : { resources: spec.resources ?? {} }),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
    ...(image === undefined ? {} : userOf(pod, container, image)),
  };
}

function containerId({ id }: Run): string {
  return `containerd://${id}`;
}

function statesOf(
  pod: PodObject,
  container: SpecContainer,
  { run, exit, previous, step, waiting }: KubeletContainer,
): Pick<ContainerStatus, 'state' | 'lastState'> {
  const before = previous === undefined ? {} : { terminated: terminated(previous.run, previous.exit) };
  if (step.is === 'running' && step.hook === undefined && run !== undefined) {
    return { state: { running: { startedAt: rfc3339(run.startedAtMs) } }, lastState: before };
  }
  const last = run === undefined || exit === undefined ? undefined : terminated(run, exit);
  if (waiting !== undefined) {
    return { state: { waiting }, lastState: last === undefined ? before : { terminated: last } };
  }
  if (last !== undefined) return { state: { terminated: last }, lastState: before };
  return { state: defaultWaiting(pod, container), lastState: before };
}

function terminated(run: Run, exit: Exit): ContainerStateTerminated {
  return {
    exitCode: exit.code,
    reason: exit.reason,
    ...(exit.message === undefined ? {} : { message: exit.message }),
    startedAt: rfc3339(exit.neverStarted === true ? 0 : run.startedAtMs),
    finishedAt: rfc3339(exit.atMs),
    containerID: containerId(run),
  };
}

/** Left out where the image names a user whose number nobody knows. */
function userOf(pod: PodObject, { spec }: SpecContainer, image: RunImage): { user?: ContainerUser } {
  const whole = pod.spec.securityContext;
  const [name = '', group = ''] = image.user.split(':');
  const uid =
    spec.securityContext?.runAsUser ??
    whole?.runAsUser ??
    (name === '' || name === 'root' ? 0 : Number(name));
  if (!Number.isInteger(uid)) return {};
  const gid =
    spec.securityContext?.runAsGroup ?? whole?.runAsGroup ?? (/^\d+$/.test(group) ? Number(group) : 0);
  const groups = uid === 0 ? image.rootGroups : [gid];
  const extra = [
    ...(whole?.supplementalGroups ?? []),
    ...(whole?.fsGroup === undefined ? [] : [whole.fsGroup]),
  ];
  const supplementalGroups = [...new Set([gid, ...groups, ...extra])].sort((a, b) => a - b);
  return { user: { linux: { gid, supplementalGroups, uid } } };
}
