import type { MachineRefusal } from '../../../engine/machines/refusal.ts';
import { PlatformError, type ProblemCode } from '../problem.ts';

/** What a client is told of each refusal. */
const REFUSALS: Readonly<Record<MachineRefusal['refused'], readonly [code: ProblemCode, detail: string]>> = {
  'unknown host': ['not-found', 'The sandbox has no host with this name.'],
  'unknown namespace': ['not-found', 'The host has no such namespace.'],
  'unknown cgroup': ['not-found', 'The host has no cgroup with this path, or it is the root.'],
  'unknown cpus': ['validation', 'The host hasn’t all of these CPUs.'],
  'name taken': ['host-exists', 'The sandbox has a host with this name.'],
  'too many hosts': ['too-many-hosts', 'The sandbox has as many hosts as it may.'],
  'in use': ['host-needed', 'The sandbox can’t be without this host.'],
  'unknown container': ['not-found', 'The host has no OS container with this name.'],
  'unknown template': ['validation', 'There is no such template.'],
  'unknown snapshot': ['not-found', 'The OS container has no such snapshot.'],
  'unknown command': ['not-found', 'There is no such command, or it is forgotten.'],
  'container exists': ['os-container-exists', 'The host has an OS container with this name.'],
  'too many containers': ['too-many-os-containers', 'The host has as many OS containers as it may.'],
  'too many snapshots': ['too-many-snapshots', 'There are as many snapshots as there may be.'],
  'too many commands': ['too-many-commands', 'As many commands run in the OS container as may.'],
  'container being created': ['os-container-state', 'The OS container is still being created.'],
  'container running': ['os-container-state', 'The OS container has to be stopped for this.'],
  'container stopped': ['os-container-state', 'The OS container isn’t running.'],
  'container frozen': ['os-container-state', 'The OS container is frozen already.'],
  'container not frozen': ['os-container-state', 'The OS container isn’t frozen.'],
  'container has snapshots': [
    'os-container-has-snapshots',
    'The OS container has snapshots. They go with it where `snapshots=true` says so.',
  ],
  'bridge unavailable': [
    'bridge-unavailable',
    'Something else on the host has the name lxcbr0 or addresses of 10.0.3.0/24.',
  ],
  'host booting': ['host-booting', 'The host is still booting: `readyAt` says when it is up.'],
  'no space': ['no-space', 'The files of the OS container take more than there is room for.'],
};

/** The answer of an operation. @throws PlatformError where it was refused */
export function granted<T>(answer: T | MachineRefusal): T {
  if (typeof answer !== 'object' || answer === null || !('refused' in answer)) return answer;
  if (!isRefusal(answer)) return answer;
  const [code, detail] = REFUSALS[answer.refused];
  throw new PlatformError(code, detail);
}

function isRefusal(answer: object): answer is MachineRefusal {
  return 'refused' in answer && typeof answer.refused === 'string' && Object.hasOwn(REFUSALS, answer.refused);
}
