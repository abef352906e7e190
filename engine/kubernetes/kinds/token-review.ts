import { badRequest } from '../apiserver/status.ts';
import { authenticated } from '../apiserver/user.ts';
import type { VirtualKind } from '../apiserver/virtual-kind.ts';
import type { KubernetesObject } from '../object.ts';
import type { TokenReview } from '../schemas/generated/types.ts';
import { userStatus } from './token-review/user-status.ts';

type Draft = KubernetesObject & Pick<TokenReview, 'spec'>;

/** The API server's own audience, as kubeadm sets it up (--api-audiences). */
const AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

/** Whose is this token? */
export const tokenReviewKind: VirtualKind<Draft> = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'TokenReview',
  plural: 'tokenreviews',
  singular: 'tokenreview',
  shortNames: [],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.authentication.v1.TokenReview',
  answer({ metadata, spec }, { tokenUser }) {
    const { token = '', audiences = [] } = spec;
    if (token === '') throw badRequest('token is required for TokenReview in authentication');
    const isMeant = audiences.length === 0 || audiences.includes(AUDIENCE);
    const user = isMeant ? tokenUser : undefined;
    const status =
      user === undefined
        ? { user: {}, error: 'invalid bearer token' }
        : { authenticated: true, user: userStatus(authenticated(user)), audiences: [AUDIENCE] };
    return { metadata, spec, status };
  },
};
