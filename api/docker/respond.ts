import { DockerError } from '../../engine/docker/docker-error.ts';
import { ENGINE_VERSION } from '../../engine/docker/version.ts';
import type { DockerReply } from './reply.ts';

export const API_VERSION = '1.50';
export const MIN_API_VERSION = '1.24';

/** What every answer of a daemon carries. */
export const DAEMON_HEADERS: Readonly<Record<string, string>> = {
  'Api-Version': API_VERSION,
  'Docker-Experimental': 'false',
  Ostype: 'linux',
  Server: `Docker/${ENGINE_VERSION} (linux)`,
};

export function json(value: unknown, status = 200): DockerReply {
  const headers = { ...DAEMON_HEADERS, 'Content-Type': 'application/json' };
  return { status, headers, body: `${JSON.stringify(value)}\n` };
}

/** 204, or another status without a body. */
export function empty(status = 204): DockerReply {
  return { status, headers: DAEMON_HEADERS, body: null };
}

export function refusal({ status, message }: Pick<DockerError, 'status' | 'message'>): DockerReply {
  return json({ message }, status);
}

/** What a daemon answers to whom it doesn't know, and of what isn't there. */
export function unauthorized(): DockerReply {
  return refusal(new DockerError(401, 'Unauthorized'));
}
