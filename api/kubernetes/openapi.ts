import { subresourcesOf, verbsOf } from '../../engine/kubernetes/apiserver/discovery.ts';
import { methodNotAllowed, pageNotFound } from '../../engine/kubernetes/apiserver/status.ts';
import { KUBERNETES_VERSION } from '../../engine/kubernetes/apiserver/version.ts';
import { servedKinds } from '../../engine/kubernetes/kinds/index.ts';
import { createOpenApi, PROTOBUF_CONTENT_TYPE } from '../../engine/kubernetes/openapi/openapi.ts';
import type { KubernetesRequest } from './request.ts';
import { documentResponse, unknownPath, versioned } from './response.ts';

/** The documents are the same for every sandbox. */
const openApi = createOpenApi(
  servedKinds.map((kind) => ({
    ...kind,
    verbs: verbsOf(kind),
    subresources: subresourcesOf(kind).map(({ name }) => name),
  })),
  KUBERNETES_VERSION,
);

const V3 = '/openapi/v3';

export function answerOpenApi(path: string, request: KubernetesRequest): Response {
  const { method, accept, ifNoneMatch } = request;
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed();
  if (path === '/openapi/v2') return answerV2(accept ?? '', ifNoneMatch);
  if (path === V3)
    return versioned(documentResponse(openApi.index().text), openApi.index().hash, ifNoneMatch);
  return path.startsWith(`${V3}/`) ? answerV3(path.slice(V3.length + 1), request) : unknownPath();
}

function answerV3(root: string, { query, ifNoneMatch }: KubernetesRequest): Response {
  const document = openApi.document(root);
  if (document === undefined) throw pageNotFound();
  const wanted = query.get('hash') || undefined;
  if (wanted !== undefined && wanted !== document.hash) {
    return new Response(null, { status: 301, headers: { Location: `?hash=${document.hash}` } });
  }
  // Only what is named by its hash never changes.
  const kept: Record<string, string> = wanted === undefined ? {} : { 'Cache-Control': 'public, immutable' };
  return versioned(documentResponse(document.text), document.hash, ifNoneMatch, { Vary: 'Accept', ...kept });
}

function answerV2(accept: string, ifNoneMatch: string | null): Response {
  const { text, hash } = openApi.swagger();
  const response = accept.includes('proto-openapi')
    ? new Response(openApi.swaggerProtobuf(), { headers: { 'Content-Type': PROTOBUF_CONTENT_TYPE } })
    : documentResponse(text);
  return versioned(response, hash, ifNoneMatch, { Vary: 'Accept' });
}
