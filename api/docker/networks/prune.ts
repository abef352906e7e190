import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { isPredefined } from '../../../engine/docker/networks/network.ts';
import { parseUntil } from '../../../engine/docker/until.ts';
import { filtersOf } from '../parameters.ts';
import type { DockerCall } from '../route.ts';

/** Removes the networks that no running container is connected to. */
export function pruneNetworks({ docker, host, query }: DockerCall): object {
  const filters = filtersOf(query);
  filters.checkNames(['label', 'label!', 'until']);
  const { networks, events, simulation } = docker.world;
  const untils = filters.get('until').map((text) => parseUntil(text, simulation.now()));
  if (untils.length > 1) throw invalidParameter('more than one until filter specified');
  const pruned = networks.all(host).filter((network) => {
    const excluded = filters.has('label!') && filters.matchesLabels(network.labels, 'label!');
    const isOld = untils.every((until) => network.createdMs <= until);
    const isUsed = isPredefined(network) || networks.connected(network).length > 0;
    return !isUsed && isOld && !excluded && filters.matchesLabels(network.labels);
  });
  for (const { id } of pruned) networks.remove(host, id);
  events.emit(host, 'network', 'prune', '', { reclaimed: '0' });
  return { NetworksDeleted: pruned.length === 0 ? null : pruned.map(({ name }) => name) };
}
