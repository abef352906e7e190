import {
  type CommitRequest,
  commitContainer,
  logCommit,
} from '../../../engine/docker/images/container-commit.ts';
import { familiar } from '../../../engine/docker/images/names.ts';
import { nameImage, newName } from '../../../engine/docker/images/tag.ts';
import { configOf, createSchema } from '../containers/schema.ts';
import { inSlices } from '../in-slices.ts';
import { bodyOf } from '../json-body.ts';
import { flag } from '../parameters.ts';
import { json } from '../respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';

export const commitRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/commit', answer: answerCommit },
];

/** A container stands still while an image is made of it. */
function answerCommit(call: DockerCall): DockerAnswer {
  const { docker, host, query, body } = call;
  const { world } = docker;
  const repository = query.get('repo') ?? '';
  const reference = repository === '' ? undefined : newName(repository, query.get('tag') ?? '');
  const container = world.containers.get(host, query.get('container') ?? '');
  const comment = query.get('comment') ?? '';
  const text = new TextDecoder().decode(body).trim();
  const isGiven = text !== '' && text !== 'null' && text !== '{}';
  const request: CommitRequest = {
    comment,
    author: query.get('author') ?? '',
    changes: query.getAll('changes'),
    ...(isGiven ? { config: configOf(bodyOf(createSchema, call, 'container.CreateRequest')) } : {}),
  };
  const stops = flag(query, 'pause', true) && container.status === 'running';
  return inSlices(call, commitContainer(world, container, request, stops), (image) => {
    if (reference !== undefined) nameImage(world, host, reference, image.id);
    const name = reference === undefined ? '' : familiar(reference);
    logCommit(world, container, { comment, imageId: image.id, name });
    return json({ Id: image.id }, 201);
  });
}
