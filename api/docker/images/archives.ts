import { commitContainer } from '../../../engine/docker/images/container-commit.ts';
import { loadImages } from '../../../engine/docker/images/load.ts';
import { saveImages } from '../../../engine/docker/images/save.ts';
import { nameImage, newName } from '../../../engine/docker/images/tag.ts';
import { flag } from '../parameters.ts';
import { DAEMON_HEADERS, json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';

export const archiveRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/images/get', answer: (call) => answerSave(call, call.query.getAll('names')) },
  {
    method: 'GET',
    path: '/images/*name/get',
    answer: (call) => answerSave(call, [call.params.name ?? '']),
  },
  {
    method: 'POST',
    path: '/images/load',
    body: 'upload',
    answer: ({ docker, host, body, query }) =>
      jsonLines(loadImages(docker.world, host, body, flag(query, 'quiet', true))),
  },
  { method: 'POST', path: '/commit', answer: answerCommit },
];

function answerSave({ docker, host }: DockerCall, names: readonly string[]): Response {
  const pieces = saveImages(docker.world, host, names);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { done, value } = pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
  });
  return new Response(body, { headers: { ...DAEMON_HEADERS, 'Content-Type': 'application/x-tar' } });
}

/** A stream whose lines are known already. */
export function jsonLines(lines: readonly object[]): Response {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return new Response(text, { headers: { ...DAEMON_HEADERS, 'Content-Type': 'application/json' } });
}

function answerCommit({ docker, host, query }: DockerCall): Response {
  const { world } = docker;
  const container = world.containers.get(host, query.get('container') ?? '');
  const repository = query.get('repo') ?? '';
  const name = repository === '' ? undefined : newName(repository, query.get('tag') ?? '');
  const image = commitContainer(world, container, {
    comment: query.get('comment') ?? '',
    author: query.get('author') ?? '',
    changes: query
      .getAll('changes')
      .flatMap((text) => text.split('\n'))
      .filter((text) => text.trim() !== ''),
  });
  if (name !== undefined) nameImage(world, host, name, image.id);
  return json({ Id: image.id }, 201);
}
