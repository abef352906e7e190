import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { dns1123Label } from '../../apiserver/names.ts';
import type {
  Container,
  ContainerResizePolicy,
  EphemeralContainer,
  PodSpec,
} from '../../schemas/generated/types.ts';
import { validateEnv, validateEnvFrom } from './environment.ts';
import { validateHandlers } from './handlers.ts';
import { validateContainerPorts, validateHostPorts } from './ports.ts';
import { validateResources } from './resource-requirements.ts';
import { isSidecar } from './resources.ts';
import { validateSecurityContext } from './security-context.ts';
import { type Volumes, validateVolumeDevices, validateVolumeMounts } from './volume-mounts.ts';

/** What is checked of containers depends on this much of their pod. */
export interface Surroundings {
  readonly spec: PodSpec;
  readonly volumes: Volumes;
  readonly errors: FieldErrors;
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const MESSAGE_POLICIES = ['File', 'FallbackToLogsOnError'];

/** Upstream's validateContainerCommon: what holds for all containers alike. */
function validateCommon(container: Container, field: string, { spec, volumes, errors }: Surroundings): void {
  const { name, image = '', terminationMessagePolicy = '', imagePullPolicy = '' } = container;
  if (name === '') errors.required(`${field}.name`);
  else for (const problem of dns1123Label(name)) errors.invalid(`${field}.name`, name, problem);
  if (image === '') errors.required(`${field}.image`);
  requireOneOf(terminationMessagePolicy, MESSAGE_POLICIES, `${field}.terminationMessagePolicy`, errors);
  const { ports, env, envFrom, resources, resizePolicy, securityContext } = container;
  if (ports !== undefined) validateContainerPorts(ports, `${field}.ports`, errors);
  if (env !== undefined) validateEnv(env, `${field}.env`, errors);
  if (envFrom !== undefined) validateEnvFrom(envFrom, `${field}.envFrom`, errors);
  if (container.volumeMounts !== undefined) {
    validateVolumeMounts(container, volumes, `${field}.volumeMounts`, errors);
  }
  if (container.volumeDevices !== undefined) {
    validateVolumeDevices(container, volumes, `${field}.volumeDevices`, errors);
  }
  requireOneOf(imagePullPolicy, PULL_POLICIES, `${field}.imagePullPolicy`, errors);
  if (resources !== undefined) validateResources(resources, `${field}.resources`, errors);
  if (resizePolicy !== undefined) {
    validateResizePolicies(resizePolicy, spec.restartPolicy, `${field}.resizePolicy`, errors);
  }
  if (securityContext !== undefined) {
    validateSecurityContext(securityContext, spec.hostUsers !== false, `${field}.securityContext`, errors);
  }
}

export function requireOneOf(
  value: string,
  values: readonly string[],
  field: string,
  errors: FieldErrors,
): void {
  if (value === '') errors.required(field);
  else if (!values.includes(value)) errors.notSupported(field, value, values);
}

function validateResizePolicies(
  policies: readonly ContainerResizePolicy[],
  podRestartPolicy: string | undefined,
  field: string,
  errors: FieldErrors,
): void {
  const resources = new Set<string>();
  policies.forEach(({ resourceName, restartPolicy }, index) => {
    if (resources.has(resourceName)) errors.duplicate(`${field}[${index}]`, resourceName);
    resources.add(resourceName);
    requireOneOf(resourceName, ['cpu', 'memory'], field, errors);
    requireOneOf(restartPolicy, ['NotRequired', 'RestartContainer'], field, errors);
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      const why = "must be 'NotRequired' when `restartPolicy` is 'Never'";
      errors.invalid(field, restartPolicy, why);
    }
  });
}

/** Upstream's validateContainers. */
export function validateContainers(field: string, surroundings: Surroundings): void {
  const { spec, errors } = surroundings;
  if (spec.containers.length === 0) {
    errors.required(field);
    return;
  }
  const names = new Set<string>();
  spec.containers.forEach((container, index) => {
    const at = `${field}[${index}]`;
    validateCommon(container, at, surroundings);
    if (names.has(container.name)) errors.duplicate(`${at}.name`, container.name);
    names.add(container.name);
    validateHandlers(container, spec.terminationGracePeriodSeconds, at, errors);
    if (container.restartPolicy !== undefined) {
      errors.forbidden(`${at}.restartPolicy`, 'may not be set for non-init containers');
    }
  });
  validateHostPorts(spec.containers, field, errors);
}

/** What only containers that keep running can have. */
const RUNNING_ONLY = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** Upstream's validateInitContainers. */
export function validateInitContainers(field: string, surroundings: Surroundings): void {
  const { spec, errors } = surroundings;
  const names = new Set(spec.containers.map((container) => container.name));
  spec.initContainers?.forEach((container, index) => {
    const at = `${field}[${index}]`;
    const { name, restartPolicy } = container;
    validateCommon(container, at, surroundings);
    if (restartPolicy !== undefined && restartPolicy !== 'Always') {
      errors.notSupported(`${at}.restartPolicy`, restartPolicy, ['Always']);
    }
    if (names.has(name)) errors.duplicate(`${at}.name`, name);
    else if (name !== '') names.add(name);
    validateHostPorts([container], field, errors);
    if (isSidecar(container)) {
      validateHandlers(container, spec.terminationGracePeriodSeconds, at, errors);
      return;
    }
    for (const part of RUNNING_ONLY) {
      if (container[part] === undefined) continue;
      errors.forbidden(`${at}.${part}`, 'may not be set for init containers without restartPolicy=Always');
    }
  });
}

/** What containers for debugging can't have. */
const NOT_EPHEMERAL = [
  'ports',
  'resizePolicy',
  'restartPolicy',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
] as const;
const EPHEMERAL_WHY = 'cannot be set for an Ephemeral Container';

/** Upstream's validateEphemeralContainers. */
export function validateEphemeralContainers(field: string, surroundings: Surroundings): void {
  const { spec, errors } = surroundings;
  if (spec.ephemeralContainers === undefined) return;
  const targets = new Set([...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name));
  const names = new Set(targets);
  spec.ephemeralContainers.forEach((container, index) => {
    const at = `${field}[${index}]`;
    const { name, targetContainerName = '' } = container;
    validateCommon(container, at, surroundings);
    validateTrimmedImage(container, at, errors);
    if (names.has(name)) errors.duplicate(`${at}.name`, name);
    names.add(name);
    if (targetContainerName !== '' && !targets.has(targetContainerName)) {
      errors.notFound(`${at}.targetContainerName`, targetContainerName);
    }
    validateEphemeralFields(container, at, errors);
  });
}

function validateEphemeralFields(container: EphemeralContainer, field: string, errors: FieldErrors): void {
  for (const part of NOT_EPHEMERAL) {
    if (container[part] !== undefined) errors.forbidden(`${field}.${part}`, EPHEMERAL_WHY);
  }
  const { limits, requests } = container.resources ?? {};
  if (limits !== undefined || requests !== undefined) errors.forbidden(`${field}.resources`, EPHEMERAL_WHY);
  container.volumeMounts?.forEach(({ subPath, subPathExpr }, index) => {
    const at = `${field}.volumeMounts[${index}]`;
    if (subPath !== undefined) errors.forbidden(`${at}.subPath`, EPHEMERAL_WHY);
    if (subPathExpr !== undefined) errors.forbidden(`${at}.subPathExpr`, EPHEMERAL_WHY);
  });
}

/** Templates may have spaces around an image, for old times' sake; pods may not. */
export function validateTrimmedImage({ image = '' }: Container, field: string, errors: FieldErrors): void {
  if (image.trim() === image) return;
  errors.invalid(`${field}.image`, image, 'must not have leading or trailing whitespace');
}
