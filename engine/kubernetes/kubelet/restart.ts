import { goDuration } from '../../simulation/go-duration.ts';
import { backOffEnd, isSteady, nextBackOff } from './back-off.ts';
import type { ContainerRole, Exit, ExitedStep, KubeletContainer } from './state.ts';
import { type PodSync, podText, type SpecContainer } from './sync.ts';

/** Whether a container that ended like this is started again. */
function restarts(role: ContainerRole, policy: string, { code }: Exit): boolean {
  switch (role) {
    case 'ephemeral':
      return false;
    case 'sidecar':
      return true;
    case 'init':
      return code !== 0 && policy !== 'Never';
    case 'app':
      return policy === 'Always' || (policy === 'OnFailure' && code !== 0);
  }
}

/** Decides what becomes of a container that ended: nothing more, another try, or waiting for that. */
export function afterExit(
  sync: PodSync,
  container: SpecContainer,
  state: KubeletContainer,
  step: ExitedStep,
  exit: Exit,
): KubeletContainer {
  const again = restarts(container.role, sync.pod.spec.restartPolicy ?? 'Always', exit);
  // What comes after an init container has to wait until its end is noticed.
  if (!again && (container.role !== 'init' || sync.now >= step.noticedAtMs)) {
    return { ...state, step: { is: 'finished' } };
  }
  const { restartBackOff } = state;
  if (sync.now < step.noticedAtMs) {
    sync.wakeAt(step.noticedAtMs, isSteady(restartBackOff));
    return state;
  }
  const endMs = backOffEnd(restartBackOff, step.backOffFromMs);
  if (sync.now >= endMs || restartBackOff === undefined) {
    return {
      ...state,
      restartBackOff: nextBackOff(restartBackOff, sync.now),
      step: { is: 'idle', atMs: sync.now, image: container.spec.image ?? '' },
    };
  }
  const { name } = container.spec;
  const where = podText(sync.pod);
  sync.containerEvent(container, {
    type: 'Warning',
    reason: 'BackOff',
    message: `Back-off restarting failed container ${name} in pod ${where}`,
  });
  const message = `back-off ${goDuration(restartBackOff.delayMs)} restarting failed container=${name} pod=${where}`;
  return {
    ...state,
    waiting: { reason: 'CrashLoopBackOff', message },
    step: { ...step, noticedAtMs: endMs },
  };
}
