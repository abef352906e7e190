import { containerUsage, imageUsage } from '../../engine/docker/disk-usage.ts';
import { invalidParameter } from '../../engine/docker/docker-error.ts';
import { json } from './respond.ts';
import type { DockerCall, DockerRoute } from './route.ts';
import { represent } from './volumes/routes.ts';

const KINDS = ['container', 'image', 'volume', 'build-cache'];
/** From this version on, only some kinds can be asked for. */
const CHOOSES_KINDS = 42;

/** `docker system df` */
export const diskUsageRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/system/df', answer: (call) => json(diskUsage(call)) },
];

function diskUsage(call: DockerCall): object {
  const { docker, host, query, version } = call;
  const asked = version < CHOOSES_KINDS ? [] : query.getAll('type');
  const unknown = asked.find((kind) => !KINDS.includes(kind));
  if (unknown !== undefined) throw invalidParameter(`unknown object type: ${unknown}`);
  const wants = (kind: string) => asked.length === 0 || asked.includes(kind);
  const images = wants('image') ? imageUsage(docker.world, host) : { LayersSize: 0, Images: null };
  return {
    ...images,
    Containers: wants('container') ? containerUsage(docker.world, host) : null,
    Volumes: wants('volume') ? volumeUsage(call) : null,
    BuildCache: wants('build-cache') ? [] : null,
  };
}

/** Volumes that are mounted from elsewhere don't count. */
function volumeUsage({ docker, host }: DockerCall): object[] {
  const { volumes } = docker.world;
  return volumes
    .all(host)
    .filter(({ options }) => options === null)
    .map((volume) => ({
      ...represent(volume),
      UsageData: { Size: volumes.bytes(volume), RefCount: volumes.users(volume).length },
    }));
}
