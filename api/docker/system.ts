import { z } from 'zod';
import { DockerError } from '../../engine/docker/docker-error.ts';
import { daemonInfo } from '../../engine/docker/info.ts';
import { ENGINE_VERSION } from '../../engine/docker/version.ts';
import type { HostFacts } from '../../engine/docker/world.ts';
import { text } from './containers/fields.ts';
import { eventual } from './eventual.ts';
import { basic } from './images/authorization.ts';
import { bodyOf } from './json-body.ts';
import type { DockerReply } from './reply.ts';
import { API_VERSION, DAEMON_HEADERS, json, MIN_API_VERSION, refusal } from './respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from './route.ts';

export const systemRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/_ping', answer: answerPing },
  { method: 'HEAD', path: '/_ping', answer: answerPing },
  {
    method: 'GET',
    path: '/version',
    answer: ({ docker, host }) => json(version(docker.world.host(host))),
  },
  {
    method: 'GET',
    path: '/info',
    answer: ({ docker, host }) => json(daemonInfo(docker.world, host, docker.world.images.all(host).length)),
  },
  { method: 'POST', path: '/auth', answer: answerAuth },
];

function answerPing({ method }: DockerCall): DockerReply {
  const headers = {
    ...DAEMON_HEADERS,
    'Builder-Version': '1',
    'Cache-Control': 'no-cache, no-store, must-revalidate',
    Pragma: 'no-cache',
    Swarm: 'inactive',
    'Content-Type': 'text/plain; charset=utf-8',
  };
  return { status: 200, headers, body: method === 'HEAD' ? null : 'OK' };
}

const authSchema = z.object({ username: text, password: text, serveraddress: text, identitytoken: text });

/** Registries on the sandbox's network are asked; those of the outside world believe whoever says who they are. */
function answerAuth({ docker, host, body }: DockerCall): DockerAnswer {
  const asked = bodyOf(authSchema, { body }, 'registry.AuthConfig');
  const { username, password, identitytoken, serveraddress } = asked;
  if ((username === '' || password === '') && identitytoken === '') {
    throw new DockerError(401, 'unauthorized: incorrect username or password');
  }
  const id = docker.logins.begin(host, serveraddress, basic(username, password));
  const succeeded = () => json({ IdentityToken: '', Status: 'Login Succeeded' });
  if (id === undefined) return succeeded();
  return eventual((answer) => {
    const unsubscribe = docker.world.publisher.subscribe(`login/${id}`, (message) => {
      unsubscribe();
      if (message.is === 'done') answer(succeeded());
      else {
        const gone = { status: 500, message: 'the daemon was restarted' };
        answer(refusal(message.is === 'refused' ? message : gone));
      }
    });
  });
}

const GO_VERSION = 'go1.24.3';
const BUILT = '2025-05-30T12:07:27.000000000+00:00';
const COMMITS = {
  engine: '45873be',
  containerd: '05044ec0a9a75232cad458027ca83437aae3f4da',
  runc: 'v1.2.5-0-g59923ef',
};

function version({ kernel }: HostFacts): object {
  const details = {
    ApiVersion: API_VERSION,
    Arch: 'amd64',
    BuildTime: BUILT,
    Experimental: 'false',
    GitCommit: COMMITS.engine,
    GoVersion: GO_VERSION,
    KernelVersion: kernel,
    MinAPIVersion: MIN_API_VERSION,
    Os: 'linux',
  };
  return {
    Platform: { Name: 'Docker Engine - Community' },
    Components: [
      { Name: 'Engine', Version: ENGINE_VERSION, Details: details },
      { Name: 'containerd', Version: '1.7.27', Details: { GitCommit: COMMITS.containerd } },
      { Name: 'runc', Version: '1.2.5', Details: { GitCommit: COMMITS.runc } },
      { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: 'de40ad0' } },
    ],
    Version: ENGINE_VERSION,
    ApiVersion: API_VERSION,
    MinAPIVersion: MIN_API_VERSION,
    GitCommit: COMMITS.engine,
    GoVersion: GO_VERSION,
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: kernel,
    BuildTime: BUILT,
  };
}
