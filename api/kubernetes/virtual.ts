import { methodNotAllowed, pageNotFound } from '../../engine/kubernetes/apiserver/status.ts';
import { createVirtual, type VirtualKind } from '../../engine/kubernetes/apiserver/virtual-kind.ts';
import { negotiate } from './negotiation.ts';
import type { ResourceTarget } from './path.ts';
import { type KubernetesRequest, writeParameters } from './request.ts';
import { jsonResponse } from './response.ts';
import { bodyOf } from './write.ts';

/** A kind that is only created. @param timestamp virtual time as objects carry it */
export function answerVirtual(
  kind: VirtualKind,
  { namespace, name }: ResourceTarget,
  request: KubernetesRequest,
  timestamp: string,
): Response {
  // There is one path, that of creation: not even all namespaces together are one.
  if (name !== undefined || kind.namespaced !== (namespace !== undefined)) throw pageNotFound();
  if (request.method !== 'POST') throw methodNotAllowed();
  negotiate(request.accept, ['object']);
  const { fieldValidation } = writeParameters(request, 'create');
  const { object, warnings } = bodyOf({ kind, request }, fieldValidation);
  const { user, tokenUser } = request;
  const answer = createVirtual(kind, namespace ?? '', object, { user, tokenUser, timestamp });
  return jsonResponse(answer, 201, warnings);
}
