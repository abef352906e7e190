import { loadImages } from '../../../engine/docker/images/load.ts';
import type { ProgressLine } from '../../../engine/docker/images/progress.ts';
import { saveImages } from '../../../engine/docker/images/save.ts';
import { archive } from '../containers/files.ts';
import { inSlices } from '../in-slices.ts';
import { flag } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { DAEMON_HEADERS } from '../respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { platformIn } from './platform.ts';

/** `docker save` and `docker load`. */
export const archiveRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/images/get', answer: (call) => saved(call, call.query.getAll('names')) },
  { method: 'GET', path: '/images/*name/get', answer: (call) => saved(call, [call.params.name ?? '']) },
  { method: 'POST', path: '/images/load', body: 'upload', answer: answerLoad },
];

/** The version that brought the platform. */
const PLATFORM = 48;

function saved(call: DockerCall, names: readonly string[]): DockerReply {
  const { docker, host } = call;
  return archive(saveImages(docker.world, host, names, platformIn(call, PLATFORM)), 'application/x-tar');
}

function answerLoad(call: DockerCall): DockerAnswer {
  const { docker, host, query, body } = call;
  const options = { quiet: flag(query, 'quiet', true), platform: platformIn(call, PLATFORM) };
  return inSlices(call, loadImages(docker.world, host, body, options), said);
}

function said(lines: readonly ProgressLine[]): DockerReply {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return { status: 200, headers: { ...DAEMON_HEADERS, 'Content-Type': 'application/json' }, body: text };
}
