import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { goLabelSelector, goStringMap } from '../../apiserver/go-syntax.ts';
import { validateLabelSelector } from '../../apiserver/label-selector.ts';
import { validateAnnotations, validateLabels } from '../../apiserver/metadata.ts';
import { type LabelSelector, matches, requirementsOf } from '../../apiserver/selectors.ts';
import type { PodTemplateSpec } from '../../schemas/generated/types.ts';
import { validatePodAnnotations } from './annotations.ts';
import { validatePodSpec } from './spec.ts';

/** Upstream's ValidatePodTemplateSpec. The template has its defaults. */
export function validatePodTemplate(template: PodTemplateSpec, field: string, errors: FieldErrors): void {
  const { metadata = {}, spec = { containers: [] } } = template;
  validateLabels(metadata.labels, `${field}.labels`, errors);
  validateAnnotations(metadata.annotations, `${field}.annotations`, errors);
  validatePodAnnotations(metadata.annotations, spec, `${field}.annotations`, errors);
  validatePodSpec(spec, 'template', `${field}.spec`, errors);
  if (spec.ephemeralContainers === undefined) return;
  errors.forbidden(`${field}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template');
}

/** The selector and template of what keeps a number of pods running: Deployments and ReplicaSets. */
export function validateReplicated(
  selector: LabelSelector | undefined,
  template: PodTemplateSpec,
  errors: FieldErrors,
): void {
  const before = errors.causes.length;
  if (selector === undefined) errors.required('spec.selector');
  else {
    validateLabelSelector(selector, 'spec.selector', errors);
    if (errors.causes.length > before) {
      errors.invalid('spec.selector', goLabelSelector(selector), 'invalid label selector');
      return;
    }
    if (isEmpty(selector)) {
      // Both kinds say "deployment" upstream.
      const why = 'empty selector is invalid for deployment';
      errors.invalid('spec.selector', goLabelSelector(selector), why);
    }
  }
  const labels = template.metadata?.labels;
  // No selector at all selects nothing, an empty one everything.
  if (selector === undefined || !matches(labels, requirementsOf(selector))) {
    const why = '`selector` does not match template `labels`';
    errors.invalid('spec.template.metadata.labels', goStringMap(labels), why);
  }
  validatePodTemplate(template, 'spec.template', errors);
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {};
  if (restartPolicy !== 'Always') {
    errors.notSupported('spec.template.spec.restartPolicy', restartPolicy ?? '', ['Always']);
  }
  if (activeDeadlineSeconds !== undefined) {
    const why = 'activeDeadlineSeconds in ReplicaSet is not Supported';
    errors.forbidden('spec.template.spec.activeDeadlineSeconds', why);
  }
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels ?? {}).length + (matchExpressions?.length ?? 0) === 0;
}
