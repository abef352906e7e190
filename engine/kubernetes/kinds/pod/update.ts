import { sameJson } from '../../apiserver/equality.ts';
import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { goStringMap } from '../../apiserver/go-syntax.ts';
import type {
  Container,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodSchedulingGate,
  PodSpec,
  Toleration,
} from '../../schemas/generated/types.ts';
import type { PodObject } from '../pod.ts';
import { APP_ARMOR, MIRROR } from '../pod-spec/annotations.ts';
import { validateTrimmedImage } from '../pod-spec/containers.ts';
import { specDiff } from './spec-diff.ts';

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/** Upstream's ValidatePodUpdate: most of a pod can't change. */
export function validatePodUpdate(pod: PodObject, old: PodObject, errors: FieldErrors): void {
  validateAnnotationUpdate(pod.metadata.annotations, old.metadata.annotations, errors);
  const { spec } = pod;
  for (const name of ['containers', 'initContainers'] as const) {
    if (!validateContainerUpdate(spec[name] ?? [], old.spec[name] ?? [], `spec.${name}`, errors)) return;
  }
  if (!validateDeadline(spec.activeDeadlineSeconds, old.spec.activeDeadlineSeconds, errors)) return;
  validateTolerationUpdate(spec.tolerations ?? [], old.spec.tolerations ?? [], errors);
  validateGateUpdate(spec.schedulingGates ?? [], old.spec.schedulingGates ?? [], errors);
  if (sameJson(spec, old.spec)) return;
  const rest = withoutUpdatable(spec, old.spec);
  if (old.spec.schedulingGates !== undefined) restoreGated(rest, old.spec, errors);
  if (sameJson(rest, old.spec)) return;
  errors.forbidden(
    'spec',
    `pod updates may not change fields other than ${UPDATABLE}\n${specDiff(old.spec, rest)}`,
  );
}

type Annotations = Readonly<Record<string, string>> | undefined;

function validateAnnotationUpdate(annotations: Annotations, old: Annotations, errors: FieldErrors): void {
  if (annotations === old) return;
  const before = new Map(Object.entries(old ?? {}));
  const after = new Map(Object.entries(annotations ?? {}));
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const kind = key === MIRROR ? 'mirror pod annotation' : 'AppArmor annotations';
    if (before.get(key) === after.get(key) || (key !== MIRROR && !key.startsWith(APP_ARMOR))) continue;
    const verb = before.has(key) ? 'remove or update' : 'add';
    errors.forbidden(`metadata.annotations[${key}]`, `may not ${verb} ${kind}`);
  }
}

/** False where nothing more can be said. */
function validateContainerUpdate(
  containers: readonly Container[],
  old: readonly Container[],
  field: string,
  errors: FieldErrors,
): boolean {
  if (containers.length !== old.length) {
    errors.forbidden(field, 'pod updates may not add or remove containers');
    return false;
  }
  containers.forEach((container, index) => {
    const at = `${field}[${index}]`;
    if ((container.image ?? '') === '') errors.required(`${at}.image`);
    validateTrimmedImage(container, at, errors);
  });
  return true;
}

/** A deadline can be set, or come nearer. */
function validateDeadline(
  deadline: number | undefined,
  old: number | undefined,
  errors: FieldErrors,
): boolean {
  const field = 'spec.activeDeadlineSeconds';
  if (deadline === undefined) {
    if (old !== undefined) {
      errors.invalid(field, undefined, 'must not update from a positive integer to nil value');
    }
    return true;
  }
  if (old === undefined || deadline <= old) return true;
  errors.invalid(field, deadline, 'must be less than or equal to previous value');
  return false;
}

function withoutSeconds({ tolerationSeconds: _seconds, ...rest }: Toleration): string {
  const { key = '', operator = '', value = '', effect = '' } = rest;
  return JSON.stringify([key, operator, value, effect]);
}

function validateTolerationUpdate(
  tolerations: readonly Toleration[],
  old: readonly Toleration[],
  errors: FieldErrors,
): void {
  const kept = new Set(tolerations.map(withoutSeconds));
  if (old.every((toleration) => kept.has(withoutSeconds(toleration)))) return;
  const why = 'existing toleration can not be modified except its tolerationSeconds';
  errors.forbidden('spec.tolerations', why);
}

function validateGateUpdate(
  gates: readonly PodSchedulingGate[],
  old: readonly PodSchedulingGate[],
  errors: FieldErrors,
): void {
  const known = new Set(old.map(({ name }) => name));
  gates.forEach(({ name }, index) => {
    if (known.has(name)) return;
    const why = `only deletion is allowed, but found new scheduling gate '${name}'`;
    errors.forbidden(`spec.schedulingGates[${index}].name`, why);
  });
}

/** The new spec with the old values of all that may change. */
function withoutUpdatable(spec: PodSpec, old: PodSpec): PodSpec {
  const rest: PodSpec = { ...spec, containers: withOldImages(spec.containers, old.containers) };
  if (spec.initContainers !== undefined) {
    rest.initContainers = withOldImages(spec.initContainers, old.initContainers ?? []);
  }
  restore(rest, old, 'activeDeadlineSeconds');
  restore(rest, old, 'schedulingGates');
  restore(rest, old, 'tolerations');
  if ((old.terminationGracePeriodSeconds ?? 0) < 0 && spec.terminationGracePeriodSeconds === 1) {
    restore(rest, old, 'terminationGracePeriodSeconds');
  }
  return rest;
}

function restore<K extends keyof PodSpec>(rest: PodSpec, old: PodSpec, key: K): void {
  const value = old[key];
  if (value === undefined) delete rest[key];
  else rest[key] = value;
}

function withOldImages(containers: readonly Container[], old: readonly Container[]): Container[] {
  return containers.map((container, index) => {
    const { image: _new, ...rest } = container;
    const image = old[index]?.image;
    return image === undefined ? rest : { ...rest, image };
  });
}

/** While a gate holds a pod back, its node selector and node affinity may become narrower. */
function restoreGated(rest: PodSpec, old: PodSpec, errors: FieldErrors): void {
  const selected = new Map(Object.entries(rest.nodeSelector ?? {}));
  if (Object.entries(old.nodeSelector ?? {}).some(([key, value]) => selected.get(key) !== value)) {
    const why = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
    errors.invalid('spec.nodeSelector', goStringMap(rest.nodeSelector), why);
  }
  restore(rest, old, 'nodeSelector');
  const affinity = old.affinity?.nodeAffinity;
  if (sameJson(rest.affinity?.nodeAffinity, affinity)) return;
  validateNarrower(rest, old, errors);
  const { nodeAffinity: _changed, ...others } = rest.affinity ?? {};
  if (affinity !== undefined) rest.affinity = { ...others, nodeAffinity: affinity };
  else if (old.affinity === undefined && Object.keys(others).length === 0) delete rest.affinity;
  else rest.affinity = others;
}

function validateNarrower(rest: PodSpec, old: PodSpec, errors: FieldErrors): void {
  const termsOf = ({ affinity }: PodSpec): readonly NodeSelectorTerm[] =>
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const before = termsOf(old);
  const after = termsOf(rest);
  const field = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  if (before.length === 0) return;
  if (before.length !== after.length) {
    const why = 'no additions/deletions to non-empty NodeSelectorTerms list are allowed';
    errors.invalid(field, after, why);
    return;
  }
  before.forEach((term, index) => {
    const next = after[index];
    if (next !== undefined && keepsAll(term, next)) return;
    const why = 'only additions are allowed (no mutations or deletions)';
    errors.invalid(`${field}[${index}]`, next, why);
  });
}

/** Terms without requirements match nothing: those may not come to match something. */
function keepsAll(term: NodeSelectorTerm, next: NodeSelectorTerm): boolean {
  const count = (term.matchExpressions?.length ?? 0) + (term.matchFields?.length ?? 0);
  if (count === 0 && !sameJson(term, next)) return false;
  return (['matchExpressions', 'matchFields'] as const).every((list) => {
    const kept = new Set((next[list] ?? []).map(identity));
    return (term[list] ?? []).every((requirement) => kept.has(identity(requirement)));
  });
}

function identity({ key, operator, values = [] }: NodeSelectorRequirement): string {
  return JSON.stringify([key, operator, values]);
}
