/** What the documents have to know of a kind that the API server serves. */
export interface ServedKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** As in `io.k8s.api.core.v1.Pod`. */
  readonly definition: string;
  readonly verbs: readonly string[];
  readonly subresources: readonly string[];
}

/** metav1.GroupVersionKind, as the x-kubernetes-group-version-kind extension has it. */
export interface GroupVersionKind {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
}

/** `api/v1` or `apis/apps/v1`: where a group version is served, and the name of its document. */
export function rootOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The group as operation ids spell it: `Core`, `Apps`, `RbacAuthorization`. */
export function groupTitle(group: string): string {
  if (group === '') return 'Core';
  return group
    .replace(/\.k8s\.io$/, '')
    .split('.')
    .map(capitalized)
    .join('');
}

/** The version as operation ids spell it: `V1`. */
export function versionTitle(version: string): string {
  return capitalized(version);
}

/** `core_v1`, `rbacAuthorization_v1`. */
export function tagOf({ group, version }: { readonly group: string; readonly version: string }): string {
  const title = groupTitle(group);
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}_${version}`;
}
