import type { VirtualKind } from '../apiserver/virtual-kind.ts';
import { userStatus } from './token-review/user-status.ts';

/** Who am I? */
export const selfSubjectReviewKind: VirtualKind = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectReview',
  plural: 'selfsubjectreviews',
  singular: 'selfsubjectreview',
  shortNames: [],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.authentication.v1.SelfSubjectReview',
  answer: (_draft, { user, timestamp }) => ({
    metadata: { creationTimestamp: timestamp },
    status: { userInfo: userStatus(user) },
  }),
};
