import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { importImage } from '../../../engine/docker/images/import.ts';
import { referenceOf } from '../../../engine/docker/images/names.ts';
import { platformOf } from '../../../engine/docker/images/platform.ts';
import { nameImage, newName } from '../../../engine/docker/images/tag.ts';
import { HOST_PLATFORM, platformParts } from '../../../engine/registry/platform.ts';
import type { Reference } from '../../../engine/registry/reference.ts';
import { inSlices } from '../in-slices.ts';
import { json } from '../respond.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { registryUser } from './authorization.ts';
import { progressOrRefusal } from './stream.ts';

export const pullRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/images/create', body: 'upload', answer: answerCreate },
];

function answerCreate(call: DockerCall): DockerAnswer {
  const { query } = call;
  const name = query.get('fromImage') ?? '';
  if (name === '' && (query.get('fromSrc') ?? '') !== '') return answerImport(call);
  if (name === '') throw invalidParameter('invalid reference format');
  return answerPull(call, wanted(name, query.get('tag') ?? ''), platformIn(query));
}

/** Empty: none is asked for. @throws DockerError */
function platformIn(query: URLSearchParams): string {
  const text = query.get('platform') ?? '';
  return text === '' ? '' : platformOf(text);
}

/** The name that is asked for. Without a tag, all of them. @throws DockerError */
function wanted(name: string, tag: string): Reference {
  if (tag === '') return referenceOf(name.replace(/:$/, ''));
  const isDigest = tag.includes(':');
  const { domain, path } = referenceOf(name);
  return referenceOf(`${domain}/${path}${isDigest ? '@' : ':'}${tag}`);
}

function answerPull(call: DockerCall, reference: Reference, platform: string): DockerAnswer {
  const { docker, host, later, headers } = call;
  const all = reference.tag === undefined && reference.digest === undefined;
  const { authorization } = registryUser(headers);
  const id = docker.pulls.begin(host, reference, platform, { all, authorization });
  return progressOrRefusal(call, `pull/${id}`, () => {
    void later(({ pulls }) => pulls.cancel(id)).catch(() => {});
  });
}

/** `docker import` */
function answerImport(call: DockerCall): DockerAnswer {
  const { docker, host, query, body } = call;
  const source = query.get('fromSrc') ?? '';
  if (source !== '-') {
    throw invalidParameter(`nothing can be downloaded from ${source}: send the archive as standard input`);
  }
  const repository = query.get('repo') ?? '';
  const reference = repository === '' ? undefined : newName(repository, query.get('tag') ?? '');
  const platform = platformIn(query) || HOST_PLATFORM;
  const { os } = platformParts(platform);
  if (os !== 'linux') throw invalidParameter('operating system is not supported');
  const work = importImage(docker.world, host, {
    archive: body,
    message: query.get('message') || `Imported from ${source}`,
    changes: query.getAll('changes'),
    platform,
  });
  return inSlices(call, work, (id) => {
    if (reference !== undefined) nameImage(docker.world, host, reference, id);
    return json({ status: id });
  });
}
