import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type { SubjectAccessReviewSpec } from '../../schemas/generated/types.ts';
import { validateAttributes, validateSelectors } from './attributes.ts';

/** Upstream's ValidateSubjectAccessReviewSpec. */
export function validateSubject(spec: SubjectAccessReviewSpec, errors: FieldErrors): void {
  validateAttributes(spec, errors);
  const { user = '', groups = [] } = spec;
  if (user === '' && groups.length === 0) {
    errors.invalid('spec.user', user, 'at least one of user or group must be specified');
  }
  validateSelectors(spec, errors);
}
