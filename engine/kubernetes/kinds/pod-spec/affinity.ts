import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { validateLabelSelector } from '../../apiserver/label-selector.ts';
import { dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from '../../apiserver/names.ts';
import type {
  Affinity,
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
} from '../../schemas/generated/types.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

export function validateAffinity(affinity: Affinity, field: string, errors: FieldErrors): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  if (nodeAffinity !== undefined) validateNodeAffinity(nodeAffinity, `${field}.nodeAffinity`, errors);
  if (podAffinity !== undefined) validatePodAffinity(podAffinity, `${field}.podAffinity`, errors);
  if (podAntiAffinity !== undefined) validatePodAffinity(podAntiAffinity, `${field}.podAntiAffinity`, errors);
}

function validateWeight(weight: number, field: string, errors: FieldErrors): void {
  if (weight >= 1 && weight <= 100) return;
  errors.invalid(`${field}.weight`, weight, 'must be in the range 1-100');
}

function validateNodeAffinity(affinity: NodeAffinity, field: string, errors: FieldErrors): void {
  const { [REQUIRED]: required, [PREFERRED]: preferred } = affinity;
  if (required !== undefined) {
    const at = `${field}.${REQUIRED}.nodeSelectorTerms`;
    const { nodeSelectorTerms: terms } = required;
    if (terms.length === 0) errors.required(at, 'must have at least one node selector term');
    terms.forEach((term, index) => {
      validateNodeTerm(term, true, `${at}[${index}]`, errors);
    });
  }
  preferred?.forEach(({ weight, preference }, index) => {
    const at = `${field}.${PREFERRED}[${index}]`;
    validateWeight(weight, at, errors);
    validateNodeTerm(preference, false, `${at}.preference`, errors);
  });
}

/** @param checkValues a preference may name values that no label can have */
function validateNodeTerm(term: NodeSelectorTerm, checkValues: boolean, field: string, errors: FieldErrors) {
  term.matchExpressions?.forEach((requirement, index) => {
    const at = `${field}.matchExpressions[${index}]`;
    validateNodeRequirement(requirement, at, errors);
    if (!checkValues) return;
    requirement.values?.forEach((value, position) => {
      for (const problem of labelValue(value)) errors.invalid(`${at}.values[${position}]`, value, problem);
    });
  });
  term.matchFields?.forEach((requirement, index) => {
    validateNodeField(requirement, `${field}.matchFields[${index}]`, errors);
  });
}

function validateNodeRequirement(
  { key, operator, values = [] }: NodeSelectorRequirement,
  field: string,
  errors: FieldErrors,
): void {
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) {
      errors.required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
    }
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
      errors.forbidden(`${field}.values`, why);
    }
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) {
      errors.required(`${field}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'");
    }
  } else errors.invalid(`${field}.operator`, operator, 'not a valid selector operator');
  for (const problem of qualifiedName(key)) errors.invalid(`${field}.key`, key, problem);
}

function validateNodeField(
  { key, operator, values = [] }: NodeSelectorRequirement,
  field: string,
  errors: FieldErrors,
): void {
  if (operator !== 'In' && operator !== 'NotIn') {
    errors.invalid(`${field}.operator`, operator, 'not a valid selector operator');
  } else if (values.length !== 1) {
    const why = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.required(`${field}.values`, why);
  }
  if (key !== 'metadata.name') {
    errors.invalid(`${field}.key`, key, 'not a valid field selector key');
    return;
  }
  values.forEach((value, index) => {
    for (const problem of dns1123Subdomain(value))
      errors.invalid(`${field}.values[${index}]`, value, problem);
  });
}

/** Affinity and anti-affinity alike. */
function validatePodAffinity(affinity: PodAffinity, field: string, errors: FieldErrors): void {
  affinity[REQUIRED]?.forEach((term, index) => {
    validatePodTerm(term, `${field}.${REQUIRED}[${index}]`, errors);
  });
  affinity[PREFERRED]?.forEach(({ weight, podAffinityTerm }, index) => {
    const at = `${field}.${PREFERRED}[${index}]`;
    validateWeight(weight, at, errors);
    validatePodTerm(podAffinityTerm, `${at}.podAffinityTerm`, errors);
  });
}

function validatePodTerm(term: PodAffinityTerm, field: string, errors: FieldErrors): void {
  const { labelSelector, namespaceSelector, namespaces, topologyKey } = term;
  validateLabelSelector(labelSelector, `${field}.labelSelector`, errors);
  validateLabelSelector(namespaceSelector, `${field}.namespaceSelector`, errors);
  for (const name of namespaces ?? []) {
    for (const problem of dns1123Label(name)) errors.invalid(`${field}.namespace`, name, problem);
  }
  validateLabelKeys(term, field, errors);
  if (topologyKey === '') errors.required(`${field}.topologyKey`, 'can not be empty');
  for (const problem of qualifiedName(topologyKey)) {
    errors.invalid(`${field}.topologyKey`, topologyKey, problem);
  }
}

function validateLabelKeys(term: PodAffinityTerm, field: string, errors: FieldErrors): void {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = term;
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
    const keys = term[name] ?? [];
    if (keys.length > 0 && labelSelector === undefined) {
      errors.forbidden(`${field}.${name}`, 'must not be specified when labelSelector is not set');
      continue;
    }
    keys.forEach((key, index) => {
      for (const problem of qualifiedName(key)) errors.invalid(`${field}.${name}[${index}]`, key, problem);
    });
  }
  const positions = new Map(matchLabelKeys.map((key, index) => [key, index]));
  const selected = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const index = positions.get(key);
    if (index !== undefined && selected.has(key)) {
      errors.invalid(`${field}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector');
    }
    selected.add(key);
  }
  const mismatched = new Set(mismatchLabelKeys);
  matchLabelKeys.forEach((key, index) => {
    if (!mismatched.has(key)) return;
    const why = 'exists in both matchLabelKeys and mismatchLabelKeys';
    errors.invalid(`${field}.matchLabelKeys[${index}]`, key, why);
  });
}
