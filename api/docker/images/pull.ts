import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { importImage } from '../../../engine/docker/images/import.ts';
import { referenceOf } from '../../../engine/docker/images/names.ts';
import { platformOf } from '../../../engine/docker/images/platform.ts';
import { PLATFORM } from '../../../engine/docker/images/pull/public-registries.ts';
import { nameImage, newName } from '../../../engine/docker/images/tag.ts';
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
  return answerPull(call, wanted(name, query.get('tag') ?? ''), platformOf(query.get('platform') ?? ''));
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
  const platform = platformOf(query.get('platform') ?? '');
  if (platform !== PLATFORM)
    throw invalidParameter(`operating system or architecture is not supported: ${platform}`);
  const work = importImage(docker.world, host, {
    archive: body,
    message: query.get('message') || `Imported from ${source}`,
    changes: query.getAll('changes'),
  });
  return inSlices(call, work, (id) => {
    if (reference !== undefined) nameImage(docker.world, host, reference, id);
    return json({ status: id });
  });
}
