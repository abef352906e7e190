import { FieldErrors } from '../apiserver/field-errors.ts';
import { invalid } from '../apiserver/status.ts';
import type { VirtualKind } from '../apiserver/virtual-kind.ts';
import type { KubernetesObject } from '../object.ts';
import type { SubjectAccessReview } from '../schemas/generated/types.ts';
import { requireEmptyMetadata } from './access-review/metadata.ts';
import { accessStatus } from './access-review/status.ts';
import { validateSubject } from './access-review/subject.ts';

type Draft = KubernetesObject & Pick<SubjectAccessReview, 'spec'>;

/** May somebody? */
export const subjectAccessReviewKind: VirtualKind<Draft> = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SubjectAccessReview',
  plural: 'subjectaccessreviews',
  singular: 'subjectaccessreview',
  shortNames: [],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.authorization.v1.SubjectAccessReview',
  answer({ metadata, spec }) {
    const errors = new FieldErrors();
    validateSubject(spec, errors);
    requireEmptyMetadata(metadata, errors, 'must be empty');
    if (!errors.ok) throw invalid({ ...subjectAccessReviewKind, kind: '' }, '', errors.causes);
    return { spec, status: accessStatus(spec) };
  },
};
