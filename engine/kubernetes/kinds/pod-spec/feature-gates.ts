import type { Container, PodSpec, Volume } from '../../schemas/generated/types.ts';

/**
 * Takes away the fields whose feature gates are off by default in Kubernetes 1.33, as upstream's
 * DropDisabledPodFields does on every write: PodLevelResources, DynamicResourceAllocation,
 * ContainerStopSignals, ImageVolume, ClusterTrustBundleProjection.
 */
export function dropDisabledFields(spec: PodSpec): void {
  if (spec.resources !== undefined) delete spec.resources;
  if (spec.resourceClaims !== undefined) delete spec.resourceClaims;
  for (const container of spec.containers) dropFromContainer(container);
  for (const container of spec.initContainers ?? []) dropFromContainer(container);
  for (const container of spec.ephemeralContainers ?? []) dropFromContainer(container);
  for (const volume of spec.volumes ?? []) dropFromVolume(volume);
}

function dropFromContainer({ resources, lifecycle }: Container): void {
  if (resources?.claims !== undefined) delete resources.claims;
  if (lifecycle?.stopSignal !== undefined) delete lifecycle.stopSignal;
}

function dropFromVolume(volume: Volume): void {
  if (volume.image !== undefined) delete volume.image;
  for (const source of volume.projected?.sources ?? []) {
    if (source.clusterTrustBundle !== undefined) delete source.clusterTrustBundle;
  }
}
