import { FieldErrors } from '../apiserver/field-errors.ts';
import { invalid } from '../apiserver/status.ts';
import type { VirtualKind } from '../apiserver/virtual-kind.ts';
import type { KubernetesObject } from '../object.ts';
import type { LocalSubjectAccessReview } from '../schemas/generated/types.ts';
import { goNonResourceAttributes } from './access-review/attributes.ts';
import { requireEmptyMetadata } from './access-review/metadata.ts';
import { accessStatus } from './access-review/status.ts';
import { validateSubject } from './access-review/subject.ts';

type Draft = KubernetesObject & Pick<LocalSubjectAccessReview, 'spec'>;

/** May somebody, in this namespace? It need not exist: the answer gives away nothing of it. */
export const localSubjectAccessReviewKind: VirtualKind<Draft> = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'LocalSubjectAccessReview',
  plural: 'localsubjectaccessreviews',
  singular: 'localsubjectaccessreview',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.authorization.v1.LocalSubjectAccessReview',
  answer({ metadata, spec }) {
    const errors = new FieldErrors();
    validateSubject(spec, errors);
    const { namespace = '' } = metadata;
    requireEmptyMetadata({ ...metadata, namespace: '' }, errors, 'must be empty except for namespace');
    validateLocal(spec, namespace, errors);
    if (!errors.ok) throw invalid({ ...localSubjectAccessReviewKind, kind: '' }, '', errors.causes);
    return { metadata: { namespace }, spec, status: accessStatus(spec) };
  },
};

function validateLocal(
  { resourceAttributes, nonResourceAttributes }: Draft['spec'],
  namespace: string,
  errors: FieldErrors,
): void {
  const asked = resourceAttributes?.namespace ?? '';
  if (resourceAttributes !== undefined && asked !== namespace) {
    errors.invalid('spec.resourceAttributes.namespace', asked, 'must match metadata.namespace');
  }
  if (nonResourceAttributes !== undefined) {
    const shown = goNonResourceAttributes(nonResourceAttributes);
    errors.invalid('spec.nonResourceAttributes', shown, 'disallowed on this kind of request');
  }
}
