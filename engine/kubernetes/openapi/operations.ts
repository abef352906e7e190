import { META_PACKAGE } from '../schemas/api-groups.ts';
import { PATCH } from '../schemas/special-types.ts';
import {
  type GroupVersionKind,
  groupTitle,
  rootOf,
  type ServedKind,
  tagOf,
  versionTitle,
} from './served-kind.ts';

export type Method = 'delete' | 'get' | 'patch' | 'post' | 'put';

/** One operation of the API, in the terms that both versions of OpenAPI share. */
export interface Operation {
  readonly path: string;
  readonly method: Method;
  /** x-kubernetes-action. */
  readonly action: string;
  readonly id: string;
  readonly description: string;
  readonly tag: string;
  readonly gvk: GroupVersionKind;
  /** Definition of the body. */
  readonly body?: string;
  /** Definition of the answer; absent where it is text or a stream. */
  readonly answer?: string;
  /** Status codes that have the answer. */
  readonly codes: readonly string[];
}

const STATUS = `${META_PACKAGE}.Status`;
const DELETE_OPTIONS = `${META_PACKAGE}.DeleteOptions`;

interface Verb {
  readonly method: Method;
  readonly action: string;
  readonly id: string;
  readonly says: (kind: string) => string;
  readonly codes: readonly string[];
}

const VERBS: Readonly<Record<string, Verb>> = {
  create: {
    method: 'post',
    action: 'post',
    id: 'create',
    says: (kind) => `create ${article(kind)}`,
    codes: ['200', '201', '202'],
  },
  delete: {
    method: 'delete',
    action: 'delete',
    id: 'delete',
    says: (kind) => `delete ${article(kind)}`,
    codes: ['200', '202'],
  },
  deletecollection: {
    method: 'delete',
    action: 'deletecollection',
    id: 'delete',
    says: (kind) => `delete collection of ${kind}`,
    codes: ['200'],
  },
  get: {
    method: 'get',
    action: 'get',
    id: 'read',
    says: (kind) => `read the specified ${kind}`,
    codes: ['200'],
  },
  list: {
    method: 'get',
    action: 'list',
    id: 'list',
    says: (kind) => `list or watch objects of kind ${kind}`,
    codes: ['200'],
  },
  patch: {
    method: 'patch',
    action: 'patch',
    id: 'patch',
    says: (kind) => `partially update the specified ${kind}`,
    codes: ['200', '201'],
  },
  update: {
    method: 'put',
    action: 'put',
    id: 'replace',
    says: (kind) => `replace the specified ${kind}`,
    codes: ['200', '201'],
  },
};

interface Subresource {
  readonly verbs: readonly string[];
  /** Where the subresource is of a kind of its own. */
  readonly definition?: string;
  readonly gvk?: GroupVersionKind;
  /** Streams, which any method opens. */
  readonly connects?: true;
}

const WRITABLE = { verbs: ['get', 'patch', 'update'] };
const CONNECTS: Subresource = { verbs: ['create', 'get'], connects: true };

const SUBRESOURCES: Readonly<Record<string, Subresource>> = {
  attach: CONNECTS,
  binding: {
    verbs: ['create'],
    definition: 'io.k8s.api.core.v1.Binding',
    gvk: { group: '', kind: 'Binding', version: 'v1' },
  },
  ephemeralcontainers: WRITABLE,
  eviction: {
    verbs: ['create'],
    definition: 'io.k8s.api.policy.v1.Eviction',
    gvk: { group: 'policy', kind: 'Eviction', version: 'v1' },
  },
  exec: CONNECTS,
  finalize: { verbs: ['update'] },
  log: { verbs: ['get'] },
  portforward: CONNECTS,
  proxy: CONNECTS,
  resize: WRITABLE,
  scale: {
    ...WRITABLE,
    definition: 'io.k8s.api.autoscaling.v1.Scale',
    gvk: { group: 'autoscaling', kind: 'Scale', version: 'v1' },
  },
  status: WRITABLE,
  token: {
    verbs: ['create'],
    definition: 'io.k8s.api.authentication.v1.TokenRequest',
    gvk: { group: 'authentication.k8s.io', kind: 'TokenRequest', version: 'v1' },
  },
};

function article(kind: string): string {
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function bodyOf(verb: string, definition: string): string | undefined {
  if (verb === 'create' || verb === 'update') return definition;
  if (verb === 'patch') return PATCH;
  return verb === 'delete' || verb === 'deletecollection' ? DELETE_OPTIONS : undefined;
}

function answerOf(verb: string, served: ServedKind): string {
  if (verb === 'list') return `${served.definition}List`;
  return verb === 'deletecollection' ? STATUS : served.definition;
}

function collectionPath(served: ServedKind): string {
  const scope = served.namespaced ? 'namespaces/{namespace}/' : '';
  return `/${rootOf(served)}/${scope}${served.plural}`;
}

function idOf(verb: Verb, served: ServedKind, suffix: string): string {
  const group = groupTitle(served.group) + versionTitle(served.version);
  const scope =
    (verb.action === 'deletecollection' ? 'Collection' : '') + (served.namespaced ? 'Namespaced' : '');
  return verb.id + group + scope + served.kind + suffix;
}

function operationOf(served: ServedKind, name: string): Operation[] {
  const verb = VERBS[name];
  if (verb === undefined) return [];
  const { group, kind, version } = served;
  const collection = collectionPath(served);
  const onCollection = ['create', 'deletecollection', 'list'].includes(name);
  const body = bodyOf(name, served.definition);
  const operation: Operation = {
    path: onCollection ? collection : `${collection}/{name}`,
    method: verb.method,
    action: verb.action,
    id: idOf(verb, served, ''),
    description: verb.says(kind),
    tag: tagOf(served),
    gvk: { group, kind, version },
    ...(body === undefined ? {} : { body }),
    answer: answerOf(name, served),
    codes: verb.codes,
  };
  if (name !== 'list' || !served.namespaced) return [operation];
  const path = `/${rootOf(served)}/${served.plural}`;
  const id = `list${groupTitle(group)}${versionTitle(version)}${kind}ForAllNamespaces`;
  return [operation, { ...operation, path, id }];
}

function connectionOf(served: ServedKind, name: string, method: 'get' | 'post'): Operation {
  const { group, kind, version } = served;
  const verb = `connect${groupTitle(group)}${versionTitle(version)}${capitalized(method)}`;
  return {
    path: `${collectionPath(served)}/{name}/${name}`,
    method,
    action: 'connect',
    id: `${verb}${served.namespaced ? 'Namespaced' : ''}${kind}${capitalized(name)}`,
    description: `connect ${method.toUpperCase()} requests to ${name} of ${kind}`,
    tag: tagOf(served),
    gvk: { group, kind: `${kind}${capitalized(name)}Options`, version },
    codes: ['200'],
  };
}

function subresourceOperations(served: ServedKind, name: string): Operation[] {
  const subresource = SUBRESOURCES[name];
  if (subresource === undefined) return [];
  if (subresource.connects) return [connectionOf(served, name, 'get'), connectionOf(served, name, 'post')];
  const { group, kind, version } = served;
  const definition = subresource.definition ?? served.definition;
  return subresource.verbs.flatMap((verbName) => {
    const verb = VERBS[verbName];
    if (verb === undefined) return [];
    const body = bodyOf(verbName, definition);
    return {
      path: `${collectionPath(served)}/{name}/${name}`,
      method: verb.method,
      action: verb.action,
      id: idOf(verb, served, capitalized(name)),
      description: `${verb.says(kind).replace(kind, `${name} of ${kind}`)}`,
      tag: tagOf(served),
      gvk: subresource.gvk ?? { group, kind, version },
      ...(body === undefined ? {} : { body }),
      ...(name === 'log' ? {} : { answer: definition }),
      codes: verb.codes,
    };
  });
}

/** All operations of a kind. */
export function operationsOf(served: ServedKind): Operation[] {
  return [
    ...served.verbs.flatMap((verb) => operationOf(served, verb)),
    ...served.subresources.flatMap((name) => subresourceOperations(served, name)),
  ];
}
