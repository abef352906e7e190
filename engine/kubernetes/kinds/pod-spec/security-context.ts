import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type {
  AppArmorProfile,
  PodSecurityContext,
  PodSpec,
  SeccompProfile,
  SecurityContext,
  Sysctl,
} from '../../schemas/generated/types.ts';
import { validateId } from './numbers.ts';
import { validateRelativePath } from './paths.ts';
import { validateWindowsOptions } from './windows.ts';

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'] as const;

function validateSeccomp(profile: SeccompProfile, field: string, errors: FieldErrors): void {
  const { type, localhostProfile } = profile;
  if (type === '') errors.required(`${field}.type`, 'type is required when seccompProfile is set');
  else if (!PROFILE_TYPES.some((one) => one === type)) {
    errors.notSupported(`${field}.type`, type, PROFILE_TYPES);
  }
  const at = `${field}.localhostProfile`;
  if (type !== 'Localhost') {
    if (localhostProfile !== undefined) {
      errors.invalid(at, profile, 'can only be set when seccomp type is Localhost');
    }
  } else if (localhostProfile === undefined) {
    errors.required(at, 'must be set when seccomp type is Localhost');
  } else validateRelativePath(localhostProfile, at, errors);
}

const PROFILE_NAME_MAX = 4095;

function validateAppArmor({ type, localhostProfile }: AppArmorProfile, field: string, errors: FieldErrors) {
  const at = `${field}.localhostProfile`;
  const missing = 'must be set when AppArmor type is Localhost';
  if (type === '') errors.required(`${field}.type`, 'type is required when appArmorProfile is set');
  else if (!PROFILE_TYPES.some((one) => one === type)) {
    errors.notSupported(`${field}.type`, type, PROFILE_TYPES);
  } else if (type !== 'Localhost') {
    if (localhostProfile !== undefined) {
      errors.invalid(at, localhostProfile, 'can only be set when AppArmor type is Localhost');
    }
  } else if (localhostProfile === undefined) errors.required(at, missing);
  else {
    const trimmed = localhostProfile.trim();
    if (trimmed !== localhostProfile) {
      errors.invalid(at, localhostProfile, 'must not be padded with whitespace');
    } else if (trimmed === '') errors.required(at, missing);
    if (localhostProfile.length > PROFILE_NAME_MAX) errors.tooLong(at, PROFILE_NAME_MAX);
  }
}

/**
 * Upstream's ValidateSecurityContext, of a container.
 * @param hostUsers false where the pod has a user namespace of its own
 */
export function validateSecurityContext(
  context: SecurityContext,
  hostUsers: boolean,
  field: string,
  errors: FieldErrors,
): void {
  const { procMount, seccompProfile, appArmorProfile, windowsOptions } = context;
  validateId(context.runAsUser, `${field}.runAsUser`, errors);
  validateId(context.runAsGroup, `${field}.runAsGroup`, errors);
  if (procMount !== undefined) {
    const at = `${field}.procMount`;
    if (procMount !== 'Default' && procMount !== 'Unmasked') {
      errors.notSupported(at, procMount, ['Default', 'Unmasked']);
    }
    if (hostUsers && procMount === 'Unmasked') {
      errors.invalid(at, procMount, '`hostUsers` must be false to use `Unmasked`');
    }
  }
  if (seccompProfile !== undefined) validateSeccomp(seccompProfile, `${field}.seccompProfile`, errors);
  if (context.allowPrivilegeEscalation === false) validateNoEscalation(context, field, errors);
  if (windowsOptions !== undefined) validateWindowsOptions(windowsOptions, `${field}.windowsOptions`, errors);
  if (appArmorProfile !== undefined) validateAppArmor(appArmorProfile, `${field}.appArmorProfile`, errors);
}

function validateNoEscalation(context: SecurityContext, field: string, errors: FieldErrors): void {
  const refuse = (what: string) =>
    errors.invalid(field, context, `cannot set \`allowPrivilegeEscalation\` to false and ${what}`);
  if (context.privileged === true) refuse('`privileged` to true');
  if (context.capabilities?.add?.includes('CAP_SYS_ADMIN') === true) {
    refuse('`capabilities.Add` CAP_SYS_ADMIN');
  }
}

/** Upstream's validatePodSpecSecurityContext. */
export function validatePodSecurityContext(
  context: PodSecurityContext,
  spec: PodSpec,
  field: string,
  errors: FieldErrors,
): void {
  const { seccompProfile, appArmorProfile, windowsOptions, sysctls } = context;
  validateId(context.fsGroup, `${field}.fsGroup`, errors);
  validateId(context.runAsUser, `${field}.runAsUser`, errors);
  validateId(context.runAsGroup, `${field}.runAsGroup`, errors);
  context.supplementalGroups?.forEach((group, index) => {
    validateId(group, `${field}.supplementalGroups[${index}]`, errors);
  });
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const why = 'ShareProcessNamespace and HostPID cannot both be enabled';
    errors.invalid(`${field}.shareProcessNamespace`, true, why);
  }
  if (sysctls !== undefined) validateSysctls(sysctls, spec, `${field}.sysctls`, errors);
  validateChoice(
    context.fsGroupChangePolicy,
    ['Always', 'OnRootMismatch'],
    `${field}.fsGroupChangePolicy`,
    errors,
  );
  if (seccompProfile !== undefined) validateSeccomp(seccompProfile, `${field}.seccompProfile`, errors);
  if (windowsOptions !== undefined) validateWindowsOptions(windowsOptions, `${field}.windowsOptions`, errors);
  if (appArmorProfile !== undefined) validateAppArmor(appArmorProfile, `${field}.appArmorProfile`, errors);
  validateChoice(
    context.supplementalGroupsPolicy,
    ['Merge', 'Strict'],
    `${field}.supplementalGroupsPolicy`,
    errors,
  );
  validateChoice(
    context.seLinuxChangePolicy,
    ['MountOption', 'Recursive'],
    `${field}.seLinuxChangePolicy`,
    errors,
  );
}

function validateChoice(
  value: string | undefined,
  values: readonly string[],
  field: string,
  errors: FieldErrors,
): void {
  if (value !== undefined && !values.includes(value)) errors.notSupported(field, value, values);
}

const SYSCTL_MAX = 253;
const SYSCTL = '([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL_SEGMENT = /^[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

function isSysctl(name: string): boolean {
  return name.length <= SYSCTL_MAX && name.split(/[./]/).every((segment) => SYSCTL_SEGMENT.test(segment));
}

function validateSysctls(
  sysctls: readonly Sysctl[],
  spec: PodSpec,
  field: string,
  errors: FieldErrors,
): void {
  const names = new Set<string>();
  sysctls.forEach(({ name }, index) => {
    const at = `${field}[${index}].name`;
    if (name === '') errors.required(at);
    else if (!isSysctl(name)) {
      errors.invalid(at, name, `must have at most ${SYSCTL_MAX} characters and match regex ^${SYSCTL}$`);
    } else if (names.has(name)) errors.duplicate(at, name);
    const dotted = name.replaceAll('/', '.');
    if (spec.hostNetwork === true && dotted.startsWith('net.')) {
      errors.invalid(at, name, "may not be specified when 'hostNetwork' is true");
    } else if (spec.hostIPC === true && /^(kernel\.(shm|msg|sem)|fs\.mqueue\.)/.test(dotted)) {
      errors.invalid(at, name, "may not be specified when 'hostIPC' is true");
    }
    names.add(name);
  });
}
