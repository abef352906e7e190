import { subresourcesOf, verbsOf } from '../../engine/kubernetes/apiserver/discovery.ts';
import { methodNotAllowed, pageNotFound } from '../../engine/kubernetes/apiserver/status.ts';
import { KUBERNETES_VERSION } from '../../engine/kubernetes/apiserver/version.ts';
import { kinds } from '../../engine/kubernetes/kinds/index.ts';
import { createOpenApi, PROTOBUF_CONTENT_TYPE } from '../../engine/kubernetes/openapi/openapi.ts';
import type { KubernetesRequest } from './request.ts';
import { jsonResponse } from './response.ts';

/** The documents are the same for every sandbox. */
const openApi = createOpenApi(
  kinds.map((kind) => ({
    ...kind,
    verbs: verbsOf(kind),
    subresources: subresourcesOf(kind).map(({ name }) => name),
  })),
  KUBERNETES_VERSION,
);

const V3 = '/openapi/v3';

export function answerOpenApi(path: string, { method, accept }: KubernetesRequest): Response {
  if (method !== 'GET') throw methodNotAllowed();
  if (path === '/openapi/v2') return answerV2(accept ?? '');
  if (path === V3) return jsonResponse(openApi.index());
  const document = path.startsWith(`${V3}/`) ? openApi.document(path.slice(V3.length + 1)) : undefined;
  if (document === undefined) throw pageNotFound();
  const response = jsonResponse(document.text);
  response.headers.set('ETag', `"${document.hash}"`);
  return response;
}

function answerV2(accept: string): Response {
  if (!accept.includes('proto-openapi')) return jsonResponse(openApi.swagger());
  return new Response(openApi.swaggerProtobuf(), { headers: { 'Content-Type': PROTOBUF_CONTENT_TYPE } });
}
