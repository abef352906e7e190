import { loadImages } from '../../../engine/docker/images/load.ts';
import { saveImages } from '../../../engine/docker/images/save.ts';
import { archive } from '../containers/files.ts';
import { flag } from '../parameters.ts';
import { DAEMON_HEADERS } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';

/** `docker save` and `docker load`. */
export const archiveRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/images/get', answer: (call) => saved(call, call.query.getAll('names')) },
  { method: 'GET', path: '/images/*name/get', answer: (call) => saved(call, [call.params.name ?? '']) },
  { method: 'POST', path: '/images/load', body: 'upload', answer: answerLoad },
];

function saved({ docker, host }: DockerCall, names: readonly string[]): Response {
  return archive(saveImages(docker.world, host, names), 'application/x-tar');
}

function answerLoad({ docker, host, query, body }: DockerCall): Response {
  const lines = loadImages(docker.world, host, body, flag(query, 'quiet', true));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return new Response(text, { headers: { ...DAEMON_HEADERS, 'Content-Type': 'application/json' } });
}
