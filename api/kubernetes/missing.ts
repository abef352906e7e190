import { ApiError } from '../../engine/kubernetes/apiserver/status.ts';

function missing(what: string): ApiError {
  return new ApiError(405, 'MethodNotAllowed', `${what} not available in this version of Atoll`, {});
}

/** What a real API server has and this one doesn't yet: refused in words, so that nobody looks for their own mistake. */
export const MISSING_SUBRESOURCES: ReadonlyMap<string, ApiError> = new Map([
  ['pods/log', missing('container logs are')],
  ['pods/exec', missing('exec is')],
  ['pods/attach', missing('attach is')],
  ['pods/portforward', missing('port-forward is')],
  ['pods/proxy', missing('the pod proxy is')],
  ['pods/resize', missing('in-place resize is')],
  ['services/proxy', missing('the service proxy is')],
  ['nodes/proxy', missing('the node proxy is')],
  ['serviceaccounts/token', missing('service account tokens are')],
]);

/**
 * Kinds that discovery doesn't name and that there are no objects of, by `group/plural`. But kubectl lists them on the
 * way to something else, and fails or says less where it can't.
 */
const EMPTY_LISTS: ReadonlyMap<string, string> = new Map([
  // Before it says of a manifest that there are `no matches for kind`.
  ['apiextensions.k8s.io/customresourcedefinitions', 'CustomResourceDefinitionList'],
  // `describe namespace`.
  ['/resourcequotas', 'ResourceQuotaList'],
  ['/limitranges', 'LimitRangeList'],
  // `cluster-info dump`.
  ['/replicationcontrollers', 'ReplicationControllerList'],
  ['apps/daemonsets', 'DaemonSetList'],
]);

/** The list of a kind that is asked for and has no objects, or undefined where it isn't one of these. */
export function emptyList(
  {
    group,
    version,
    plural,
    name,
  }: { group: string; version: string; plural: string; name?: string | undefined },
  resourceVersion: number,
): object | undefined {
  const kind = EMPTY_LISTS.get(`${group}/${plural}`);
  if (kind === undefined || version !== 'v1' || name !== undefined) return undefined;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return { kind, apiVersion, metadata: { resourceVersion: String(resourceVersion) }, items: [] };
}
