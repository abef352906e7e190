import { familyOfCidr, validateCidr } from '../../apiserver/addresses.ts';
import { type FieldErrors, GoLiteral } from '../../apiserver/field-errors.ts';
import { goStrings } from '../../apiserver/go-syntax.ts';
import { goQuote } from '../../apiserver/go-text.ts';
import { labelValue, qualifiedName } from '../../apiserver/names.ts';
import { milliValue, parseQuantity } from '../../apiserver/quantity.ts';
import type { NodeStatus, Quantity, Taint } from '../../schemas/generated/types.ts';
import type { NodeObject } from '../node.ts';
import { NEGATIVE } from '../pod-spec/numbers.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Upstream's ValidateNode, but for the annotations of long ago. */
export function validateNode({ spec, status }: NodeObject, errors: FieldErrors): void {
  validateTaints(spec.taints ?? [], errors);
  validateResources(status, errors);
  validatePodCidrs(spec.podCIDRs ?? [], errors);
}

/** Upstream places taints in metadata, where they once were. */
function validateTaints(taints: readonly Taint[], errors: FieldErrors): void {
  const seen = new Set<string>();
  taints.forEach((taint, index) => {
    const at = `metadata.taints[${index}]`;
    const { key, value = '', effect } = taint;
    for (const problem of qualifiedName(key)) errors.invalid(`${at}.key`, key, problem);
    const problems = labelValue(value);
    if (problems.length > 0) errors.invalid(`${at}.value`, value, problems.join(';'));
    if (effect === '') errors.required(`${at}.effect`);
    else if (!EFFECTS.includes(effect)) errors.notSupported(`${at}.effect`, effect, EFFECTS);
    const pair = `${effect} ${key}`;
    if (seen.has(pair)) errors.duplicate(at, goTaint(taint), 'taints must be unique by key and effect pair');
    seen.add(pair);
  });
}

function goTaint({ key, value = '', effect, timeAdded }: Taint): GoLiteral {
  const added = timeAdded === undefined ? '(*v1.Time)(nil)' : '(*v1.Time)(0xc000)';
  const texts = `Key:${goQuote(key)}, Value:${goQuote(value)}, Effect:${goQuote(effect)}`;
  return new GoLiteral(`core.Taint{${texts}, TimeAdded:${added}}`);
}

function validateResources({ capacity, allocatable }: NodeStatus, errors: FieldErrors): void {
  validateQuantities(capacity, 'status.capacity', errors);
  validateQuantities(allocatable, 'status.allocatable', errors);
}

function validateQuantities(
  quantities: Readonly<Record<string, Quantity>> | undefined,
  field: string,
  errors: FieldErrors,
): void {
  for (const [resource, quantity] of Object.entries(quantities ?? {})) {
    if (quantity.startsWith('-')) errors.invalid(`${field}.${resource}`, quantity, NEGATIVE);
    if (isCounted(resource) && milliValue(parseQuantity(quantity)) % 1000n !== 0n) {
      errors.invalid(`${field}.${resource}`, quantity, 'must be an integer');
    }
  }
}

/** Resources that come in whole ones: pods, and what a device plugin offers. */
function isCounted(resource: string): boolean {
  return resource === 'pods' || (resource.includes('/') && !resource.includes('kubernetes.io/'));
}

function validatePodCidrs(podCIDRs: readonly string[], errors: FieldErrors): void {
  podCIDRs.forEach((cidr, index) => {
    validateCidr(cidr, `spec.podCIDRs[${index}]`, errors);
  });
  if (podCIDRs.length < 2) return;
  const families = new Set(podCIDRs.map(familyOfCidr));
  if (podCIDRs.length > 2 || families.size < 2) {
    const why = 'may specify no more than one CIDR for each IP family';
    errors.invalid('spec.podCIDRs', goStrings(podCIDRs), why);
  }
  podCIDRs.forEach((cidr, index) => {
    if (podCIDRs.indexOf(cidr) < index) errors.duplicate(`spec.podCIDRs[${index}]`, cidr);
  });
}

/** Upstream's ValidateNodeUpdate. */
export function validateNodeUpdate(node: NodeObject, old: NodeObject, errors: FieldErrors): void {
  const before = old.spec.podCIDRs ?? [];
  const after = node.spec.podCIDRs ?? [];
  const same = before.length === after.length && before.every((cidr, index) => cidr === after[index]);
  if (before.length > 0 && !same) {
    errors.forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid');
  }
  const { providerID = '' } = old.spec;
  if (providerID !== '' && providerID !== node.spec.providerID) {
    errors.forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid');
  }
  if (node.spec.externalID !== old.spec.externalID) {
    errors.forbidden('spec.externalID', 'may not be updated');
  }
}

export function validateNodeStatus({ status }: NodeObject, errors: FieldErrors): void {
  validateResources(status, errors);
  const seen = new Set<string>();
  (status.addresses ?? []).forEach(({ type, address }, index) => {
    const shown = `core.NodeAddress{Type:${goQuote(type)}, Address:${goQuote(address)}}`;
    if (seen.has(shown)) errors.duplicate(`status.addresses[${index}]`, new GoLiteral(shown));
    seen.add(shown);
  });
}
