import { DecodeError, decode } from '../../engine/kubernetes/apiserver/decode.ts';
import { ApiError } from '../../engine/kubernetes/apiserver/status.ts';
import { tokenReviewKind } from '../../engine/kubernetes/kinds/token-review.ts';
import { type Credential, type Signer, verify } from '../auth/credential.ts';
import { parseBody } from './body.ts';
import type { KubernetesRequest } from './request.ts';

/**
 * What the token of a TokenReview is good for, if it is one of the sandbox's. To verify a signature takes a while,
 * which no answer may: so it is done before the request's turn.
 */
export async function reviewedCredential(
  signer: Signer,
  request: KubernetesRequest,
  sandboxId: string,
): Promise<Credential | undefined> {
  const token = tokenUnderReview(request);
  const credential = token === undefined ? undefined : await verify(signer, token);
  return credential?.sandboxId === sandboxId ? credential : undefined;
}

/** Undefined where there is none, or where the answer will say what is wrong. */
function tokenUnderReview(request: KubernetesRequest): string | undefined {
  const { method, target } = request;
  const { group, plural, definition } = tokenReviewKind;
  if (method !== 'POST' || target.type !== 'resource') return undefined;
  if (target.group !== group || target.plural !== plural) return undefined;
  try {
    const { spec } = decode(
      'io.k8s.api.authentication.v1.TokenReview',
      parseBody(request, definition),
      'Ignore',
    ).object;
    return spec.token;
  } catch (error) {
    if (error instanceof ApiError || error instanceof DecodeError) return undefined;
    throw error;
  }
}
