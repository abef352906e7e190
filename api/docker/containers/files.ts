import {
  containerChanges,
  exportContainer,
  type PathStat,
  readPath,
  statPath,
  writePath,
} from '../../../engine/docker/containers/files.ts';
import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { inSlices } from '../in-slices.ts';
import { flag } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { DAEMON_HEADERS, empty, json } from '../respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { containerOf } from './life.ts';

const archivePath = '/containers/*name/archive';

export const fileRoutes: readonly DockerRoute[] = [
  { method: 'HEAD', path: archivePath, answer: answerStat },
  { method: 'GET', path: archivePath, answer: answerRead },
  { method: 'PUT', path: archivePath, body: 'upload', answer: answerWrite },
  {
    method: 'GET',
    path: '/containers/*name/export',
    answer: (call) =>
      inSlices(call, exportContainer(call.docker.world, containerOf(call)), (chunks) =>
        archive(chunks, 'application/octet-stream'),
      ),
  },
  {
    method: 'GET',
    path: '/containers/*name/changes',
    answer: (call) => {
      const changes = containerChanges(call.docker.world, containerOf(call));
      return json(changes.length === 0 ? null : changes);
    },
  },
];

/** Relative paths are those of the root. @throws DockerError */
function pathOf({ query }: DockerCall): string {
  const path = query.get('path') ?? '';
  if (path === '') throw invalidParameter('bad parameter: path cannot be empty');
  return path.startsWith('/') ? path : `/${path}`;
}

function statHeader(stat: PathStat): Record<string, string> {
  const bytes = new TextEncoder().encode(JSON.stringify(stat));
  return { 'X-Docker-Container-Path-Stat': btoa(String.fromCharCode(...bytes)) };
}

function statOf(call: DockerCall): PathStat {
  return statPath(call.docker.world, containerOf(call), pathOf(call), call.params.name ?? '');
}

function answerStat(call: DockerCall): DockerReply {
  return { status: 200, headers: { ...DAEMON_HEADERS, ...statHeader(statOf(call)) }, body: null };
}

function answerRead(call: DockerCall): DockerAnswer {
  const stat = statOf(call);
  const work = readPath(call.docker.world, containerOf(call), pathOf(call), call.params.name ?? '');
  return inSlices(call, work, (chunks) => archive(chunks, 'application/x-tar', statHeader(stat)));
}

function answerWrite(call: DockerCall): DockerAnswer {
  const work = writePath(call.docker.world, containerOf(call), pathOf(call), call.body, {
    noOverwriteDirNonDir: flag(call.query, 'noOverwriteDirNonDir'),
    named: call.params.name ?? '',
  });
  return inSlices(call, work, () => empty(200));
}

/** An archive that is there already, or is made of what doesn't change any more, handed on in pieces. */
export function archive(
  chunks: Iterable<Uint8Array>,
  type: string,
  further: Readonly<Record<string, string>> = {},
): DockerReply {
  return { status: 200, headers: { ...DAEMON_HEADERS, ...further, 'Content-Type': type }, body: chunks };
}
