import { create } from '../../apiserver/create.ts';
import { remove } from '../../apiserver/delete.ts';
import { sameJson } from '../../apiserver/equality.ts';
import { ApiError } from '../../apiserver/status.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import { type Controller, keyOfChange } from '../../controller.ts';
import { type EndpointSliceObject, endpointSliceKind } from '../../kinds/endpoint-slice.ts';
import { type EndpointsObject, endpointsKind } from '../../kinds/endpoints.ts';
import { serviceKind } from '../../kinds/service.ts';
import { draftMetadata, splitKey } from '../../object.ts';
import { controllerAuthor } from '../controller-author.ts';
import { controllerReference } from '../controller-reference.ts';
import { TRIGGER_TIME_ANNOTATION } from '../endpoint-slice/members.ts';
import { MANAGED_BY_LABEL, MIRROR_MANAGER, mirrorsByEndpoints, SERVICE_NAME_LABEL } from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { type MirroredSlice, mirroredSlices, sliceKey } from './desired.ts';

const author = controllerAuthor('endpointslicemirroring-controller');

/** Endpoints with this label have slices of their own. */
const SKIP_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
/** Endpoints with this annotation are locks, not addresses. */
const LOCK_ANNOTATION = 'control-plane.alpha.kubernetes.io/leader';
/** What the slices don't take over from their Endpoints. */
const OWN_ANNOTATIONS = new Set([
  TRIGGER_TIME_ANNOTATION,
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/**
 * Makes slices of Endpoints that users write for services without a selector (upstream's
 * pkg/controller/endpointslicemirroring).
 */
export const endpointSliceMirroringController: Controller = {
  name: 'endpointslicemirroring',
  index(cluster) {
    mirrorsByEndpoints.attach(cluster);
  },
  watches: {
    endpoints: keyOfChange,
    services: keyOfChange,
    'endpointslices.discovery.k8s.io': ({ entry: { object } }) => {
      const { namespace = '', labels = {} } = object.metadata;
      const service = labels[SERVICE_NAME_LABEL];
      return service === undefined || labels[MANAGED_BY_LABEL] !== MIRROR_MANAGER
        ? []
        : [`${namespace}/${service}`];
    },
  },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const endpoints = cluster.store.get(endpointsKind, namespace, name);
    const service = cluster.store.get(serviceKind, namespace, name);
    const mirrored =
      endpoints !== undefined &&
      isMirrored(endpoints) &&
      service !== undefined &&
      service.spec.selector === undefined;
    const wanted = mirrored ? mirroredSlices(endpoints) : new Map<string, MirroredSlice>();
    try {
      writeSlices(cluster, key, endpoints, wanted);
    } catch (error) {
      if (!(error instanceof ApiError && isNamespaceTerminating(error))) throw error;
    }
    return undefined;
  },
};

function isMirrored({ metadata: { labels = {}, annotations = {} } }: EndpointsObject): boolean {
  return labels[SKIP_LABEL] !== 'true' && !Object.hasOwn(annotations, LOCK_ANNOTATION);
}

function writeSlices(
  cluster: Cluster,
  key: string,
  endpoints: EndpointsObject | undefined,
  wanted: ReadonlyMap<string, MirroredSlice>,
): void {
  const missing = new Map(wanted);
  for (const slice of mirrorsByEndpoints.sorted(cluster, key)) {
    const own = sliceKey(slice.addressType, slice.ports ?? []);
    const content = missing.get(own);
    const { namespace = '', name } = slice.metadata;
    if (endpoints === undefined || content === undefined) {
      remove(cluster, endpointSliceKind, { namespace, name }, { author: author.delete });
      continue;
    }
    missing.delete(own);
    const { annotations: _before, ...metadata } = slice.metadata;
    const draft = { ...slice, metadata: { ...metadata, ...headOf(endpoints) }, ...content };
    if (sameJson(draft, slice)) continue;
    update(cluster, endpointSliceKind, { namespace, name }, draft, { author: author.update });
  }
  if (endpoints === undefined) return;
  for (const content of missing.values()) createSlice(cluster, endpoints, content);
}

/** What the slices take over from their Endpoints. */
function headOf({
  metadata,
}: EndpointsObject): Pick<EndpointSliceObject['metadata'], 'labels' | 'annotations'> {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => !OWN_ANNOTATIONS.has(key));
  return {
    labels: {
      ...metadata.labels,
      [MANAGED_BY_LABEL]: MIRROR_MANAGER,
      [SERVICE_NAME_LABEL]: metadata.name,
    },
    ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
  };
}

function createSlice(cluster: Cluster, endpoints: EndpointsObject, content: MirroredSlice): void {
  const { name, namespace = '' } = endpoints.metadata;
  const draft: EndpointSliceObject = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: draftMetadata({
      generateName: `${name}-`,
      ...headOf(endpoints),
      ownerReferences: [controllerReference(endpointsKind, endpoints)],
    }),
    ...content,
  };
  create(cluster, endpointSliceKind, namespace, draft, { author: author.create });
}
