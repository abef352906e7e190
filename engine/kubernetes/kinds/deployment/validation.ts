import { type FieldErrors, GoLiteral } from '../../apiserver/field-errors.ts';
import { goIntOrString } from '../../apiserver/go-syntax.ts';
import type {
  DeploymentSpec,
  DeploymentStatus,
  DeploymentStrategy,
  IntOrString,
  RollingUpdateDeployment,
} from '../../schemas/generated/types.ts';
import { validateNonNegative } from '../pod-spec/numbers.ts';
import { validateReplicated } from '../pod-spec/template.ts';

/** Upstream's ValidateDeploymentSpec. The spec has its defaults. */
export function validateDeploymentSpec(spec: DeploymentSpec, errors: FieldErrors): void {
  const { strategy = {}, minReadySeconds = 0, progressDeadlineSeconds: deadline } = spec;
  validateNonNegative(spec.replicas, 'spec.replicas', errors);
  validateReplicated(spec.selector, spec.template, errors);
  validateStrategy(strategy, 'spec.strategy', errors);
  validateNonNegative(minReadySeconds, 'spec.minReadySeconds', errors);
  validateNonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit', errors);
  validateNonNegative(deadline, 'spec.progressDeadlineSeconds', errors);
  if (deadline !== undefined && deadline <= minReadySeconds) {
    errors.invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds');
  }
}

function validateStrategy(strategy: DeploymentStrategy, field: string, errors: FieldErrors): void {
  const { type = '', rollingUpdate } = strategy;
  if (type === 'Recreate') {
    if (rollingUpdate === undefined) return;
    const why = "may not be specified when strategy `type` is 'Recreate'";
    errors.forbidden(`${field}.rollingUpdate`, why);
  } else if (type === 'RollingUpdate') {
    validateRollingUpdate(rollingUpdate ?? {}, `${field}.rollingUpdate`, errors);
  } else errors.notSupported(field, goStrategy(type, rollingUpdate), ['Recreate', 'RollingUpdate']);
}

function goStrategy(type: string, rollingUpdate: RollingUpdateDeployment | undefined): GoLiteral {
  const pointer = rollingUpdate === undefined ? 'nil' : '0xc000000000';
  return new GoLiteral(
    `apps.DeploymentStrategy{Type:${JSON.stringify(type)}, RollingUpdate:(*apps.RollingUpdateDeployment)(${pointer})}`,
  );
}

function validateRollingUpdate(
  { maxUnavailable = 0, maxSurge = 0 }: RollingUpdateDeployment,
  field: string,
  errors: FieldErrors,
): void {
  validateCount(maxUnavailable, `${field}.maxUnavailable`, errors);
  validateCount(maxSurge, `${field}.maxSurge`, errors);
  if (numberOf(maxUnavailable) === 0 && numberOf(maxSurge) === 0) {
    const why = 'may not be 0 when `maxSurge` is 0';
    errors.invalid(`${field}.maxUnavailable`, goIntOrString(maxUnavailable), why);
  }
  if (typeof maxUnavailable === 'string' && isPercent(maxUnavailable) && numberOf(maxUnavailable) > 100) {
    const why = 'must not be greater than 100%';
    errors.invalid(`${field}.maxUnavailable`, goIntOrString(maxUnavailable), why);
  }
}

function isPercent(text: string): boolean {
  return /^[0-9]+%$/.test(text);
}

/** The number, or the percentage's; 0 for what is neither. */
function numberOf(value: IntOrString): number {
  if (typeof value === 'number') return value;
  return isPercent(value) ? Number(value.slice(0, -1)) : 0;
}

/** Upstream's ValidatePositiveIntOrPercent, which lets 0 pass. */
function validateCount(value: IntOrString, field: string, errors: FieldErrors): void {
  if (typeof value === 'number') validateNonNegative(value, field, errors);
  else if (!isPercent(value)) {
    const why =
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
    errors.invalid(field, goIntOrString(value), why);
  }
}

const COUNTS = [
  'observedGeneration',
  'replicas',
  'updatedReplicas',
  'readyReplicas',
  'availableReplicas',
  'unavailableReplicas',
  'collisionCount',
] as const;

/** Upstream's ValidateDeploymentStatusUpdate. */
export function validateDeploymentStatus(
  status: DeploymentStatus,
  old: DeploymentStatus,
  errors: FieldErrors,
): void {
  for (const name of COUNTS) validateNonNegative(status[name], `status.${name}`, errors);
  const { replicas = 0, readyReplicas = 0, availableReplicas = 0 } = status;
  for (const name of ['updatedReplicas', 'readyReplicas', 'availableReplicas'] as const) {
    const count = status[name] ?? 0;
    if (count > replicas) errors.invalid(`status.${name}`, count, 'cannot be greater than status.replicas');
  }
  if (availableReplicas > readyReplicas) {
    const why = 'cannot be greater than readyReplicas';
    errors.invalid('status.availableReplicas', availableReplicas, why);
  }
  const { collisionCount = 0 } = status;
  if (collisionCount < (old.collisionCount ?? 0)) {
    errors.invalid('status.collisionCount', status.collisionCount, 'cannot be decremented');
  }
}
