import { pageNotFound } from '../../engine/kubernetes/apiserver/status.ts';
import type { KubernetesRequest } from './request.ts';

export function answerOpenApi(_path: string, _request: KubernetesRequest): Response {
  throw pageNotFound();
}
