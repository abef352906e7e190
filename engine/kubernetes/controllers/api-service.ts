import { API_SERVICE, restoreApiService } from '../api-service.ts';
import type { Change } from '../apiserver/store.ts';
import type { Controller } from '../controller.ts';

function keyOfDeletion({ event, entry: { object } }: Change): string[] {
  const { namespace, name } = object.metadata;
  const isOurs = namespace === API_SERVICE.namespace && name === API_SERVICE.name;
  return event === 'DELETED' && isOurs ? [name] : [];
}

/** Brings the API server's own service back whatever is deleted of it; upstream looks every ten seconds. */
export const apiServiceController: Controller = {
  name: 'kubernetes-service',
  watches: {
    services: keyOfDeletion,
    endpoints: keyOfDeletion,
    'endpointslices.discovery.k8s.io': keyOfDeletion,
  },
  reconcile(cluster) {
    restoreApiService(cluster);
    return undefined;
  },
};
