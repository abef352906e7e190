import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type { Container, PodSpec } from '../../schemas/generated/types.ts';

const WINDOWS_WHY = 'cannot be set for a windows pod';

/** In upstream's order; a dot says that the field is in the pod's security context. */
const POD_FIELDS = [
  '.appArmorProfile',
  '.seLinuxOptions',
  'hostUsers',
  'hostPID',
  'hostIPC',
  '.seccompProfile',
  '.fsGroup',
  '.fsGroupChangePolicy',
  '.sysctls',
  'shareProcessNamespace',
  '.runAsUser',
  '.runAsGroup',
  '.supplementalGroups',
  '.supplementalGroupsPolicy',
  '.seLinuxChangePolicy',
] as const;

const CONTAINER_FIELDS = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const;

/**
 * What a pod for one operating system may not say of the other (validateOS, validateLinux, validateWindows).
 * @param containers all of them, with their paths
 */
export function validateOperatingSystem(
  spec: PodSpec,
  containers: readonly (readonly [string, Container])[],
  field: string,
  errors: FieldErrors,
): void {
  const name = spec.os?.name;
  if (name === undefined) return;
  if (name === '') errors.required(`${field}.os.name`, 'cannot be empty');
  else if (name === 'linux') validateLinux(spec, containers, field, errors);
  else if (name === 'windows') validateWindows(spec, containers, field, errors);
  else errors.notSupported(`${field}.os`, name, ['linux', 'windows']);
}

function validateLinux(
  spec: PodSpec,
  containers: readonly (readonly [string, Container])[],
  field: string,
  errors: FieldErrors,
): void {
  const all = [[field, spec] as const, ...containers];
  for (const [at, { securityContext }] of all) {
    if (securityContext?.windowsOptions === undefined) continue;
    errors.forbidden(`${at}.securityContext.windowsOptions`, 'windows options cannot be set for a linux pod');
  }
}

function validateWindows(
  spec: PodSpec,
  containers: readonly (readonly [string, Container])[],
  field: string,
  errors: FieldErrors,
): void {
  const pod = new Map<string, unknown>(Object.entries(spec));
  const context = new Map<string, unknown>(Object.entries(spec.securityContext ?? {}));
  for (const name of POD_FIELDS) {
    const inContext = name.startsWith('.');
    if ((inContext ? context.get(name.slice(1)) : pod.get(name)) === undefined) continue;
    errors.forbidden(inContext ? `${field}.securityContext${name}` : `${field}.${name}`, WINDOWS_WHY);
  }
  for (const [at, { securityContext }] of containers) {
    for (const name of CONTAINER_FIELDS) {
      if (securityContext?.[name] === undefined) continue;
      errors.forbidden(`${at}.securityContext.${name}`, WINDOWS_WHY);
    }
  }
}
