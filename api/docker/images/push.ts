import { familiar, referenceOf, withTag } from '../../../engine/docker/images/names.ts';
import { checkPlatform } from '../../../engine/docker/images/platform.ts';
import { newName } from '../../../engine/docker/images/tag.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { registryUser } from './authorization.ts';
import { platformIn } from './platform.ts';
import { progressStream } from './stream.ts';

export const pushRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/images/*name/push', answer: answerPush },
];

/** The version that brought the platform. */
const PLATFORM = 46;

/** Without a tag, all of them. */
function answerPush(call: DockerCall): DockerAnswer {
  const { docker, host, params, query, headers, later } = call;
  const [name, tag] = [params.name ?? '', query.get('tag') ?? ''];
  const reference = tag === '' ? referenceOf(name) : newName(name, tag);
  const platform = platformIn(call, PLATFORM);
  if (platform !== '') {
    const asked = familiar(withTag(reference));
    checkPlatform(docker.world.images.get(host, asked), asked, platform);
  }
  const id = docker.pushes.begin(host, { reference, ...registryUser(headers) });
  return progressStream(call, `push/${id}`, () => {
    void later(({ pushes }) => pushes.cancel(id)).catch(() => {});
  });
}
