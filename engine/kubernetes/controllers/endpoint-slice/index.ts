import { ApiError } from '../../apiserver/status.ts';
import { type Controller, keyOfChange } from '../../controller.ts';
import { serviceKind } from '../../kinds/service.ts';
import { splitKey } from '../../object.ts';
import {
  MANAGED_BY_LABEL,
  podsByNamespace,
  SERVICE_NAME_LABEL,
  SLICE_MANAGER,
  selectingServicesByNamespace,
  selectsPods,
  slicesByService,
} from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { keysOfPod } from './members.ts';
import { reconcileSlices } from './reconcile.ts';
import { isOurs } from './slices.ts';

/** Lists the pods behind each service in EndpointSlices (upstream's k8s.io/endpointslice). */
export const endpointSliceController: Controller = {
  name: 'endpointslice',
  index(cluster) {
    podsByNamespace.attach(cluster);
    selectingServicesByNamespace.attach(cluster);
    slicesByService.attach(cluster);
  },
  watches: {
    services: keyOfChange,
    pods: keysOfPod,
    'endpointslices.discovery.k8s.io': ({ entry: { object } }) => {
      const { namespace = '', labels = {} } = object.metadata;
      const service = labels[SERVICE_NAME_LABEL];
      const managed = labels[MANAGED_BY_LABEL] === SLICE_MANAGER;
      return service === undefined || !managed || isOurs(object) ? [] : [`${namespace}/${service}`];
    },
  },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const service = cluster.store.get(serviceKind, namespace, name);
    // The slices of a service that is gone are the garbage collector's.
    if (service === undefined || !selectsPods(service)) return undefined;
    try {
      return reconcileSlices(cluster, service);
    } catch (error) {
      if (!(error instanceof ApiError && isNamespaceTerminating(error))) throw error;
      return undefined;
    }
  },
};
