import { FieldErrors } from '../apiserver/field-errors.ts';
import { invalid } from '../apiserver/status.ts';
import type { VirtualKind } from '../apiserver/virtual-kind.ts';
import type { KubernetesObject } from '../object.ts';
import type { SelfSubjectAccessReview } from '../schemas/generated/types.ts';
import { validateAttributes, validateSelectors } from './access-review/attributes.ts';
import { requireEmptyMetadata } from './access-review/metadata.ts';
import { accessStatus } from './access-review/status.ts';

type Draft = KubernetesObject & Pick<SelfSubjectAccessReview, 'spec'>;

/** May I? */
export const selfSubjectAccessReviewKind: VirtualKind<Draft> = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
  singular: 'selfsubjectaccessreview',
  shortNames: [],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.authorization.v1.SelfSubjectAccessReview',
  answer({ metadata, spec }) {
    const errors = new FieldErrors();
    validateAttributes(spec, errors);
    validateSelectors(spec, errors);
    requireEmptyMetadata(metadata, errors, 'must be empty');
    if (!errors.ok) throw invalid({ ...selfSubjectAccessReviewKind, kind: '' }, '', errors.causes);
    return { spec, status: accessStatus(spec) };
  },
};
