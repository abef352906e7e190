import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type { PodSpec } from '../../schemas/generated/types.ts';
import { validateRelativePath } from './paths.ts';
import { containersWithPaths } from './spec.ts';

export const MIRROR = 'kubernetes.io/config.mirror';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
export const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
export const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const INT32_MAX = 2 ** 31 - 1;

/** Annotations that mean something (ValidatePodSpecificAnnotations). */
export function validatePodAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  spec: PodSpec,
  field: string,
  errors: FieldErrors,
): void {
  if (annotations === undefined) return;
  let containers: ReadonlySet<string> | undefined;
  for (const [key, value] of Object.entries(annotations)) {
    const at = `${field}[${key}]`;
    if (key === MIRROR) {
      if ((spec.nodeName ?? '') !== '') continue;
      errors.invalid(at, value, 'must set spec.nodeName if mirror pod annotation is set');
    } else if (key === DELETION_COST) {
      if (!isInt32(value)) errors.invalid(at, value, 'must be a 32bit integer');
    } else if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) {
      validateSeccompName(value, `${field}.${key}`, errors);
    } else if (key.startsWith(APP_ARMOR)) {
      containers ??= new Set(containersWithPaths(spec, '').map(([, { name }]) => name));
      const container = key.slice(APP_ARMOR.length);
      if (!containers.has(container)) errors.invalid(at, container, 'container not found');
      validateAppArmorName(value, at, errors);
    }
  }
}

/** Go's strconv.ParseInt, but for a plus sign and leading zeros, which upstream refuses here. */
function isInt32(text: string): boolean {
  return /^(0|-?[1-9]\d{0,9})$/.test(text) && Math.abs(Number(text)) <= INT32_MAX;
}

function validateSeccompName(value: string, field: string, errors: FieldErrors): void {
  if (value === 'runtime/default' || value === 'docker/default' || value === 'unconfined') return;
  if (value.startsWith('localhost/')) validateRelativePath(value.slice('localhost/'.length), field, errors);
  else errors.invalid(field, value, 'must be a valid seccomp profile');
}

function validateAppArmorName(value: string, field: string, errors: FieldErrors): void {
  if (value === '' || value === 'runtime/default' || value === 'unconfined') return;
  if (value.startsWith('localhost/')) return;
  errors.invalid(field, value, `invalid AppArmor profile name: ${JSON.stringify(value)}`);
}
