import type { PodAffinityTerm, PodSpec } from '../../schemas/generated/types.ts';

/**
 * A pod affinity's matchLabelKeys and mismatchLabelKeys become part of its selector when the pod is created,
 * with the pod's own labels (upstream's mutatePodAffinity).
 */
export function applyLabelKeys(spec: PodSpec, labels: Readonly<Record<string, string>> | undefined): void {
  if (spec.affinity === undefined || labels === undefined) return;
  for (const affinity of [spec.affinity.podAffinity, spec.affinity.podAntiAffinity]) {
    if (affinity === undefined) continue;
    for (const term of affinity.requiredDuringSchedulingIgnoredDuringExecution ?? []) applyTo(term, labels);
    for (const { podAffinityTerm } of affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []) {
      applyTo(podAffinityTerm, labels);
    }
  }
}

function applyTo(term: PodAffinityTerm, labels: Readonly<Record<string, string>>): void {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = term;
  if (labelSelector === undefined) return;
  for (const [operator, keys] of [['In', matchLabelKeys] as const, ['NotIn', mismatchLabelKeys] as const]) {
    for (const key of keys) {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      if (value === undefined) continue;
      labelSelector.matchExpressions ??= [];
      labelSelector.matchExpressions.push({ key, operator, values: [value] });
    }
  }
}
