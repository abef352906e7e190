import { DockerError } from '../../../engine/docker/docker-error.ts';
import type { DockerMessage } from '../../../engine/docker/messages.ts';
import { empty, refusal } from '../respond.ts';
import type { DockerAnswer, DockerCall } from '../route.ts';

/** What a client is told that waits when the sandbox goes away. */
const GONE = new DockerError(503, 'the daemon is going away');

/**
 * Waits until something has happened to a container.
 * @param answer undefined: that wasn't it
 */
function whenContainer(
  { docker, signal }: DockerCall,
  id: string,
  answer: (message: DockerMessage) => Response | undefined,
): DockerAnswer {
  let unsubscribe = () => {};
  const eventually = new Promise<Response>((resolve) => {
    const finish = (response: Response) => {
      unsubscribe();
      resolve(response);
    };
    unsubscribe = docker.world.publisher.subscribe(`container/${id}`, (message) => {
      const response = message.is === 'closed' ? refusal(GONE) : answer(message);
      if (response !== undefined) finish(response);
    });
    signal.addEventListener('abort', () => finish(empty()), { once: true });
  });
  return { eventually };
}

/** 204 once it runs, or why it doesn't. */
export function whenStarted(call: DockerCall, id: string): DockerAnswer {
  return whenContainer(call, id, (message) => {
    if (message.is === 'started') return empty();
    return message.is === 'refused' ? refusal(message) : undefined;
  });
}

/** 204 once it has ended. */
export function whenEnded(call: DockerCall, id: string): DockerAnswer {
  return whenContainer(call, id, ({ is }) => (is === 'ended' || is === 'removed' ? empty() : undefined));
}
