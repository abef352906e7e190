import { apiVersionOf } from './kind.ts';
import { type AnyKind, isVirtual } from './virtual-kind.ts';

/** What every stored kind can be asked for, in discovery's order. */
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

/** Namespaces are deleted one by one. */
export function verbsOf(kind: AnyKind): string[] {
  if (isVirtual(kind)) return ['create'];
  return kind.plural === 'namespaces' ? VERBS.filter((verb) => verb !== 'deletecollection') : VERBS;
}

/** The subresources that a kind serves, by name. */
export function subresourcesOf(kind: AnyKind): string[] {
  if (isVirtual(kind)) return [];
  return [...(kind.scale === undefined ? [] : ['scale']), ...(kind.hasStatus ? ['status'] : [])];
}

interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly AnyKind[];
}

/** The group versions served, the core group first. */
function groupVersions(kinds: readonly AnyKind[]): GroupVersion[] {
  const found = new Map<string, GroupVersion & { kinds: AnyKind[] }>();
  for (const kind of kinds) {
    const key = apiVersionOf(kind);
    const entry = found.get(key) ?? { group: kind.group, version: kind.version, kinds: [] };
    entry.kinds.push(kind);
    found.set(key, entry);
  }
  return [...found.values()].sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
}

function byName(kinds: readonly AnyKind[]): AnyKind[] {
  return [...kinds].sort((a, b) => (a.plural < b.plural ? -1 : 1));
}

/** `GET /api`: metav1.APIVersions. */
export function coreVersions(): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '192.168.49.2:6443' }],
  };
}

function apiGroup({ group, version }: GroupVersion): object {
  const one = { groupVersion: `${group}/${version}`, version };
  return { name: group, versions: [one], preferredVersion: one };
}

/** `GET /apis`: metav1.APIGroupList. */
export function groupList(kinds: readonly AnyKind[]): object {
  const groups = groupVersions(kinds).filter(({ group }) => group !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(apiGroup) };
}

/** `GET /apis/{group}`: metav1.APIGroup; undefined where it isn't served. */
export function groupOf(kinds: readonly AnyKind[], group: string): object | undefined {
  const found = groupVersions(kinds).find((one) => one.group === group && group !== '');
  return found === undefined ? undefined : { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(found) };
}

/** `GET /api/v1` and `/apis/{group}/{version}`: metav1.APIResourceList; undefined where it isn't served. */
export function resourceList(kinds: readonly AnyKind[], group: string, version: string): object | undefined {
  const found = groupVersions(kinds).find((one) => one.group === group && one.version === version);
  if (found === undefined) return undefined;
  const groupVersion = group === '' ? version : `${group}/${version}`;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: byName(found.kinds).flatMap(resources),
  };
}

function resources(kind: AnyKind): object[] {
  const { plural, namespaced } = kind;
  return [
    {
      name: plural,
      singularName: kind.singular,
      namespaced,
      kind: kind.kind,
      verbs: verbsOf(kind),
      ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
      ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    },
    ...subresourcesOf(kind).map((name) => ({
      name: `${plural}/${name}`,
      singularName: '',
      namespaced,
      ...(name === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : { kind: kind.kind }),
      verbs: SUBRESOURCE_VERBS,
    })),
  ];
}

/** Both forms of aggregated discovery: `core` for /api, the named groups for /apis. */
export function aggregated(
  kinds: readonly AnyKind[],
  which: 'core' | 'groups',
  version: 'v2' | 'v2beta1',
): object {
  const served = groupVersions(kinds).filter(({ group }) => (group === '') === (which === 'core'));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: served.map((one) => ({
      metadata: { ...(one.group === '' ? {} : { name: one.group }), creationTimestamp: null },
      versions: [
        { version: one.version, resources: byName(one.kinds).map(aggregatedResource), freshness: 'Current' },
      ],
    })),
  };
}

function aggregatedResource(kind: AnyKind): object {
  const own = { group: kind.group, version: kind.version, kind: kind.kind };
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
  const subresources = subresourcesOf(kind).map((name) => ({
    subresource: name,
    responseKind: name === 'scale' ? scale : own,
    verbs: SUBRESOURCE_VERBS,
  }));
  return {
    resource: kind.plural,
    responseKind: own,
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: verbsOf(kind),
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
