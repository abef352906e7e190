import type { Sandbox } from '../../engine/sandbox.ts';
import { refused } from './in-slices.ts';
import type { DockerRequest } from './request.ts';
import type { DockerAnswer, DockerCall } from './route.ts';

/** Answers a request that has been read: synchronous, and in one transaction. */
export function answerDocker(
  sandbox: Sandbox,
  read: DockerRequest,
  { later, pause }: Pick<DockerCall, 'later' | 'pause'>,
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
        pause,
      });
    } catch (error) {
      return refused(error);
    }
  });
}
