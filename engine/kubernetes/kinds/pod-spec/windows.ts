import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { dns1123Subdomain } from '../../apiserver/names.ts';
import type { Container, PodSpec, WindowsSecurityContextOptions } from '../../schemas/generated/types.ts';

const CREDENTIAL_KIB_MAX = 64;
const DOMAIN_MAX = 256;
const USER_MAX = 104;

const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS =
  /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** Upstream's validateWindowsSecurityContextOptions. */
export function validateWindowsOptions(
  options: WindowsSecurityContextOptions,
  field: string,
  errors: FieldErrors,
): void {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options;
  if (gmsaCredentialSpecName !== undefined) {
    for (const problem of dns1123Subdomain(gmsaCredentialSpecName)) {
      errors.invalid(`${field}.gmsaCredentialSpecName`, gmsaCredentialSpecName, problem);
    }
  }
  if (gmsaCredentialSpec !== undefined) {
    const at = `${field}.gmsaCredentialSpec`;
    if (gmsaCredentialSpec === '') {
      errors.invalid(at, gmsaCredentialSpec, 'gmsaCredentialSpec cannot be an empty string');
    } else if (gmsaCredentialSpec.length > CREDENTIAL_KIB_MAX * 1024) {
      const why = `gmsaCredentialSpec size must be under ${CREDENTIAL_KIB_MAX} KiB`;
      errors.invalid(at, gmsaCredentialSpec, why);
    }
  }
  if (runAsUserName === undefined) return;
  for (const problem of userNameProblems(runAsUserName)) {
    errors.invalid(`${field}.runAsUserName`, runAsUserName, problem);
  }
}

function userNameProblems(name: string): string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  if (/\p{Cc}/u.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const user = parts.at(-1) ?? '';
  const domain = parts.length === 2 ? (parts[0] ?? '') : undefined;
  const problems: string[] = [];
  if (domain !== undefined) {
    if (domain.length >= DOMAIN_MAX) {
      problems.push(`runAsUserName's Domain length must be under ${DOMAIN_MAX} characters`);
    }
    if (!NETBIOS.test(domain) && !DNS.test(domain.slice(0, DOMAIN_MAX))) {
      problems.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
    }
  }
  if (user === '') problems.push("runAsUserName's User cannot be empty");
  else if (user.length > USER_MAX) {
    problems.push(`runAsUserName's User length must not be longer than ${USER_MAX} characters`);
  }
  if (/^[. ]+$/.test(user)) problems.push("runAsUserName's User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) {
    problems.push('runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  }
  return problems;
}

/** Upstream's validateWindowsHostProcessPod. */
export function validateHostProcess(
  spec: PodSpec,
  containers: readonly (readonly [string, Container])[],
  field: string,
  errors: FieldErrors,
): void {
  const inherited = spec.securityContext?.windowsOptions?.hostProcess;
  let count = 0;
  for (const [at, { securityContext }] of containers) {
    const own = securityContext?.windowsOptions?.hostProcess;
    if (inherited !== undefined && own !== undefined && inherited !== own) {
      const why = `pod hostProcess value must be identical if both are specified, was ${inherited}`;
      errors.invalid(`${at}.securityContext.windowsOptions.hostProcess`, own, why);
    }
    if (own ?? inherited ?? false) count++;
  }
  if (count === 0) return;
  if (count !== containers.length) {
    const why =
      'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    errors.invalid(field, '', why);
  }
  if (spec.hostNetwork !== true) {
    const why = 'hostNetwork must be true if pod contains any hostProcess containers';
    errors.invalid(`${field}.hostNetwork`, false, why);
  }
}
