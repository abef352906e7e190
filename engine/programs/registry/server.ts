import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { bytesOf } from '../../shell/commands/bytes.ts';
import { type HttpReply, type HttpRequest, header, pathOf, queryOf } from '../http/message.ts';
import { goNotFound, json } from '../http/replies.ts';
import { goSignals, httpServer } from '../http/server.ts';
import { iso } from '../timestamps.ts';
import { challenge } from './access.ts';
import { begin, type Own } from './begin.ts';
import { apiVersion, log } from './log.ts';
import { manifests } from './manifests.ts';
import { digestPattern, origin, refuse } from './replies.ts';
import { digestOf, Storage } from './storage.ts';

const namePattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const uploadPattern = /^[0-9a-f-]{36}$/;
const nameMax = 255;

/** The registry of the distribution project: `registry serve config.yml`. */
export const registryServer = httpServer<Own>({
  begin,
  ready: (system, { listen }) => {
    log(system, 'info', `listening on [::]${listen}`);
  },
  answer: (system, own, request) => answer(system, own, request),
  sent: (system, _own, request, status, bytes) => {
    const { peer } = request;
    const host = header(request, 'Host') ?? '';
    const agent = header(request, 'User-Agent') ?? '';
    const day = new Date(system.now).toUTCString();
    const [, date, month, year] = day.split(' ');
    system.write(
      1,
      `${peer.address} - - [${date}/${month}/${year}:${iso(system.now).slice(11, 19)} +0000] "${request.method} ${request.target} ${request.version}" ${status} ${bytes} "" "${agent}"\n`,
    );
    log(
      system,
      'info',
      'response completed',
      `http.request.host="${host}" http.request.method=${request.method} http.request.uri="${request.target}" http.response.status=${status} http.response.written=${bytes}`,
    );
  },
  signals: goSignals,
});

function answer(system: System, own: Own, request: HttpRequest): HttpReply {
  const path = pathOf(request.target);
  if (path === '/' || path === '') return { status: 200, headers: [['Cache-Control', 'no-cache']] };
  if (path === '/v2') return { status: 301, headers: [['Location', '/v2/']] };
  if (!path.startsWith('/v2/')) return goNotFound;
  const refusal = own.access === null ? undefined : challenge(system, own.access, request);
  if (refusal !== undefined) return refusal;
  if (path === '/v2/') return json(200, {}, [apiVersion]);
  const storage = new Storage(system, own.root);
  const query = new URLSearchParams(queryOf(request.target));
  if (path === '/v2/_catalog')
    return page(storage.repositories(), query, (repositories) => ({ repositories }));
  const rest = path.slice('/v2/'.length);
  const [, name = '', kind = '', reference = ''] =
    /^(.+)\/(tags\/list|manifests|blobs\/uploads|blobs)(?:\/(.*))?$/.exec(rest) ?? [];
  if (name === '') return goNotFound;
  if (name.length > nameMax || !namePattern.test(name)) return refuse('NAME_INVALID');
  try {
    if (kind === 'tags/list') return tags(storage, name, query);
    if (kind === 'manifests') return manifests(system, own, storage, { name, reference, request });
    if (kind === 'blobs') return blobs(own, storage, name, reference, request);
    return uploads(system, storage, name, reference, request, query);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    log(system, 'error', `filesystem: ${error.message.toLowerCase()}`);
    return refuse('UNKNOWN', error.message);
  }
}

function page(
  all: readonly string[],
  query: URLSearchParams,
  body: (part: readonly string[]) => unknown,
): HttpReply {
  const last = query.get('last');
  const rest = last === null ? all : all.filter((name) => name > last);
  const count = Number(query.get('n') ?? 100) || 100;
  return json(200, body(rest.slice(0, count)), [apiVersion]);
}

function tags(storage: Storage, name: string, query: URLSearchParams): HttpReply {
  const found = storage.tags(name);
  if (found === undefined) return refuse('NAME_UNKNOWN', { name });
  return page(found, query, (part) => ({ name, tags: part.length === 0 ? null : part }));
}

function blobs(
  { deletes }: Own,
  storage: Storage,
  name: string,
  digest: string,
  request: HttpRequest,
): HttpReply {
  if (!digestPattern.test(digest)) return refuse('DIGEST_INVALID');
  if (request.method === 'DELETE' && !deletes) return refuse('UNSUPPORTED');
  if (!storage.hasLayer(name, digest)) return refuse('BLOB_UNKNOWN', digest);
  if (request.method === 'DELETE') {
    storage.unlinkLayer(name, digest);
    return { status: 202, headers: [apiVersion] };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse('UNSUPPORTED');
  const path = storage.blobPath(digest);
  return {
    status: 200,
    headers: [
      ['Accept-Ranges', 'bytes'],
      ['Cache-Control', 'max-age=31536000'],
      ['Content-Type', 'application/octet-stream'],
      ['Docker-Content-Digest', digest],
      apiVersion,
      ['Etag', `"${digest}"`],
    ],
    file: { path, offset: 0, length: storage.size(path) ?? 0 },
  };
}

function uploads(
  system: System,
  storage: Storage,
  name: string,
  id: string,
  request: HttpRequest,
  query: URLSearchParams,
): HttpReply {
  if (id === '')
    return request.method === 'POST'
      ? beginUpload(system, storage, name, request, query)
      : refuse('UNSUPPORTED');
  const path = storage.uploadPath(name, id);
  const before = uploadPattern.test(id) ? storage.size(path) : undefined;
  if (before === undefined) return refuse('BLOB_UPLOAD_UNKNOWN');
  if (request.method === 'GET') return progress(name, id, request, before, 204);
  if (request.method === 'DELETE') {
    system.unlink(path);
    return { status: 204, headers: [apiVersion] };
  }
  if (request.method === 'PATCH') {
    storage.writeBytes(path, bytesOf(request.body), true);
    return progress(name, id, request, before + request.body.length, 202);
  }
  if (request.method !== 'PUT') return refuse('UNSUPPORTED');
  if (request.body !== '') storage.writeBytes(path, bytesOf(request.body), true);
  return finishUpload(storage, name, id, request, query.get('digest') ?? '');
}

function beginUpload(
  system: System,
  storage: Storage,
  name: string,
  request: HttpRequest,
  query: URLSearchParams,
): HttpReply {
  const mount = query.get('mount') ?? '';
  const from = query.get('from') ?? '';
  if (digestPattern.test(mount) && namePattern.test(from) && storage.hasLayer(from, mount)) {
    storage.linkLayer(name, mount);
    return created(name, mount, request);
  }
  const digit = () => Math.floor(system.random() * 16).toString(16);
  const id = '00000000-0000-4000-8000-000000000000'.replace(/0/g, digit);
  storage.writeBytes(storage.uploadPath(name, id), bytesOf(request.body), false);
  const digest = query.get('digest');
  return digest === null
    ? progress(name, id, request, 0, 202)
    : finishUpload(storage, name, id, request, digest);
}

function progress(name: string, id: string, request: HttpRequest, size: number, status: number): HttpReply {
  return {
    status,
    headers: [
      apiVersion,
      ['Docker-Upload-Uuid', id],
      ['Location', `${origin(request)}/v2/${name}/blobs/uploads/${id}`],
      ['Range', `0-${Math.max(0, size - 1)}`],
    ],
  };
}

function finishUpload(
  storage: Storage,
  name: string,
  id: string,
  request: HttpRequest,
  digest: string,
): HttpReply {
  if (!digestPattern.test(digest)) return refuse('DIGEST_INVALID');
  if (digestOf(storage.readBytes(storage.uploadPath(name, id))) !== digest) return refuse('DIGEST_INVALID');
  storage.finish(name, id, digest);
  return created(name, digest, request);
}

function created(name: string, digest: string, request: HttpRequest): HttpReply {
  return {
    status: 201,
    headers: [
      ['Docker-Content-Digest', digest],
      apiVersion,
      ['Location', `${origin(request)}/v2/${name}/blobs/${digest}`],
    ],
  };
}
