import type { MachineRefusal } from '../../../engine/machines/operations.ts';
import { PlatformError, type ProblemCode } from '../problem.ts';

/** What a client is told of each refusal. */
const REFUSALS: Readonly<Record<MachineRefusal['refused'], readonly [code: ProblemCode, detail: string]>> = {
  'unknown host': ['not-found', 'The sandbox has no host with this name.'],
  'unknown namespace': ['not-found', 'The host has no such namespace.'],
  'unknown cgroup': ['not-found', 'The host has no cgroup with this path, or it is the root.'],
  'name taken': ['host-exists', 'The sandbox has a host with this name.'],
  'too many hosts': ['too-many-hosts', 'The sandbox has as many hosts as it may.'],
  'in use': ['host-needed', 'The sandbox can’t be without this host.'],
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
