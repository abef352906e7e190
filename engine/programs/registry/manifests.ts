import type { System } from '../../linux/system.ts';
import { bytesOf } from '../../shell/commands/bytes.ts';
import { type HttpReply, type HttpRequest, header } from '../http/message.ts';
import type { Own } from './begin.ts';
import { apiVersion, log } from './log.ts';
import { digestPattern, origin, refuse, refuseAll } from './replies.ts';
import { digestOf, type Storage } from './storage.ts';

const tagPattern = /^\w[\w.-]{0,127}$/;

const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

/** What a client has to accept to get it: Docker's own type is everybody's. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  [OCI_MANIFEST, 'OCI manifest found, but accept header does not support OCI manifests'],
  [OCI_INDEX, 'OCI index found, but accept header does not support OCI indexes'],
]);

/** What clients that know no lists of manifests get of one. */
const DEFAULT_PLATFORM = { os: 'linux', architecture: 'amd64' };

interface Asked {
  readonly name: string;
  /** A tag or a digest. */
  readonly reference: string;
  readonly request: HttpRequest;
}

/** `/v2/<name>/manifests/<reference>` */
export function manifests(system: System, own: Own, storage: Storage, asked: Asked): HttpReply {
  const { reference, request } = asked;
  if (!tagPattern.test(reference) && !digestPattern.test(reference)) return refuse('TAG_INVALID');
  if (request.method === 'PUT') return putManifest(storage, asked);
  if (request.method === 'DELETE') return deleteManifest(system, own, storage, asked);
  return getManifest(system, storage, asked);
}

function unknown({ name, reference }: Asked): HttpReply {
  const isDigest = digestPattern.test(reference);
  return refuse(
    'MANIFEST_UNKNOWN',
    isDigest ? `unknown manifest name=${name} revision=${reference}` : `unknown tag=${reference}`,
  );
}

function getManifest(system: System, storage: Storage, asked: Asked): HttpReply {
  const { name, reference, request } = asked;
  const digest = storage.manifest(name, reference);
  if (digest === undefined) return unknown(asked);
  const bytes = storage.readBytes(storage.blobPath(digest));
  const type = mediaTypeOf(parse(bytes));
  const accepted = acceptedBy(request);
  const refusal = REFUSALS.get(type);
  if (refusal !== undefined && !accepted.has(type)) return refuse('MANIFEST_UNKNOWN', null, refusal);
  const isTag = !digestPattern.test(reference);
  if (!isTag || type !== DOCKER_LIST || accepted.has(DOCKER_LIST)) return found(bytes, type, digest);
  log(system, 'info', `rewriting manifest list ${digest} in schema1 format to support old client`);
  const chosen = childrenOf(parse(bytes)).find(
    ({ os, architecture }) => os === DEFAULT_PLATFORM.os && architecture === DEFAULT_PLATFORM.architecture,
  );
  const only = chosen === undefined ? undefined : storage.manifest(name, chosen.digest);
  if (only === undefined) return refuse('MANIFEST_UNKNOWN');
  const own = storage.readBytes(storage.blobPath(only));
  return found(own, mediaTypeOf(parse(own)), only);
}

function found(body: Uint8Array, type: string, digest: string): HttpReply {
  return {
    status: 200,
    headers: [['Content-Type', type], ['Docker-Content-Digest', digest], apiVersion, ['Etag', `"${digest}"`]],
    body,
  };
}

function acceptedBy(request: HttpRequest): ReadonlySet<string> {
  const lines = request.headers.filter(([name]) => name.toLowerCase() === 'accept');
  const types = lines.flatMap(([, value]) => value.split(','));
  return new Set(types.map((type) => type.split(';', 1)[0]?.trim() ?? ''));
}

/** By a tag, versions before 3 delete nothing. */
function deleteManifest(system: System, { deletes }: Own, storage: Storage, asked: Asked): HttpReply {
  const { name, reference } = asked;
  if (!deletes) return refuse('UNSUPPORTED');
  const isTag = !digestPattern.test(reference);
  if (isTag && /^2\./.test(system.executable.version ?? '')) return refuse('UNSUPPORTED');
  const digest = storage.manifest(name, reference);
  if (digest === undefined) return unknown(asked);
  if (isTag) storage.deleteTag(name, reference);
  else storage.deleteManifest(name, digest);
  return { status: 202, headers: [apiVersion] };
}

type Document = { readonly [key: string]: unknown };

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mediaTypeOf(manifest: Document | undefined): string {
  if (typeof manifest?.mediaType === 'string') return manifest.mediaType;
  return Array.isArray(manifest?.manifests) ? OCI_INDEX : OCI_MANIFEST;
}

function parse(bytes: Uint8Array): Document | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isDocument(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function digestIn(value: unknown): string | undefined {
  return isDocument(value) && typeof value.digest === 'string' ? value.digest : undefined;
}

/** The manifests that a list names, and what they are for. */
function childrenOf(list: Document | undefined) {
  const children: unknown[] = Array.isArray(list?.manifests) ? list.manifests : [];
  return children.flatMap((child) => {
    const digest = digestIn(child);
    if (digest === undefined || !isDocument(child)) return [];
    const { os, architecture } = isDocument(child.platform) ? child.platform : {};
    return [{ digest, os, architecture }];
  });
}

function putManifest(storage: Storage, { name, reference, request }: Asked): HttpReply {
  const bytes = bytesOf(request.body);
  const manifest = parse(bytes);
  const digest = digestOf(bytes);
  if (manifest?.schemaVersion !== 2) return refuse('MANIFEST_INVALID');
  const type = header(request, 'Content-Type') ?? '';
  if (typeof manifest.mediaType === 'string' && manifest.mediaType !== type)
    return refuse('MANIFEST_INVALID', {});
  if (digestPattern.test(reference) && reference !== digest) return refuse('DIGEST_INVALID');
  const missing = missingFrom(storage, name, manifest);
  if (missing.length > 0) return refuseAll('MANIFEST_BLOB_UNKNOWN', missing);
  storage.putManifest(name, reference, digest, bytes);
  return {
    status: 201,
    headers: [
      ['Docker-Content-Digest', digest],
      apiVersion,
      ['Location', `${origin(request)}/v2/${name}/manifests/${digest}`],
    ],
  };
}

/** What a manifest names, and the repository hasn't: blobs, or of a list manifests. */
function missingFrom(storage: Storage, name: string, manifest: Document): string[] {
  const layers: unknown[] = Array.isArray(manifest.layers) ? manifest.layers : [];
  const blobs = [manifest.config, ...layers].flatMap((each) => digestIn(each) ?? []);
  const isMissing = (digest: string, there: (digest: string) => boolean) =>
    !digestPattern.test(digest) || !there(digest);
  return [
    ...blobs.filter((each) => isMissing(each, (digest) => storage.hasLayer(name, digest))),
    ...childrenOf(manifest)
      .map(({ digest }) => digest)
      .filter((each) => isMissing(each, (digest) => storage.manifest(name, digest) !== undefined)),
  ];
}
