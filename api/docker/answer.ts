import type { Docker } from '../../engine/docker/docker.ts';
import { DockerError } from '../../engine/docker/docker-error.ts';
import { SystemError } from '../../engine/filesystem/errors.ts';
import type { Sandbox } from '../../engine/sandbox.ts';
import type { DockerRequest } from './request.ts';
import { refusal } from './respond.ts';
import type { DockerAnswer } from './route.ts';

/** Answers a request that has been read: synchronous, and in one transaction. */
export function answerDocker(
  sandbox: Sandbox,
  read: DockerRequest,
  later: <R>(change: (docker: Docker) => R) => Promise<R>,
): DockerAnswer {
  const { route, params, request, hostName, body, stdin, version } = read;
  const { docker } = sandbox;
  return sandbox.transact(() => {
    try {
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
        later,
      });
    } catch (error) {
      if (error instanceof DockerError) return refusal(error);
      // The file system of the daemon's host refuses, as where it is full.
      if (error instanceof SystemError) return refusal({ status: 500, message: error.message.toLowerCase() });
      throw error;
    }
  });
}
