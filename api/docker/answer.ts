import type { Sandbox } from '../../engine/sandbox.ts';
import { refused } from './in-slices.ts';
import type { DockerRequest } from './request.ts';
import type { DockerAnswer, DockerCall } from './route.ts';

/** What a handler has of its host beside the sandbox. */
export type DockerTurns = Pick<DockerCall, 'later' | 'pause'>;

/** Answers a request that has been read: synchronous, and in one transaction. */
export function answerDocker(sandbox: Sandbox, read: DockerRequest, turns: DockerTurns): DockerAnswer {
  return sandbox.transact(() => {
    try {
      return callRoute(sandbox, read, turns);
    } catch (error) {
      return refused(error);
    }
  });
}

/** Has the handler answer, as a part of what is under way. @throws DockerError, SystemError */
export function callRoute(sandbox: Sandbox, read: DockerRequest, turns: DockerTurns): DockerAnswer {
  const { route, params, request, hostName, body, stdin, version } = read;
  const { docker } = sandbox;
  return route.answer({
    sandbox,
    docker,
    host: docker.host(hostName),
    method: request.method,
    params,
    query: new URL(request.url).searchParams,
    headers: request.headers,
    body,
    version,
    stdin,
    signal: request.signal,
    ...turns,
  });
}
