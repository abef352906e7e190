import { familyOf } from '../../apiserver/addresses.ts';
import { FieldErrors } from '../../apiserver/field-errors.ts';
import { goStrings } from '../../apiserver/go-syntax.ts';
import { invalid } from '../../apiserver/status.ts';
import type { ServiceObject } from '../service.ts';
import { validateClusterIps } from './cluster-ips.ts';
import { NONE, SERVICE, type ServiceSpec, sameList } from './facts.ts';

/** The only family that this cluster's services have. */
const FAMILY = 'IPv4';

/**
 * Fills in ipFamilyPolicy and ipFamilies, as upstream's initIPFamilyFields does on a single-stack cluster.
 * @throws ApiError where the client asks for what such a cluster hasn't got
 */
export function chooseIpFamilies({ metadata, spec }: ServiceObject, old: ServiceSpec | undefined): void {
  if (spec.type === 'ExternalName' || keepsDualStackWish(spec, old)) return;
  const isUnselectiveHeadless = spec.clusterIP === NONE && Object.keys(spec.selector ?? {}).length === 0;
  spec.ipFamilyPolicy ??= old?.ipFamilyPolicy ?? (isUnselectiveHeadless ? 'RequireDualStack' : 'SingleStack');

  const refuse = (check: (errors: FieldErrors) => void) => {
    const errors = new FieldErrors();
    check(errors);
    if (!errors.ok) throw invalid(SERVICE, metadata.name, errors.causes);
  };
  refuse((errors) => validateClusterIps(spec, errors));
  refuse((errors) => {
    if (old !== undefined) followDowngrade(spec, old, errors);
    validatePolicy(spec, errors);
    inferFamilies(spec, errors);
  });
  const { ipFamilies = [] } = spec;
  if (isUnselectiveHeadless) {
    // Its endpoints are somebody else's, so it may have families that the cluster doesn't give out.
    const [first = FAMILY] = ipFamilies;
    const other = first === 'IPv4' ? 'IPv6' : 'IPv4';
    const wanted = spec.ipFamilyPolicy === 'SingleStack' ? [first] : [first, other];
    spec.ipFamilies = ipFamilies.length < 2 ? wanted : ipFamilies;
    return;
  }
  refuse((errors) => validateAgainstCluster(spec, errors));
  if (ipFamilies.length === 0) spec.ipFamilies = [FAMILY];
}

/** A service that would like two stacks, and changes nothing about it, is left alone. */
function keepsDualStackWish(spec: ServiceSpec, old: ServiceSpec | undefined): boolean {
  return (
    old !== undefined &&
    spec.ipFamilyPolicy === 'PreferDualStack' &&
    (old.ipFamilyPolicy ?? 'PreferDualStack') === 'PreferDualStack' &&
    old.type === spec.type &&
    sameList(spec.clusterIPs, old.clusterIPs) &&
    sameList(spec.ipFamilies, old.ipFamilies)
  );
}

function followDowngrade(spec: ServiceSpec, old: ServiceSpec, errors: FieldErrors): void {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec;
  if (ipFamilyPolicy === 'SingleStack') {
    if (clusterIPs.length > 1 && sameList(old.clusterIPs, clusterIPs))
      spec.clusterIPs = clusterIPs.slice(0, 1);
    if (ipFamilies.length > 1 && sameList(old.ipFamilies, ipFamilies))
      spec.ipFamilies = ipFamilies.slice(0, 1);
    return;
  }
  const at = 'spec.ipFamilyPolicy';
  if (clusterIPs.length > 0 && clusterIPs.length < (old.clusterIPs ?? []).length) {
    errors.invalid(at, ipFamilyPolicy, "must be 'SingleStack' to release the secondary cluster IP");
  }
  if (ipFamilies.length > 0 && ipFamilies.length < (old.ipFamilies ?? []).length) {
    errors.invalid(at, ipFamilyPolicy, "must be 'SingleStack' to release the secondary IP family");
  }
}

function validatePolicy(spec: ServiceSpec, errors: FieldErrors): void {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec;
  if (ipFamilyPolicy !== 'SingleStack') return;
  const why = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
  if (clusterIPs.length === 2) {
    errors.invalid('spec.ipFamilyPolicy', ipFamilyPolicy, `${why} cluster IPs are specified`);
  }
  if (ipFamilies.length === 2) {
    errors.invalid('spec.ipFamilyPolicy', ipFamilyPolicy, `${why} IP families are specified`);
  }
}

/** The families of addresses that the client asked for. */
function inferFamilies(spec: ServiceSpec, errors: FieldErrors): void {
  const { clusterIPs = [] } = spec;
  if (clusterIPs[0] === NONE) return;
  clusterIPs.forEach((ip, index) => {
    const families = spec.ipFamilies ?? [];
    if (index < families.length) return;
    const family = familyOf(ip);
    if (family === FAMILY) spec.ipFamilies = [...families, family];
    else {
      const why = `${family ?? 'unknown'} is not configured on this cluster`;
      errors.invalid(`spec.clusterIPs[${index}]`, goStrings(clusterIPs), why);
    }
  });
}

function validateAgainstCluster({ ipFamilies = [], ipFamilyPolicy }: ServiceSpec, errors: FieldErrors): void {
  if (ipFamilyPolicy === 'RequireDualStack') {
    const why = 'this cluster is not configured for dual-stack services';
    errors.invalid('spec.ipFamilyPolicy', ipFamilyPolicy, why);
  }
  ipFamilies.forEach((family, index) => {
    if (family === FAMILY) return;
    errors.invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster');
  });
}
