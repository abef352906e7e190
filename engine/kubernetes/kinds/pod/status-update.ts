import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { dns1123Subdomain, qualifiedName } from '../../apiserver/names.ts';
import type { ContainerStatus, PodSpec } from '../../schemas/generated/types.ts';
import type { PodObject } from '../pod.ts';
import { validateIp } from '../pod-spec/name-resolution.ts';
import { isSidecar } from '../pod-spec/resources.ts';

const SYSTEM_CONDITIONS: ReadonlySet<string> = new Set(['PodScheduled', 'Ready', 'Initialized']);

/** Upstream's ValidatePodStatusUpdate. */
export function validatePodStatusUpdate(pod: PodObject, old: PodObject, errors: FieldErrors): void {
  const { status, spec } = pod;
  status.conditions?.forEach(({ type }, index) => {
    if (SYSTEM_CONDITIONS.has(type)) return;
    // Upstream looks for conditions in the metadata.
    const field = `metadata.conditions[${index}].Type`;
    for (const problem of qualifiedName(type)) errors.invalid(field, type, problem);
  });
  const { nominatedNodeName = '' } = status;
  if (nominatedNodeName !== '' && nominatedNodeName !== old.status.nominatedNodeName) {
    for (const problem of dns1123Subdomain(nominatedNodeName)) {
      errors.invalid('status.nominatedNodeName', nominatedNodeName, problem);
    }
  }
  if (status.qosClass !== old.status.qosClass) {
    errors.invalid('status.qosClass', status.qosClass ?? '', 'field is immutable');
  }
  for (const list of ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const) {
    const restarts = restartRule(list, spec);
    if (restarts === 'always') continue;
    validateTransitions(status[list] ?? [], old.status[list] ?? [], restarts, `status.${list}`, errors);
  }
  validateIps(pod, errors);
}

type Restarts = 'always' | ((status: ContainerStatus) => boolean);

/** Which terminated containers may run again. */
function restartRule(
  list: 'containerStatuses' | 'initContainerStatuses' | 'ephemeralContainerStatuses',
  spec: PodSpec,
): Restarts {
  if (list === 'ephemeralContainerStatuses') return () => false;
  if (spec.restartPolicy === 'Always') return 'always';
  const onFailure = ({ state }: ContainerStatus) =>
    spec.restartPolicy === 'OnFailure' && state?.terminated?.exitCode !== 0;
  if (list === 'containerStatuses') return onFailure;
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  return (status) => sidecars.has(status.name) || onFailure(status);
}

function validateTransitions(
  statuses: readonly ContainerStatus[],
  old: readonly ContainerStatus[],
  restarts: (status: ContainerStatus) => boolean,
  field: string,
  errors: FieldErrors,
): void {
  const current = new Map(statuses.map((status) => [status.name, status]));
  old.forEach((before, index) => {
    if (before.state?.terminated === undefined || restarts(before)) return;
    const after = current.get(before.name);
    if (after === undefined || after.state?.terminated !== undefined) return;
    errors.forbidden(`${field}[${index}].state`, 'may not be transitioned to non-terminated state');
  });
}

function validateIps({ status }: PodObject, errors: FieldErrors): void {
  for (const list of ['podIPs', 'hostIPs'] as const) {
    const ips = status[list] ?? [];
    if (list === 'hostIPs' && ips.length > 0 && ips[0]?.ip !== status.hostIP) {
      errors.invalid('status.hostIPs[0].ip', ips[0]?.ip ?? '', 'must be equal to `hostIP`');
    }
    ips.forEach(({ ip }, index) => {
      validateIp(ip, `status.${list}[${index}]`, errors);
    });
    const families = new Set(ips.map(({ ip }) => ip.includes(':')));
    if (ips.length > families.size) {
      errors.invalid(`status.${list}`, ips, 'may specify no more than one IP for each IP family');
    }
  }
}
