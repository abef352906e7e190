import { z } from 'zod';
import { DockerError, invalidParameter } from '../../../engine/docker/docker-error.ts';
import { timestamp } from '../../../engine/docker/time.ts';
import { mountpointOf, type Volume } from '../../../engine/docker/volumes/volume.ts';
import { boolean, map, text } from '../containers/fields.ts';
import { bodyOf } from '../json-body.ts';
import { filtersOf, flag } from '../parameters.ts';
import { empty, json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';

/** From this version on, prune takes anonymous volumes only, if it isn't told otherwise. */
const PRUNES_ANONYMOUS = 42;

const createSchema = z.looseObject({
  Name: text,
  Driver: text,
  DriverOpts: map.nullish(),
  Labels: map.nullish(),
  ClusterVolumeSpec: z.unknown().optional(),
  Force: boolean.optional(),
});

export const volumeRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/volumes', answer: answerList },
  { method: 'POST', path: '/volumes/create', answer: answerCreate },
  { method: 'POST', path: '/volumes/prune', answer: answerPrune },
  { method: 'GET', path: '/volumes/:name', answer: (call) => json(represent(volumeOf(call))) },
  {
    method: 'PUT',
    path: '/volumes/:name',
    answer: () => {
      throw notInSwarm();
    },
  },
  {
    method: 'DELETE',
    path: '/volumes/:name',
    answer: (call) => {
      call.docker.world.volumes.remove(call.host, call.params.name ?? '', flag(call.query, 'force'));
      return empty();
    },
  },
];

function notInSwarm(): DockerError {
  return new DockerError(
    503,
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

function volumeOf({ docker, host, params }: DockerCall): Volume {
  const name = params.name ?? '';
  const volume = docker.world.volumes.find(host, name);
  if (volume === undefined) throw new DockerError(404, `get ${name}: no such volume`);
  return volume;
}

/** As the API has it. */
export function represent(volume: Volume): object {
  return {
    CreatedAt: timestamp(Math.floor(volume.createdMs / 1000) * 1000),
    Driver: 'local',
    Labels: volume.labels,
    Mountpoint: mountpointOf(volume),
    Name: volume.name,
    Options: volume.options,
    Scope: 'local',
  };
}

function answerList(call: DockerCall) {
  const filters = filtersOf(call.query);
  filters.checkNames(['dangling', 'driver', 'label', 'name']);
  const { volumes } = call.docker.world;
  const dangling = filters.flag('dangling');
  const fits = (volume: Volume) =>
    filters.matches('name', volume.name) &&
    filters.is('driver', 'local') &&
    filters.matchesLabels(volume.labels ?? {}) &&
    (dangling === undefined || dangling === (volumes.users(volume).length === 0));
  return json({ Volumes: volumes.all(call.host).filter(fits).map(represent), Warnings: null });
}

function answerCreate(call: DockerCall) {
  const { Name, Driver, DriverOpts, Labels, ClusterVolumeSpec } = bodyOf(
    createSchema,
    call,
    'volume.CreateOptions',
  );
  if (ClusterVolumeSpec !== undefined && ClusterVolumeSpec !== null) throw notInSwarm();
  const volume = call.docker.world.volumes.create(call.host, {
    ...(Name === '' ? {} : { name: Name }),
    ...(Driver === '' ? {} : { driver: Driver }),
    options: DriverOpts ?? {},
    ...(Labels === null || Labels === undefined ? {} : { labels: Labels }),
  });
  return json(represent(volume), 201);
}

function answerPrune(call: DockerCall) {
  const filters = filtersOf(call.query);
  filters.checkNames(['label', 'label!', 'all']);
  const { volumes } = call.docker.world;
  const all = call.version < PRUNES_ANONYMOUS || takesAll(filters.get('all'));
  const pruned = volumes.unused(call.host, all).filter(({ labels }) => {
    const excluded = filters.has('label!') && filters.matchesLabels(labels ?? {}, 'label!');
    return filters.matchesLabels(labels ?? {}) && !excluded;
  });
  let reclaimed = 0;
  for (const volume of pruned) {
    reclaimed += volumes.bytes(volume);
    volumes.remove(call.host, volume.name, true);
  }
  call.docker.world.events.emit(call.host, 'volume', 'prune', '', { reclaimed: String(reclaimed) });
  return json({
    VolumesDeleted: pruned.length === 0 ? null : pruned.map(({ name }) => name),
    SpaceReclaimed: reclaimed,
  });
}

/** @throws DockerError where it is no word for yes or no */
function takesAll(values: readonly string[]): boolean {
  const [value, second] = values;
  if (value === undefined) return false;
  if (second !== undefined) {
    throw invalidParameter(`invalid filter 'all=[${values.join(' ')}]': only one value is expected`);
  }
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value)) return false;
  throw invalidParameter(
    `invalid filter 'all': strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
  );
}
