import { familyOf, validateIp } from '../../apiserver/addresses.ts';
import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { goStrings } from '../../apiserver/go-syntax.ts';
import { isHeadless, NONE, type ServiceSpec } from './facts.ts';

const FAMILIES = ['IPv4', 'IPv6'];
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

/** Upstream's ValidateServiceClusterIPsRelatedFields. */
export function validateClusterIps(spec: ServiceSpec, errors: FieldErrors): void {
  if (spec.type === 'ExternalName') return;
  const { clusterIPs = [], ipFamilyPolicy } = spec;
  validateAlignment(spec, errors);
  validateFamilies(spec.ipFamilies ?? [], errors);
  if (ipFamilyPolicy !== undefined && !POLICIES.includes(ipFamilyPolicy)) {
    errors.notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, POLICIES);
  }
  const allValid = validateEach(clusterIPs, errors);
  if (clusterIPs.length > 2) {
    errors.invalid('spec.clusterIPs', goStrings(clusterIPs), 'may only hold up to 2 values');
  }
  if (!allValid) return;
  if (clusterIPs.length > 1 && new Set(clusterIPs.map(familyOf)).size < clusterIPs.length) {
    const why = 'may specify no more than one IP for each IP family';
    errors.invalid('spec.clusterIPs', goStrings(clusterIPs), why);
  }
  if (!isHeadless(spec)) validateFamilyOfEach(clusterIPs, spec.ipFamilies ?? [], errors);
}

function validateAlignment({ clusterIP = '', clusterIPs = [] }: ServiceSpec, errors: FieldErrors): void {
  if (clusterIP === '') {
    if (clusterIPs.length === 0) return;
    const why = 'must be empty when `clusterIP` is not specified';
    errors.invalid('spec.clusterIPs', goStrings(clusterIPs), why);
  } else if (clusterIPs.length === 0) errors.required('spec.clusterIPs');
  else if (clusterIPs[0] !== clusterIP) {
    errors.invalid('spec.clusterIPs', goStrings(clusterIPs), 'first value must match `clusterIP`');
  }
}

function validateFamilies(ipFamilies: readonly string[], errors: FieldErrors): void {
  ipFamilies.forEach((family, index) => {
    const at = `spec.ipFamilies[${index}]`;
    if (!FAMILIES.includes(family)) errors.notSupported(at, family, FAMILIES);
    if (ipFamilies.indexOf(family) < index) errors.duplicate(at, family);
  });
}

/** False where an address is wrong, so that nothing more can be said of them. */
function validateEach(clusterIPs: readonly string[], errors: FieldErrors): boolean {
  let valid = true;
  clusterIPs.forEach((ip, index) => {
    if (index > 0 || ip !== NONE) {
      valid = validateIp(ip, `spec.clusterIPs[${index}]`, errors) && valid;
    } else if (clusterIPs.length > 1) {
      errors.invalid('spec.clusterIPs', goStrings(clusterIPs), "'None' must be the first and only value");
      valid = false;
    }
  });
  return valid;
}

function validateFamilyOfEach(
  clusterIPs: readonly string[],
  ipFamilies: readonly string[],
  errors: FieldErrors,
): void {
  clusterIPs.slice(0, ipFamilies.length).forEach((ip, index) => {
    const expected = ipFamilies[index];
    if (expected === undefined || !FAMILIES.includes(expected) || familyOf(ip) === expected) return;
    const why = `expected an ${expected} value as indicated by \`ipFamilies[${index}]\``;
    errors.invalid(`spec.clusterIPs[${index}]`, ip, why);
  });
}

const SET_ONCE = 'may not change once set';

/** Upstream's validateUpgradeDowngradeClusterIPs and …IPFamilies: what was given may only be added to. */
export function validateClusterIpsUpdate(spec: ServiceSpec, old: ServiceSpec, errors: FieldErrors): void {
  if (spec.type === 'ExternalName' || old.type === 'ExternalName') return;
  if (isHeadless(old) && isHeadless(spec)) return;
  validateIpsUpdate(spec, old, errors);
  if (isHeadless(old) === isHeadless(spec)) validateFamiliesUpdate(spec, old, errors);
}

function validateIpsUpdate(spec: ServiceSpec, old: ServiceSpec, errors: FieldErrors): void {
  const { clusterIPs: before = [] } = old;
  const { clusterIPs: after = [] } = spec;
  const shown = goStrings(after.length === 0 ? undefined : after);
  if (before.length === after.length) {
    before.forEach((ip, index) => {
      if (ip !== after[index]) errors.invalid(`spec.clusterIPs[${index}]`, shown, SET_ONCE);
    });
    return;
  }
  if (after.length === 0) {
    errors.invalid('spec.clusterIPs[0]', shown, 'primary clusterIP can not be unset');
  } else if (before.length > 0 && before[0] !== after[0]) {
    errors.invalid('spec.clusterIPs[0]', shown, SET_ONCE);
  }
  if (before.length > after.length && after.length === 1) validateDowngrade(spec, 'clusterIP', errors);
}

function validateFamiliesUpdate(spec: ServiceSpec, old: ServiceSpec, errors: FieldErrors): void {
  const { ipFamilies: before = [] } = old;
  const { ipFamilies: after = [] } = spec;
  // Upstream names the first whichever it is.
  const at = 'spec.ipFamilies[0]';
  const shown = goStrings(after);
  if (before.length === after.length) {
    before.forEach((family, index) => {
      if (family !== after[index]) errors.invalid(at, shown, SET_ONCE);
    });
    return;
  }
  if (before.length > 0 && after.length > 0 && before[0] !== after[0]) {
    errors.invalid(at, goStrings(spec.clusterIPs), SET_ONCE);
  }
  if (before.length > after.length && after.length === 1) validateDowngrade(spec, 'ipFamily', errors);
}

function validateDowngrade({ ipFamilyPolicy = '' }: ServiceSpec, what: string, errors: FieldErrors): void {
  if (ipFamilyPolicy === 'SingleStack') return;
  const why = `must be set to 'SingleStack' when releasing the secondary ${what}`;
  errors.invalid('spec.ipFamilyPolicy', ipFamilyPolicy, why);
}
