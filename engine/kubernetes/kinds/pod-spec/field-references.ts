import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { qualifiedName } from '../../apiserver/names.ts';
import type { ObjectFieldSelector, ResourceFieldSelector } from '../../schemas/generated/types.ts';

/** What environment variables may show of their pod; sorted. */
export const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
] as const;

/** What files of a downward API volume may show; sorted. */
export const FILE_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
] as const;

/** All that upstream's ConvertDownwardAPIFieldLabel knows. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...ENV_FIELDS,
  ...FILE_FIELDS,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
  'spec.host',
]);

/** `metadata.labels['app']` in its two parts; undefined of any other path. */
function subscripted(fieldPath: string): { path: string; key: string } | undefined {
  const at = fieldPath.indexOf("['");
  if (at < 1 || !fieldPath.endsWith("']") || fieldPath.length < at + 4) return undefined;
  return { path: fieldPath.slice(0, at), key: fieldPath.slice(at + 2, -2) };
}

/** Upstream's validateObjectFieldSelector. */
export function validateFieldRef(
  { apiVersion = '', fieldPath }: ObjectFieldSelector,
  allowed: readonly string[],
  field: string,
  errors: FieldErrors,
): void {
  if (apiVersion === '') {
    errors.required(`${field}.apiVersion`);
    return;
  }
  if (fieldPath === '') {
    errors.required(`${field}.fieldPath`);
    return;
  }
  const refuse = (why: string) =>
    errors.invalid(`${field}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`);
  if (apiVersion !== 'v1') {
    refuse(`unsupported pod version: ${apiVersion}`);
    return;
  }
  const parts = subscripted(fieldPath);
  if (parts !== undefined) {
    const { path, key } = parts;
    if (path !== 'metadata.annotations' && path !== 'metadata.labels') {
      refuse(`field label does not support subscript: ${fieldPath}`);
      return;
    }
    const name = path === 'metadata.annotations' ? key.toLowerCase() : key;
    for (const problem of qualifiedName(name)) errors.invalid(field, name, problem);
    return;
  }
  if (!KNOWN_FIELDS.has(fieldPath)) {
    refuse(`field label not supported: ${fieldPath}`);
    return;
  }
  const internal = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
  if (!allowed.includes(internal)) errors.notSupported(`${field}.fieldPath`, internal, allowed);
}

const RESOURCE_FIELDS = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
] as const;

const HUGE_PAGES = /^(limits|requests)\.hugepages-/;

/**
 * Upstream's validateContainerResourceFieldSelector.
 * @param inVolume a volume must say of which container
 */
export function validateResourceFieldRef(
  { containerName = '', resource, divisor = '0' }: ResourceFieldSelector,
  inVolume: boolean,
  field: string,
  errors: FieldErrors,
): void {
  if (inVolume && containerName === '') errors.required(`${field}.containerName`);
  else if (resource === '') errors.required(`${field}.resource`);
  else if (!RESOURCE_FIELDS.some((one) => one === resource) && !HUGE_PAGES.test(resource)) {
    errors.notSupported(`${field}.resource`, resource, RESOURCE_FIELDS);
  }
  if (divisor !== '0') validateDivisor(resource, divisor, field, errors);
}

const BYTES = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';

function validateDivisor(resource: string, divisor: string, field: string, errors: FieldErrors): void {
  const [kind, values] = divisorsOf(resource);
  if (kind === '' || values.split(/, | and /).includes(divisor)) return;
  const why = `only divisor's values ${values} are supported with the ${kind} resource`;
  errors.invalid(`${field}.divisor`, resource, why);
}

function divisorsOf(resource: string): [kind: string, values: string] {
  if (HUGE_PAGES.test(resource)) return ['hugepages', BYTES];
  switch (resource.slice(resource.indexOf('.') + 1)) {
    case 'cpu':
      return ['cpu', '1m and 1'];
    case 'memory':
      return ['memory', BYTES];
    case 'ephemeral-storage':
      return ['local ephemeral storage', BYTES];
    default:
      return ['', ''];
  }
}
