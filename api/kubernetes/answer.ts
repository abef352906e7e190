import { subresourcesOf, verbsOf } from '../../engine/kubernetes/apiserver/discovery.ts';
import type { ApiResource, Kind, Verb } from '../../engine/kubernetes/apiserver/kind.ts';
import { ApiError, methodNotAllowed, pageNotFound } from '../../engine/kubernetes/apiserver/status.ts';
import type { Cluster } from '../../engine/kubernetes/cluster.ts';
import { kinds, servedKinds, virtualKinds } from '../../engine/kubernetes/kinds/index.ts';
import type { Sandbox } from '../../engine/sandbox.ts';
import { answerBinding, answerEviction } from './created.ts';
import { emptyList, MISSING_SUBRESOURCES } from './missing.ts';
import { answerOther } from './other.ts';
import { booleanParameter } from './parameters.ts';
import type { ResourceTarget } from './path.ts';
import { answerList, answerObject } from './read.ts';
import type { KubernetesRequest } from './request.ts';
import { addWarning, errorResponse, jsonResponse, unknownPath } from './response.ts';
import { answerScale } from './scale.ts';
import { answerVirtual } from './virtual.ts';
import { answerWatch } from './watch.ts';
import { answerCreate, answerDelete, answerDeleteCollection, answerPatch, answerUpdate } from './write.ts';

/** One resource of a cluster that a request is about. */
export interface Call {
  readonly sandbox: Sandbox;
  readonly cluster: Cluster;
  readonly kind: Kind;
  readonly request: KubernetesRequest;
  /** Undefined: all namespaces, or none. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  /** A named object isn't watched by `?watch=true`, only by its own path: see Target. */
  readonly watch: boolean;
}

const GROUP_VERSIONS = new Set(servedKinds.map(({ group, version }) => `${group}/${version}`));

function byPath<K extends ApiResource>(all: readonly K[]): ReadonlyMap<string, K> {
  return new Map(all.map((kind) => [`${kind.group}/${kind.version}/${kind.plural}`, kind]));
}

const BY_PATH = byPath(kinds);
const VIRTUAL_BY_PATH = byPath(virtualKinds);

/** Answers a request that has been read: synchronous, so that nothing comes between its reads and its writes. */
export function answerKubernetes(sandbox: Sandbox, request: KubernetesRequest): Response {
  return orError(() => {
    const { cluster } = sandbox;
    if (cluster === undefined) throw pageNotFound();
    if (request.target.type === 'other') return answerOther(request.target.path, request);
    if (request.method === 'GET') {
      const none = emptyList(request.target, cluster.store.revision);
      if (none !== undefined) return jsonResponse(none);
    }
    const { group, version, plural } = request.target;
    if (!GROUP_VERSIONS.has(`${group}/${version}`)) return unknownPath();
    const virtual = VIRTUAL_BY_PATH.get(`${group}/${version}/${plural}`);
    if (virtual !== undefined) return answerVirtual(virtual, request.target, request, cluster.timestamp);
    const call = callOf(sandbox, cluster, request.target, request);
    const response = orError(() => answerResource(call));
    if (call.kind.deprecation !== undefined) addWarning(response, call.kind.deprecation);
    return response;
  });
}

function orError(answer: () => Response): Response {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  }
}

function callOf(
  sandbox: Sandbox,
  cluster: Cluster,
  target: ResourceTarget,
  request: KubernetesRequest,
): Call {
  const kind = BY_PATH.get(`${target.group}/${target.version}/${target.plural}`);
  if (kind === undefined) throw pageNotFound();
  const { namespace, name, subresource } = target;
  // A namespaced object can't be addressed without its namespace, nor a cluster-scoped one within one.
  if (kind.namespaced ? name !== undefined && namespace === undefined : namespace !== undefined)
    throw pageNotFound();
  const watch = target.watch || (name === undefined && booleanParameter(request.query, 'watch') === true);
  return { sandbox, cluster, kind, request, namespace, name, subresource, watch };
}

function answerResource(call: Call): Response {
  const { subresource } = call;
  if (subresource === 'scale' && call.kind.scale !== undefined) return answerScale(call);
  const part = subresourcesOf(call.kind).find((each) => each.name === subresource);
  if (subresource !== undefined && part === undefined) {
    throw MISSING_SUBRESOURCES.get(`${call.kind.plural}/${subresource.split('/')[0]}`) ?? pageNotFound();
  }
  const verb = verbOf(call);
  if (verb === undefined || !(part?.verbs ?? verbsOf(call.kind)).includes(verb)) throw methodNotAllowed();
  const create = CREATED[subresource === undefined ? call.kind.plural : `${call.kind.plural}/${subresource}`];
  return verb === 'create' && create !== undefined ? create(call) : ANSWERS[verb](call);
}

const ANSWERS: Readonly<Record<Verb, (call: Call) => Response>> = {
  create: answerCreate,
  delete: answerDelete,
  deletecollection: answerDeleteCollection,
  get: answerObject,
  list: answerList,
  patch: answerPatch,
  update: answerUpdate,
  watch: answerWatch,
};

/** What is created to make something happen, and isn't stored. */
const CREATED: Readonly<Record<string, (call: Call) => Response>> = {
  bindings: answerBinding,
  'pods/binding': answerBinding,
  'pods/eviction': answerEviction,
};

/** What a request wants, in the words of discovery; undefined where its method has no meaning there. */
function verbOf({ kind, request, namespace, name, subresource, watch }: Call): Verb | undefined {
  if (request.method === 'GET') return watch ? 'watch' : name === undefined ? 'list' : 'get';
  if (request.target.type === 'resource' && request.target.watch) return undefined;
  // All namespaces together can only be read.
  if (kind.namespaced && namespace === undefined) return undefined;
  switch (request.method) {
    case 'POST':
      return name === undefined || subresource !== undefined ? 'create' : undefined;
    case 'PUT':
      return name === undefined ? undefined : 'update';
    case 'PATCH':
      return name === undefined ? undefined : 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      return undefined;
  }
}
