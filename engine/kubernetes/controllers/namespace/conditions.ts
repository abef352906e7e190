import type { NamespaceObject } from '../../kinds/namespace.ts';

type Conditions = NonNullable<NamespaceObject['status']['conditions']>;

/** What is left of a namespace's content. */
export interface Remaining {
  /** How many objects of each resource, as in `pods.` and `deployments.apps`. */
  readonly resources: ReadonlyMap<string, number>;
  /** How many objects each finalizer holds back. */
  readonly finalizers: ReadonlyMap<string, number>;
  /** Why objects could not be deleted. */
  readonly failures: readonly string[];
}

interface Finding {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** What upstream says of each condition while nothing is wrong, in its order. */
const FINE: readonly Finding[] = [
  fine('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
  fine(
    'NamespaceDeletionGroupVersionParsingFailure',
    'ParsedGroupVersions',
    'All legacy kube types successfully parsed',
  ),
  fine(
    'NamespaceDeletionContentFailure',
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ),
  fine('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'),
  fine(
    'NamespaceFinalizersRemaining',
    'ContentHasNoFinalizers',
    'All content-preserving finalizers finished',
  ),
];

function fine(type: string, reason: string, message: string): Finding {
  return { type, status: 'False', reason, message };
}

function trouble(type: string, reason: string, message: string): Finding {
  return { type, status: 'True', reason, message };
}

function listed(counts: ReadonlyMap<string, number>, link: string): string {
  return [...counts]
    .map(([what, count]) => `${what} ${link} ${count} resource instances`)
    .sort()
    .join(', ');
}

function findings({ resources, finalizers, failures }: Remaining): Finding[] {
  const found: Finding[] = [];
  if (failures.length > 0) {
    const message = `Failed to delete all resource types, ${failures.length} remaining: ${[...failures].sort().join(', ')}`;
    found.push(trouble('NamespaceDeletionContentFailure', 'ContentDeletionFailed', message));
  }
  if (resources.size > 0) {
    const message = `Some resources are remaining: ${listed(resources, 'has')}`;
    found.push(trouble('NamespaceContentRemaining', 'SomeResourcesRemain', message));
  }
  if (finalizers.size > 0) {
    const message = `Some content in the namespace has finalizers remaining: ${listed(finalizers, 'in')}`;
    found.push(trouble('NamespaceFinalizersRemaining', 'SomeFinalizersRemain', message));
  }
  return found;
}

/** The conditions of a namespace that is being deleted. */
export function terminatingConditions(
  current: Conditions,
  remaining: Remaining,
  timestamp: string,
): Conditions {
  const found = new Map(findings(remaining).map((finding) => [finding.type, finding]));
  const owned = FINE.map((calm): Conditions[number] => {
    const finding = found.get(calm.type) ?? calm;
    const before = current.find(({ type }) => type === calm.type);
    const since = before?.status === finding.status ? before.lastTransitionTime : timestamp;
    return { ...finding, lastTransitionTime: since };
  });
  const types = new Set(FINE.map(({ type }) => type));
  return [...current.filter(({ type }) => !types.has(type)), ...owned];
}
