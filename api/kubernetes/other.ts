import {
  aggregated,
  coreVersions,
  groupList,
  groupOf,
  resourceList,
} from '../../engine/kubernetes/apiserver/discovery.ts';
import { methodNotAllowed } from '../../engine/kubernetes/apiserver/status.ts';
import { versionInfo } from '../../engine/kubernetes/apiserver/version.ts';
import { servedKinds } from '../../engine/kubernetes/kinds/index.ts';
import { negotiate } from './negotiation.ts';
import { answerOpenApi } from './openapi.ts';
import type { KubernetesRequest } from './request.ts';
import { jsonResponse, textResponse } from './response.ts';

const HEALTH = new Set(['/healthz', '/livez', '/readyz', '/healthz/ping', '/livez/ping', '/readyz/ping']);

/** Everything that isn't an object: discovery, the version, health, OpenAPI. */
export function answerOther(path: string, request: KubernetesRequest): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed();
  if (HEALTH.has(path)) return answerHealth(path, request.query.has('verbose'));
  if (path === '/version') return jsonResponse(versionInfo);
  if (path === '/') return jsonResponse({ paths: rootPaths() });
  if (path.startsWith('/openapi/')) return answerOpenApi(path, request);
  return answerDiscovery(path, request) ?? textResponse('404 page not found\n', 404);
}

function answerHealth(path: string, verbose: boolean): Response {
  return textResponse(verbose ? `[+]ping ok\n[+]log ok\n[+]etcd ok\n${path.slice(1)} check passed\n` : 'ok');
}

function rootPaths(): string[] {
  const groups = [
    ...new Set(
      servedKinds.map(({ group, version }) => (group === '' ? '/api/v1' : `/apis/${group}/${version}`)),
    ),
  ];
  return [
    '/api',
    '/apis',
    ...groups.sort(),
    '/healthz',
    '/livez',
    '/openapi/v2',
    '/openapi/v3',
    '/readyz',
    '/version',
  ];
}

function answerDiscovery(path: string, request: KubernetesRequest): Response | undefined {
  const [root, group = '', version = '', ...rest] = path.split('/').slice(1);
  if (rest.length > 0 || (root !== 'api' && root !== 'apis')) return undefined;
  if (group === '') {
    const form = negotiate(request.accept, ['discovery', 'object']);
    const core = root === 'api';
    if (form.as === 'discovery')
      return aggregatedResponse(
        aggregated(servedKinds, core ? 'core' : 'groups', form.version),
        form.version,
      );
    return jsonResponse(core ? coreVersions() : groupList(servedKinds));
  }
  if (root === 'api') return version === '' ? optional(resourceList(servedKinds, '', group)) : undefined;
  return optional(version === '' ? groupOf(servedKinds, group) : resourceList(servedKinds, group, version));
}

function optional(body: object | undefined): Response | undefined {
  return body === undefined ? undefined : jsonResponse(body);
}

function aggregatedResponse(body: object, version: string): Response {
  const response = jsonResponse(body);
  const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
  response.headers.set('Content-Type', type);
  return response;
}
