import { isPredefined } from '../../../engine/docker/networks/network.ts';
import { filtersOf } from '../parameters.ts';
import type { DockerCall } from '../route.ts';

/** Removes the networks that no running container uses. */
export function pruneNetworks(call: DockerCall): object {
  const filters = filtersOf(call.query);
  filters.checkNames(['label', 'label!', 'until']);
  const { networks, events } = call.docker.world;
  const pruned = networks.all(call.host).filter((network) => {
    const excluded = filters.has('label!') && filters.matchesLabels(network.labels, 'label!');
    const used = call.docker.world.containers
      .all(call.host)
      .some((container) => container.networks[network.name] !== undefined);
    return !isPredefined(network) && !used && !excluded && filters.matchesLabels(network.labels);
  });
  for (const { id } of pruned) networks.remove(call.host, id);
  if (pruned.length > 0) events.emit(call.host, 'network', 'prune', '', { reclaimed: '0' });
  return { NetworksDeleted: pruned.length === 0 ? null : pruned.map(({ name }) => name) };
}
