import { badRequest } from '../apiserver/status.ts';
import type { VirtualKind } from '../apiserver/virtual-kind.ts';
import type { KubernetesObject } from '../object.ts';
import type { SelfSubjectRulesReview, SubjectRulesReviewStatus } from '../schemas/generated/types.ts';

type Draft = KubernetesObject & Pick<SelfSubjectRulesReview, 'spec'>;

/** What an authorizer that allows everything knows of rules. */
const EVERYTHING: SubjectRulesReviewStatus = {
  resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  incomplete: false,
};

/** What may I do in a namespace? */
export const selfSubjectRulesReviewKind: VirtualKind<Draft> = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectRulesReview',
  plural: 'selfsubjectrulesreviews',
  singular: 'selfsubjectrulesreview',
  shortNames: [],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.authorization.v1.SelfSubjectRulesReview',
  answer({ spec: { namespace = '' } }) {
    if (namespace === '') throw badRequest('no namespace on request');
    // Upstream's answer is an object of its own, without what was asked.
    return { spec: {}, status: EVERYTHING };
  },
};
