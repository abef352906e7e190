import { DockerError, invalidParameter, notFound } from '../../engine/docker/docker-error.ts';
import { readBody } from '../read-body.ts';
import { JSON_BODY_BYTES_MAX, UPLOAD_BYTES_MAX } from './limits.ts';
import { API_VERSION, MIN_API_VERSION } from './respond.ts';
import { findRoute, type Match } from './router.ts';

/** A request that was read, but not yet let in. */
export interface DockerRequest extends Match {
  /** Undefined: the first. */
  readonly hostName: string | undefined;
  readonly version: number;
  readonly request: Request;
  readonly body: Uint8Array;
  readonly stdin: ReadableStream<Uint8Array> | undefined;
}

const OF_HOST = /^\/hosts\/([a-z0-9.-]{1,63})(?=\/|$)(.*)$/s;
const VERSIONED = /^\/v(\d{1,3})\.(\d{1,3})(?=\/|$)(.*)$/s;

/**
 * @param path behind the door, e.g. `/v1.50/containers/json`
 * @param stdin of a connection that was taken over: what comes after the request
 * @throws DockerError
 */
export async function readDockerRequest(
  request: Request,
  path: string,
  stdin: ReadableStream<Uint8Array> | undefined,
): Promise<DockerRequest> {
  const [, hostName, ofHost] = OF_HOST.exec(path) ?? [];
  const match = routed(request.method, ofHost ?? path);
  const kind = match.route.body ?? 'json';
  const isStream = kind === 'stream' && stdin === undefined;
  return {
    ...match,
    hostName,
    request,
    body: isStream
      ? new Uint8Array()
      : await bodyOf(request, kind === 'upload' ? UPLOAD_BYTES_MAX : JSON_BODY_BYTES_MAX),
    stdin: stdin ?? (isStream ? (request.body ?? undefined) : undefined),
  };
}

/**
 * Which route is meant, and which version of the API.
 * @param path of one daemon, e.g. `/v1.50/containers/json`
 * @throws DockerError
 */
export function routed(method: string, path: string): Match & { readonly version: number } {
  const [, major, minor, versioned] = VERSIONED.exec(path) ?? [];
  const version = versionOf(major, minor);
  const match = findRoute(method, (versioned ?? path) || '/');
  if (match === undefined) throw notFound('page not found');
  return { ...match, version };
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

function versionOf(major: string | undefined, minor: string | undefined): number {
  if (major === undefined || minor === undefined) return minorOf(API_VERSION);
  const number = Number(minor);
  if (Number(major) > 1 || number > minorOf(API_VERSION)) {
    throw invalidParameter(
      `client version ${major}.${minor} is too new. Maximum supported API version is ${API_VERSION}`,
    );
  }
  if (Number(major) < 1 || number < minorOf(MIN_API_VERSION)) {
    throw invalidParameter(
      `client version ${major}.${minor} is too old. Minimum supported API version is ${MIN_API_VERSION}, please upgrade your client to a newer version`,
    );
  }
  return number;
}

function bodyOf(request: Request, max: number): Promise<Uint8Array> {
  return readBody(request, max, () => new DockerError(413, `request body is larger than ${max} bytes`));
}
