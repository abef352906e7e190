import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { validateLabelSelector } from '../../apiserver/label-selector.ts';
import { labelValue, qualifiedName } from '../../apiserver/names.ts';
import type {
  PodSchedulingGate,
  Toleration,
  TopologySpreadConstraint,
} from '../../schemas/generated/types.ts';
import { NOT_POSITIVE } from './numbers.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

export function validateTolerations(
  tolerations: readonly Toleration[],
  field: string,
  errors: FieldErrors,
): void {
  tolerations.forEach((toleration, index) => {
    const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
    const at = `${field}[${index}]`;
    if (key !== '') for (const problem of qualifiedName(key)) errors.invalid(`${at}.key`, key, problem);
    if (key === '' && operator !== 'Exists') {
      const why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
      errors.invalid(`${at}.operator`, operator, why);
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      const why = "effect must be 'NoExecute' when `tolerationSeconds` is set";
      errors.invalid(`${at}.effect`, effect, why);
    }
    if (operator === '' || operator === 'Equal') {
      const problems = labelValue(value);
      if (problems.length > 0) errors.invalid(`${at}.operator`, value, problems.join(';'));
    } else if (operator !== 'Exists') {
      errors.notSupported(`${at}.operator`, operator, ['Equal', 'Exists']);
    } else if (value !== '') {
      errors.invalid(`${at}.operator`, value, "value must be empty when `operator` is 'Exists'");
    }
    if (effect !== '' && !EFFECTS.some((one) => one === effect)) {
      errors.notSupported(`${at}.effect`, effect, EFFECTS);
    }
  });
}

export function validateSchedulingGates(
  gates: readonly PodSchedulingGate[],
  field: string,
  errors: FieldErrors,
): void {
  const names = new Set<string>();
  gates.forEach(({ name }, index) => {
    const at = `${field}[${index}]`;
    for (const problem of qualifiedName(name)) errors.invalid(at, name, problem);
    if (names.has(name)) errors.duplicate(at, name);
    names.add(name);
  });
}

const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway'];
const POLICIES = ['Honor', 'Ignore'];

/** Two constraints of one kind would contradict each other. */
function kindOf({ topologyKey, whenUnsatisfiable }: TopologySpreadConstraint): string {
  return `{${topologyKey}, ${whenUnsatisfiable}}`;
}

export function validateTopologySpread(
  constraints: readonly TopologySpreadConstraint[],
  field: string,
  errors: FieldErrors,
): void {
  const last = new Map(constraints.map((constraint, index) => [kindOf(constraint), index]));
  constraints.forEach((constraint, index) => {
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
    const at = `${field}[${index}]`;
    if (maxSkew <= 0) errors.invalid(`${at}.maxSkew`, maxSkew, NOT_POSITIVE);
    if (topologyKey === '') errors.required(`${at}.topologyKey`, 'can not be empty');
    if (!ACTIONS.includes(whenUnsatisfiable)) {
      errors.notSupported(`${at}.whenUnsatisfiable`, whenUnsatisfiable, ACTIONS);
    }
    if (last.get(kindOf(constraint)) !== index) {
      errors.duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, kindOf(constraint));
    }
    if (minDomains !== undefined) {
      if (minDomains <= 0) errors.invalid(`${at}.minDomains`, minDomains, NOT_POSITIVE);
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const why = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
        errors.invalid(`${at}.minDomains`, minDomains, why);
      }
    }
    for (const name of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
      const policy = constraint[name];
      if (policy !== undefined && !POLICIES.includes(policy)) {
        errors.notSupported(`${at}.${name}`, policy, POLICIES);
      }
    }
    validateMatchLabelKeys(constraint, `${at}.matchLabelKeys`, errors);
    validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`, errors);
  });
}

function validateMatchLabelKeys(
  { matchLabelKeys = [], labelSelector }: TopologySpreadConstraint,
  field: string,
  errors: FieldErrors,
): void {
  if (matchLabelKeys.length === 0) return;
  if (labelSelector === undefined) {
    errors.forbidden(field, 'must not be specified when labelSelector is not set');
  }
  const selected = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) selected.add(key);
  matchLabelKeys.forEach((key, index) => {
    const at = `${field}[${index}]`;
    for (const problem of qualifiedName(key)) errors.invalid(at, key, problem);
    if (selected.has(key)) errors.invalid(at, key, 'exists in both matchLabelKeys and labelSelector');
  });
}
