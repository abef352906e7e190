import { DockerError } from '../../engine/docker/docker-error.ts';
import { refusal } from './respond.ts';
import type { DockerRoute } from './route.ts';

const NOT_A_MANAGER = new DockerError(
  503,
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
);
const NOT_IN_A_SWARM = new DockerError(503, 'This node is not part of a swarm');
const NO_SWARMS = new DockerError(
  501,
  'swarm mode is not simulated: this daemon can neither start nor join a swarm',
);
const NO_BUILDKIT = new DockerError(501, 'BuildKit is not simulated: build with DOCKER_BUILDKIT=0');

function refuses(error: DockerError, method: DockerRoute['method'], ...paths: string[]): DockerRoute[] {
  return paths.map((path) => ({ method, path, answer: () => refusal(error) }));
}

const KINDS = ['nodes', 'services', 'tasks', 'secrets', 'configs'];

/** What a daemon answers that isn't in a swarm and has no BuildKit. */
export const swarmRoutes: readonly DockerRoute[] = [
  ...refuses(NOT_A_MANAGER, 'GET', '/swarm', '/swarm/unlockkey'),
  ...refuses(NOT_A_MANAGER, 'GET', ...KINDS.flatMap((kind) => [`/${kind}`, `/${kind}/:id`])),
  ...refuses(NOT_A_MANAGER, 'GET', '/services/:id/logs', '/tasks/:id/logs'),
  ...refuses(NOT_A_MANAGER, 'DELETE', ...KINDS.map((kind) => `/${kind}/:id`)),
  ...refuses(NOT_A_MANAGER, 'POST', ...KINDS.flatMap((kind) => [`/${kind}/create`, `/${kind}/:id/update`])),
  ...refuses(NOT_A_MANAGER, 'POST', '/swarm/update', '/swarm/unlock'),
  ...refuses(NOT_IN_A_SWARM, 'POST', '/swarm/leave'),
  ...refuses(NO_SWARMS, 'POST', '/swarm/init', '/swarm/join'),
  ...refuses(NO_BUILDKIT, 'POST', '/session', '/grpc'),
];
