import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
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
import { negotiate, preferred } from './negotiation.ts';
import { answerOpenApi } from './openapi.ts';
import type { KubernetesRequest } from './request.ts';
import { documentResponse, jsonResponse, textResponse, unknownPath, versioned } from './response.ts';

const HEALTH = new Set(['/healthz', '/livez', '/readyz', '/healthz/ping', '/livez/ping', '/readyz/ping']);

/** Everything that isn't an object: discovery, the version, health, OpenAPI. */
export function answerOther(path: string, request: KubernetesRequest): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed();
  if (HEALTH.has(path)) return answerHealth(path, request.query.has('verbose'));
  if (path === '/version') return indented(versionInfo);
  if (path === '/') return indented({ paths: rootPaths() });
  if (path.startsWith('/openapi/')) return answerOpenApi(path, request);
  return answerDiscovery(path, request) ?? unknownPath();
}

/** Some of what isn't an object is written for humans, whoever asks. */
function indented(value: object): Response {
  return documentResponse(JSON.stringify(value, null, 2));
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
    const core = root === 'api';
    const form = preferred(request.accept, ['discovery'])?.form;
    if (request.accept !== null && form?.as === 'discovery') {
      return aggregatedResponse(core ? 'core' : 'groups', form.version, request.ifNoneMatch);
    }
    negotiate(request.accept, ['object']);
    return jsonResponse(core ? coreVersions() : groupList(servedKinds));
  }
  negotiate(request.accept, ['object']);
  if (root === 'api') return version === '' ? optional(resourceList(servedKinds, '', group)) : undefined;
  return optional(version === '' ? groupOf(servedKinds, group) : resourceList(servedKinds, group, version));
}

function optional(body: object | undefined): Response | undefined {
  return body === undefined ? undefined : jsonResponse(body);
}

/** By which documents, and of which version of their form. */
const aggregatedDocuments = new Map<string, { readonly text: string; readonly hash: string }>();

/** They are the same for every sandbox, and made when they are first asked for. */
function aggregatedDocument(which: 'core' | 'groups', version: 'v2' | 'v2beta1') {
  const key = `${which} ${version}`;
  const known = aggregatedDocuments.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(aggregated(servedKinds, which, version));
  const made = { text, hash: bytesToHex(sha512(utf8ToBytes(text))).toUpperCase() };
  aggregatedDocuments.set(key, made);
  return made;
}

function aggregatedResponse(
  which: 'core' | 'groups',
  version: 'v2' | 'v2beta1',
  ifNoneMatch: string | null,
): Response {
  const { text, hash } = aggregatedDocument(which, version);
  const response = jsonResponse(text);
  const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
  response.headers.set('Content-Type', type);
  return versioned(response, hash, ifNoneMatch, { Vary: 'Accept', 'Cache-Control': 'public' });
}
