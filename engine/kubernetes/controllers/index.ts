import type { Controller } from '../controller.ts';
import { kubeletControllers } from '../kubelet/index.ts';
import { schedulerControllers } from '../scheduler/index.ts';
import { apiServiceController } from './api-service.ts';
import { compactionController } from './compaction.ts';
import { deploymentController } from './deployment/index.ts';
import { endpointSliceController } from './endpoint-slice/index.ts';
import { endpointSliceMirroringController } from './endpoint-slice-mirroring/index.ts';
import { endpointsController } from './endpoints/index.ts';
import { eventExpiryController } from './event-expiry.ts';
import { garbageCollector } from './garbage-collector/index.ts';
import { namespaceController } from './namespace/index.ts';
import { nodeLifecycleController } from './node-lifecycle/index.ts';
import { podGarbageCollector } from './pod-garbage-collector.ts';
import { replicaSetController } from './replica-set/index.ts';
import { rootCaConfigMapController } from './root-ca-config-map.ts';
import { serviceAccountController } from './service-account.ts';
import { taintEvictionController } from './taint-eviction.ts';

/** Every reconciler of a cluster: the controller manager's, the scheduler and the kubelets. */
export const controllers: readonly Controller[] = [
  compactionController,
  eventExpiryController,
  serviceAccountController,
  rootCaConfigMapController,
  apiServiceController,
  namespaceController,
  garbageCollector,
  deploymentController,
  replicaSetController,
  endpointSliceController,
  endpointsController,
  endpointSliceMirroringController,
  nodeLifecycleController,
  taintEvictionController,
  podGarbageCollector,
  ...schedulerControllers,
  ...kubeletControllers,
];
