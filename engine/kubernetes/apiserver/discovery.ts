import { apiVersionOf, type Subresource, type Verb } from './kind.ts';
import { type AnyKind, isVirtual } from './virtual-kind.ts';

/** What every stored kind can be asked for, in discovery's order. */
const VERBS: readonly Verb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

export function verbsOf(kind: AnyKind): readonly Verb[] {
  return isVirtual(kind) ? ['create'] : (kind.verbs ?? VERBS);
}

const SCALE: Subresource = {
  name: 'scale',
  verbs: ['get', 'patch', 'update'],
  responseKind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
};
const STATUS: Subresource = { name: 'status', verbs: ['get', 'patch', 'update'] };

/** The subresources that a kind serves, by name. */
export function subresourcesOf(kind: AnyKind): readonly Subresource[] {
  if (isVirtual(kind)) return [];
  return [
    ...(kind.subresources ?? []),
    ...(kind.scale === undefined ? [] : [SCALE]),
    ...(kind.hasStatus ? [STATUS] : []),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly AnyKind[];
}

/** The group versions served, the core group first; of a group, the preferred version first. */
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

/** The groups served, each with its versions. */
function byGroup(kinds: readonly AnyKind[]): GroupVersion[][] {
  const groups = new Map<string, GroupVersion[]>();
  for (const one of groupVersions(kinds)) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups.values()];
}

function nameOf([first]: readonly GroupVersion[]): string {
  return first?.group ?? '';
}

function apiGroup(group: readonly GroupVersion[]): object {
  const name = nameOf(group);
  const versions = group.map(({ version }) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** `GET /apis`: metav1.APIGroupList. */
export function groupList(kinds: readonly AnyKind[]): object {
  const groups = byGroup(kinds).filter((group) => nameOf(group) !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(apiGroup) };
}

/** `GET /apis/{group}`: metav1.APIGroup; undefined where it isn't served. */
export function groupOf(kinds: readonly AnyKind[], group: string): object | undefined {
  const found = group === '' ? undefined : byGroup(kinds).find((one) => nameOf(one) === group);
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
  const inGroup = ({ group, version, kind: name }: NonNullable<Subresource['responseKind']>) =>
    group === kind.group && version === kind.version ? { kind: name } : { group, version, kind: name };
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
    ...subresourcesOf(kind).map(({ name, verbs, responseKind = kind }) => ({
      name: `${plural}/${name}`,
      singularName: '',
      namespaced,
      ...inGroup(responseKind),
      verbs,
    })),
  ];
}

/** Both forms of aggregated discovery: `core` for /api, the named groups for /apis. */
export function aggregated(
  kinds: readonly AnyKind[],
  which: 'core' | 'groups',
  version: 'v2' | 'v2beta1',
): object {
  const served = byGroup(kinds).filter((group) => (nameOf(group) === '') === (which === 'core'));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: served.map((group) => ({
      metadata: { ...(which === 'core' ? {} : { name: nameOf(group) }), creationTimestamp: null },
      versions: group.map((one) => ({
        version: one.version,
        resources: byName(one.kinds).map(aggregatedResource),
        freshness: 'Current',
      })),
    })),
  };
}

function aggregatedResource(kind: AnyKind): object {
  const own = { group: kind.group, version: kind.version, kind: kind.kind };
  const subresources = subresourcesOf(kind).map(({ name, verbs, responseKind = own }) => ({
    subresource: name,
    responseKind,
    verbs,
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
