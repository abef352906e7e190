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

const CUSTOM_RESOURCES = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };

/**
 * There are no custom resources, and discovery names no such group. But kubectl lists them before it says of a
 * manifest that there are `no matches for kind`, and says something else where it can't.
 */
export function customResourceDefinitions(
  {
    group,
    version,
    plural,
    name,
  }: { group: string; version: string; plural: string; name?: string | undefined },
  resourceVersion: number,
): object | undefined {
  if (group !== CUSTOM_RESOURCES.group || plural !== CUSTOM_RESOURCES.plural || name !== undefined)
    return undefined;
  const metadata = { resourceVersion: String(resourceVersion) };
  return { kind: 'CustomResourceDefinitionList', apiVersion: `${group}/${version}`, metadata, items: [] };
}

export const SERVER_SIDE_APPLY_MISSING = new ApiError(
  415,
  'UnsupportedMediaType',
  'server-side apply is not available in this version of Atoll - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json',
);
