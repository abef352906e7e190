import type { ContainerStateTerminated, ContainerStatus } from '../schemas/generated/types.ts';

interface Lists {
  readonly init: readonly ContainerStatus[];
  readonly app: readonly ContainerStatus[];
}

/**
 * The statuses of a pod that is over: what never got to run counts as lost (upstream's TerminatePod). Of a pod
 * that never got past its init containers, only those tell why.
 */
export function withoutUnlocated({ init, app }: Lists): { init: ContainerStatus[]; app: ContainerStatus[] } {
  const last = init.at(-1);
  const initialized =
    last === undefined ||
    app.some(hasMoved) ||
    [last.state, last.lastState].some((state) => state?.terminated?.exitCode === 0);
  const tried = Math.max(init.findLastIndex(hasMoved), 0);
  return {
    init: init.map((status, index) => (index <= tried ? lost(status) : status)),
    app: initialized ? app.map(lost) : [...app],
  };
}

/** True for what was ever more than waiting to be started. */
function hasMoved({ state, lastState }: ContainerStatus): boolean {
  return state?.waiting === undefined || lastState?.terminated !== undefined;
}

function lost(status: ContainerStatus): ContainerStatus {
  if (status.state?.terminated !== undefined) return status;
  const terminated: ContainerStateTerminated = {
    exitCode: 137,
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was terminated',
  };
  // Nobody knows these times, and Go's zero time isn't omitted.
  Object.assign(terminated, { startedAt: null, finishedAt: null });
  return { ...status, state: { terminated } };
}
