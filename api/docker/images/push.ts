import { referenceOf } from '../../../engine/docker/images/names.ts';
import { newName } from '../../../engine/docker/images/tag.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { registryUser } from './authorization.ts';
import { progressStream } from './stream.ts';

export const pushRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/images/*name/push', answer: answerPush },
];

/** Without a tag, all of them. */
function answerPush(call: DockerCall): DockerAnswer {
  const { docker, host, params, query, headers, later } = call;
  const [name, tag] = [params.name ?? '', query.get('tag') ?? ''];
  const reference = tag === '' ? referenceOf(name) : newName(name, tag);
  const id = docker.pushes.begin(host, { reference, ...registryUser(headers) });
  return progressStream(call, `push/${id}`, () => {
    void later(({ pushes }) => pushes.cancel(id)).catch(() => {});
  });
}
