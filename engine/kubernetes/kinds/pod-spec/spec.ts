import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { validateLabels } from '../../apiserver/metadata.ts';
import { dns1123Label, dns1123Subdomain, type NameRule, qualifiedName } from '../../apiserver/names.ts';
import type { Container, PodSpec } from '../../schemas/generated/types.ts';
import { validateAffinity } from './affinity.ts';
import {
  requireOneOf,
  validateContainers,
  validateEphemeralContainers,
  validateInitContainers,
  validateTrimmedImage,
} from './containers.ts';
import { validateDnsConfig, validateDnsPolicy, validateHostAliases } from './name-resolution.ts';
import { rangeProblem } from './numbers.ts';
import { validateOperatingSystem } from './operating-system.ts';
import { validateHostNetworkPorts } from './ports.ts';
import { validateResources } from './resource-requirements.ts';
import { validateSchedulingGates, validateTolerations, validateTopologySpread } from './scheduling.ts';
import { validatePodSecurityContext } from './security-context.ts';
import { validateVolumes } from './volumes.ts';
import { validateHostProcess } from './windows.ts';

/** What the spec belongs to: a pod of a name, or a template. */
type SpecOwner = { readonly pod: string } | 'template';

/** All containers with their paths, in upstream's order of visiting: init, regular, ephemeral. */
export function containersWithPaths(spec: PodSpec, field: string): (readonly [string, Container])[] {
  const lists = [
    ['initContainers', spec.initContainers ?? []] as const,
    ['containers', spec.containers] as const,
    ['ephemeralContainers', spec.ephemeralContainers ?? []] as const,
  ];
  return lists.flatMap(([name, list]) =>
    list.map((container, index) => [`${field}.${name}[${index}]`, container] as const),
  );
}

/** Upstream's ValidatePodSpec, and for pods validatePodMetadataAndSpec. The spec has its defaults. */
export function validatePodSpec(spec: PodSpec, owner: SpecOwner, field: string, errors: FieldErrors): void {
  const isPod = owner !== 'template';
  const volumes = validateVolumes(
    spec.volumes ?? [],
    isPod ? owner.pod : undefined,
    `${field}.volumes`,
    errors,
  );
  const surroundings = { spec, volumes, errors };
  validateContainers(`${field}.containers`, surroundings);
  validateInitContainers(`${field}.initContainers`, surroundings);
  validateEphemeralContainers(`${field}.ephemeralContainers`, surroundings);
  if (spec.hostNetwork === true) {
    validateHostNetworkPorts(spec.containers, isPod, `${field}.containers`, errors);
  }
  validatePolicies(spec, field, errors);
  validatePlacement(spec, field, errors);
  validateHost(spec, field, errors);
  validateNames(spec, field, errors);
  validateRest(spec, field, errors);
  if (!isPod) return;
  validateTokens(spec, field, errors);
  spec.containers.forEach((container, index) => {
    validateTrimmedImage(container, `${field}.containers[${index}]`, errors);
  });
  spec.initContainers?.forEach((container, index) => {
    validateTrimmedImage(container, `${field}.initContainers[${index}]`, errors);
  });
}

function validatePolicies(spec: PodSpec, field: string, errors: FieldErrors): void {
  const { restartPolicy = '', dnsPolicy = '', nodeSelector, securityContext } = spec;
  requireOneOf(restartPolicy, ['Always', 'OnFailure', 'Never'], `${field}.restartPolicy`, errors);
  validateDnsPolicy(dnsPolicy, `${field}.dnsPolicy`, errors);
  if (nodeSelector !== undefined) validateLabels(nodeSelector, `${field}.nodeSelector`, errors);
  if (securityContext !== undefined) {
    validatePodSecurityContext(securityContext, spec, `${field}.securityContext`, errors);
  }
}

function validatePlacement(spec: PodSpec, field: string, errors: FieldErrors): void {
  const { affinity, dnsConfig, dnsPolicy = '', schedulingGates, topologySpreadConstraints } = spec;
  if (affinity !== undefined) validateAffinity(affinity, `${field}.affinity`, errors);
  validateDnsConfig(dnsConfig, dnsPolicy, `${field}.dnsConfig`, errors);
  spec.readinessGates?.forEach(({ conditionType }, index) => {
    for (const problem of qualifiedName(conditionType)) {
      errors.invalid(`${field}.readinessGates[${index}].conditionType`, conditionType, problem);
    }
  });
  if (schedulingGates !== undefined) {
    validateSchedulingGates(schedulingGates, `${field}.schedulingGates`, errors);
  }
  if (topologySpreadConstraints !== undefined) {
    validateTopologySpread(topologySpreadConstraints, `${field}.topologySpreadConstraints`, errors);
  }
}

function hasWindowsOptions({ securityContext }: Container): boolean {
  return securityContext?.windowsOptions !== undefined;
}

/** A pod with a user namespace of its own has the other namespaces, too (validateHostUsers). */
function validateHost(spec: PodSpec, field: string, errors: FieldErrors): void {
  const usesWindows =
    spec.securityContext?.windowsOptions !== undefined ||
    spec.containers.some(hasWindowsOptions) ||
    (spec.initContainers ?? []).some(hasWindowsOptions);
  if (usesWindows) validateHostProcess(spec, containersWithPaths(spec, field), field, errors);
  if (spec.hostUsers !== false) return;
  const why = 'when `pod.Spec.HostUsers` is false';
  if (spec.hostNetwork === true) errors.forbidden(`${field}.hostNetwork`, why);
  if (spec.hostPID === true) errors.forbidden(`${field}.HostPID`, why);
  if (spec.hostIPC === true) errors.forbidden(`${field}.HostIPC`, why);
}

const DEADLINE_MAX = 2 ** 31 - 1;

function validateNames(spec: PodSpec, field: string, errors: FieldErrors): void {
  const check = (name: 'serviceAccountName' | 'nodeName' | 'hostname' | 'subdomain', rule: NameRule) => {
    const value = spec[name];
    if (value === undefined || value === '') return;
    for (const problem of rule(value)) errors.invalid(`${field}.${name}`, value, problem);
  };
  check('serviceAccountName', dns1123Subdomain);
  check('nodeName', dns1123Subdomain);
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > DEADLINE_MAX)) {
    errors.invalid(`${field}.activeDeadlineSeconds`, deadline, rangeProblem(1, DEADLINE_MAX));
  }
  check('hostname', dns1123Label);
  check('subdomain', dns1123Label);
}

function validateRest(spec: PodSpec, field: string, errors: FieldErrors): void {
  const { tolerations, hostAliases, priorityClassName, runtimeClassName, preemptionPolicy, overhead } = spec;
  if (tolerations !== undefined) validateTolerations(tolerations, `${field}.tolerations`, errors);
  if (hostAliases !== undefined) validateHostAliases(hostAliases, `${field}.hostAliases`, errors);
  if (priorityClassName !== undefined) {
    for (const problem of dns1123Subdomain(priorityClassName)) {
      errors.invalid(`${field}.priorityClassName`, priorityClassName, problem);
    }
  }
  if (runtimeClassName !== undefined) {
    for (const problem of dns1123Subdomain(runtimeClassName)) {
      errors.invalid(`${field}.runtimeClassName`, runtimeClassName, problem);
    }
  }
  if (preemptionPolicy !== undefined) {
    requireOneOf(preemptionPolicy, ['PreemptLowerPriority', 'Never'], `${field}.preemptionPolicy`, errors);
  }
  if (overhead !== undefined) validateResources({ limits: overhead }, `${field}.overhead`, errors);
  if (spec.os !== undefined) validateOperatingSystem(spec, containersWithPaths(spec, field), field, errors);
}

/** A token is a service account's. */
function validateTokens(spec: PodSpec, field: string, errors: FieldErrors): void {
  if ((spec.serviceAccountName ?? '') !== '') return;
  spec.volumes?.forEach(({ projected }, index) => {
    projected?.sources?.forEach(({ serviceAccountToken }, position) => {
      if (serviceAccountToken === undefined) return;
      errors.forbidden(
        `${field}.volumes[${index}].projected.sources[${position}].serviceAccountToken`,
        'must not be specified when serviceAccountName is not set',
      );
    });
  });
}
