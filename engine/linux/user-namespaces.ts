import type { Kernel } from './kernel.ts';
import type { IdRange, NamespaceTable } from './namespaces.ts';
import type { Process } from './process.ts';

/** What stands for an id that a user namespace doesn't show (kernel.overflowuid). */
const OVERFLOW_ID = 65_534;

export type IdKind = 'uid' | 'gid';

/** The host's own user namespace shows every id as it is. */
function mapOf(
  namespaces: NamespaceTable,
  host: string,
  namespace: number,
  kind: IdKind,
): readonly IdRange[] | undefined {
  if (namespace === namespaces.initial().user) return undefined;
  const found = namespaces.get(host, namespace);
  return (kind === 'uid' ? found?.uidMap : found?.gidMap) ?? [];
}

/** Translates an id between the host and a process's user namespace; undefined: it isn't mapped. */
export function mapId(
  namespaces: NamespaceTable,
  { host, namespaces: { user } }: Pick<Process, 'host' | 'namespaces'>,
  kind: IdKind,
  id: number,
  to: 'inside' | 'outside',
): number | undefined {
  const map = mapOf(namespaces, host, user, kind);
  if (map === undefined) return id;
  const from = to === 'inside' ? 'outside' : 'inside';
  const range = map.find((each) => id >= each[from] && id < each[from] + each.count);
  return range === undefined ? undefined : range[to] + id - range[from];
}

/** An id of the host's as a user namespace shows it, with what stands for those that aren't mapped. */
export function shownId(
  namespaces: NamespaceTable,
  process: Pick<Process, 'host' | 'namespaces'>,
  kind: IdKind,
  id: number,
): number {
  return mapId(namespaces, process, kind, id, 'inside') ?? OVERFLOW_ID;
}

/** True where a process may do to what belongs to a user namespace what a capability is for (ns_capable). */
export function isCapableIn(
  { namespaces }: Pick<Kernel, 'namespaces'>,
  process: Process,
  capability: string,
  userNamespace: number,
): boolean {
  const own = process.namespaces.user;
  for (let at: number | undefined = userNamespace; at !== undefined; ) {
    if (at === own) return process.capabilities.includes(capability);
    const namespace = namespaces.get(process.host, at);
    // Whoever made it may do everything in it.
    if (namespace?.parent === own && namespace.ownerUid === process.uid) return true;
    at = namespace?.parent;
  }
  return false;
}

/** The user namespace to which one of the process's namespaces belongs. */
export function ownerOf({ namespaces }: Pick<Kernel, 'namespaces'>, host: string, namespace: number): number {
  return namespaces.get(host, namespace)?.owner ?? namespaces.initial().user;
}
