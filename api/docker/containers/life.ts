import type { Container } from '../../../engine/docker/containers/container.ts';
import { createContainer } from '../../../engine/docker/containers/create.ts';
import { requestRemove } from '../../../engine/docker/containers/life/remove.ts';
import { removeLink } from '../../../engine/docker/containers/life/remove-link.ts';
import { requestStart } from '../../../engine/docker/containers/life/start.ts';
import { pause, requestKill, requestStop, unpause } from '../../../engine/docker/containers/life/stop.ts';
import { linkCalled } from '../../../engine/docker/containers/links.ts';
import { checkSignal } from '../../../engine/docker/containers/validation/settings.ts';
import { DockerError, invalidParameter } from '../../../engine/docker/docker-error.ts';
import { platformOf } from '../../../engine/docker/images/platform.ts';
import { bodyOf } from '../json-body.ts';
import { flag, integer } from '../parameters.ts';
import { empty, json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { adaptRequest } from './by-version.ts';
import { configOf, createSchema, endpointsOf, hostConfigOf } from './schema.ts';
import { whenEnded, whenStarted } from './waiting.ts';

/** The container that a path names: by its id, its name, or one that a link gives it. @throws DockerError */
export function containerOf({ docker, host, params }: DockerCall): Container {
  const name = params.name ?? '';
  return linkCalled(docker.world, host, name)?.container ?? docker.world.containers.get(host, name);
}

export const lifeRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/containers/create', answer: answerCreate },
  { method: 'POST', path: '/containers/*name/start', answer: answerStart },
  {
    method: 'POST',
    path: '/containers/*name/stop',
    answer: (call) => answerStop(call, false),
  },
  {
    method: 'POST',
    path: '/containers/*name/restart',
    answer: (call) => answerStop(call, true),
  },
  { method: 'POST', path: '/containers/*name/kill', answer: answerKill },
  {
    method: 'POST',
    path: '/containers/*name/pause',
    answer: (call) => {
      pause(call.docker.world, containerOf(call));
      return empty();
    },
  },
  {
    method: 'POST',
    path: '/containers/*name/unpause',
    answer: (call) => {
      unpause(call.docker.world, containerOf(call));
      return empty();
    },
  },
  { method: 'DELETE', path: '/containers/*name', answer: answerRemove },
];

const NO_CONFIG = JSON.stringify(configOf(createSchema.parse({})));

function answerCreate(call: DockerCall) {
  const parsed = bodyOf(createSchema, call, 'container.CreateRequest');
  if (call.body.length === 0) throw invalidParameter('invalid JSON: got EOF while reading request body');
  const platform = call.query.get('platform') ?? '';
  if (JSON.stringify(configOf(parsed)) === NO_CONFIG)
    throw invalidParameter('config cannot be empty in order to create a container');
  const adapted = adaptRequest(call.version, {
    name: call.query.get('name') ?? '',
    ...(platform === '' ? {} : { platform: platformOf(platform) }),
    config: configOf(parsed),
    hostConfig: hostConfigOf(parsed.HostConfig),
    endpoints: endpointsOf(parsed),
  });
  const { container, warnings } = createContainer(call.docker.world, call.host, adapted.request);
  return json({ Id: container.id, Warnings: [...warnings, ...adapted.warnings] }, 201);
}

function answerStart(call: DockerCall) {
  if ((call.query.get('checkpoint') ?? '') !== '') {
    throw invalidParameter('checkpoint is only supported in experimental mode');
  }
  const container = containerOf(call);
  const waits = requestStart(call.docker.world, container);
  return waits ? whenStarted(call, container.id) : empty(304);
}

function answerStop(call: DockerCall, startAgain: boolean) {
  const container = containerOf(call);
  const options = {
    seconds: integer(call.query, 't'),
    signal: call.query.get('signal') ?? undefined,
    startAgain,
  };
  const progress = orExplained(startAgain ? 'Cannot restart container' : 'cannot stop container', call, () =>
    requestStop(call.docker.world, container, options),
  );
  if (progress === 'nothing to do') return empty(304);
  if (progress === 'done') return empty();
  return startAgain ? whenStarted(call, container.id) : whenEnded(call, container.id);
}

function answerKill(call: DockerCall) {
  const signal = call.query.get('signal') || 'SIGKILL';
  return orExplained('Cannot kill container', call, () => {
    checkSignal(signal);
    const container = containerOf(call);
    const waits = requestKill(call.docker.world, container, signal);
    return waits ? whenEnded(call, container.id) : empty();
  });
}

/** As dockerd puts before an error what it was about to do. */
function orExplained<T>(what: string, { params }: DockerCall, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    throw new DockerError(error.status, `${what}: ${params.name}: ${error.message}`);
  }
}

function answerRemove(call: DockerCall) {
  const force = flag(call.query, 'force');
  const container = containerOf(call);
  if (flag(call.query, 'link')) {
    removeLink(call.docker.world, call.host, call.params.name ?? '');
    return empty();
  }
  requestRemove(call.docker.world, container, { force, volumes: flag(call.query, 'v') });
  return empty();
}
