import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { goQuantity } from '../../apiserver/go-syntax.ts';
import { qualifiedName } from '../../apiserver/names.ts';
import { compareQuantities, milliValue, parseQuantity, value } from '../../apiserver/quantity.ts';
import type { ResourceRequirements } from '../../schemas/generated/types.ts';
import { NEGATIVE } from './numbers.ts';

const COMPUTE: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Standard names that quotas know but containers can't ask for. */
const QUOTA_ONLY: ReadonlySet<string> = new Set(
  (
    'requests.cpu requests.memory requests.ephemeral-storage limits.cpu limits.memory limits.ephemeral-storage ' +
    'pods resourcequotas services replicationcontrollers secrets configmaps persistentvolumeclaims storage ' +
    'requests.storage services.nodeports services.loadbalancers'
  ).split(' '),
);

function isHugePages(resource: string): boolean {
  return resource.startsWith('hugepages-');
}

function isNative(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/');
}

function isExtended(resource: string): boolean {
  if (isNative(resource) || resource.startsWith('requests.')) return false;
  return qualifiedName(`requests.${resource}`).length === 0;
}

/** Upstream's validateContainerResourceName. */
function validateName(resource: string, field: string, errors: FieldErrors): void {
  if (COMPUTE.has(resource)) return;
  const problems = qualifiedName(resource);
  for (const problem of problems) errors.invalid(field, resource, problem);
  if (!resource.includes('/')) {
    if (isHugePages(resource)) return;
    if (problems.length === 0 && !QUOTA_ONLY.has(resource)) {
      errors.invalid(field, resource, 'must be a standard resource type or fully qualified');
    }
    errors.invalid(field, resource, 'must be a standard resource for containers');
  } else if (!isNative(resource) && !isExtended(resource)) {
    errors.invalid(field, resource, "doesn't follow extended resource name standard");
  }
}

function validateAmount(resource: string, text: string, field: string, errors: FieldErrors): void {
  if (text.startsWith('-')) errors.invalid(field, text, NEGATIVE);
  if (COMPUTE.has(resource)) return;
  const quantity = parseQuantity(text);
  if (isExtended(resource) && milliValue(quantity) % 1000n !== 0n) {
    errors.invalid(field, goQuantity(quantity), 'must be an integer');
  }
  if (!isHugePages(resource)) return;
  const page = pageBytes(resource);
  if (page > 0n && value(quantity) % page === 0n) return;
  errors.invalid(field, text, `${text} is not positive integer multiple of ${resource}`);
}

/** 0 where the name says no size. */
function pageBytes(resource: string): bigint {
  const size = resource.slice('hugepages-'.length);
  return /^\d{1,10}[KMG]i$/.test(size) ? value(parseQuantity(size)) : 0n;
}

/** Upstream's ValidateContainerResourceRequirements. Quantities are canonical. */
export function validateResources(resources: ResourceRequirements, field: string, errors: FieldErrors): void {
  const { limits, requests } = resources;
  let asksPages = false;
  let asksCompute = false;
  for (const [list, quantities] of [['limits', limits] as const, ['requests', requests] as const]) {
    if (quantities === undefined) continue;
    for (const [resource, quantity] of Object.entries(quantities)) {
      const at = `${field}.${list}[${resource}]`;
      validateName(resource, at, errors);
      validateAmount(resource, quantity, at, errors);
      if (list === 'requests') validateAgainstLimit(resource, quantity, limits, field, errors);
      asksPages ||= isHugePages(resource);
      asksCompute ||= resource === 'cpu' || resource === 'memory';
    }
  }
  if (asksPages && !asksCompute) errors.forbidden(field, 'HugePages require cpu or memory');
}

function validateAgainstLimit(
  resource: string,
  request: string,
  limits: ResourceRequirements['limits'],
  field: string,
  errors: FieldErrors,
): void {
  const overcommit = isNative(resource) && !isHugePages(resource);
  const limit = limits !== undefined && Object.hasOwn(limits, resource) ? limits[resource] : undefined;
  if (limit === request) return;
  if (limit === undefined) {
    if (!overcommit) errors.required(`${field}.limits`, 'Limit must be set for non overcommitable resources');
    return;
  }
  const difference = compareQuantities(parseQuantity(request), parseQuantity(limit));
  if (difference !== 0 && !overcommit) {
    errors.invalid(`${field}.requests`, request, `must be equal to ${resource} limit of ${limit}`);
  } else if (difference > 0) {
    errors.invalid(
      `${field}.requests`,
      request,
      `must be less than or equal to ${resource} limit of ${limit}`,
    );
  }
}
