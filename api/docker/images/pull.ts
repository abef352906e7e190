import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { referenceOf } from '../../../engine/docker/images/names.ts';
import { platformOf } from '../../../engine/docker/images/platform.ts';
import type { Reference } from '../../../engine/registry/reference.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { registryUser } from './authorization.ts';
import { progressOrRefusal } from './stream.ts';

export const pullRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/images/create', body: 'upload', answer: answerCreate },
];

function answerCreate(call: DockerCall): DockerAnswer {
  const { query } = call;
  const name = query.get('fromImage') ?? '';
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
