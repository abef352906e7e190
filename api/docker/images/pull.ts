import { invalidParameter, serverError } from '../../../engine/docker/docker-error.ts';
import { importImage } from '../../../engine/docker/images/import.ts';
import { referenceOf } from '../../../engine/docker/images/names.ts';
import { platformOf } from '../../../engine/docker/images/platform.ts';
import type { Reference } from '../../../engine/registry/reference.ts';
import type { DockerAnswer, DockerCall, DockerRoute } from '../route.ts';
import { jsonLines } from './archives.ts';
import { registryUser } from './authorization.ts';
import { progressOrRefusal } from './stream.ts';

export const pullRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/images/create', body: 'upload', answer: answerCreate },
];

function answerCreate(call: DockerCall): DockerAnswer {
  const { query } = call;
  const name = query.get('fromImage') ?? '';
  const source = query.get('fromSrc') ?? '';
  if (name === '' && source !== '') return answerImport(call, source);
  if (name === '') throw invalidParameter('invalid reference format');
  return answerPull(call, wanted(name, query.get('tag') ?? ''), platformOf(query.get('platform') ?? ''));
}

function answerImport({ docker, host, query, body }: DockerCall, source: string): Response {
  if (source !== '-') {
    const [, name = source] = /^(?:https?:\/\/)?([^/:]*)/.exec(source) ?? [];
    throw serverError(`Get ${JSON.stringify(source)}: dial tcp: lookup ${name}: no such host`);
  }
  const id = importImage(docker.world, host, {
    archive: body,
    repository: query.get('repo') ?? '',
    tag: query.get('tag') ?? '',
    message: query.get('message') ?? '',
    changes: query.getAll('changes'),
  });
  return jsonLines([{ status: id }]);
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
