import { DockerError } from '../../../engine/docker/docker-error.ts';
import type { DockerMessage } from '../../../engine/docker/messages.ts';
import { eventual } from '../eventual.ts';
import type { DockerReply } from '../reply.ts';
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
  answer: (message: DockerMessage) => DockerReply | undefined,
): DockerAnswer {
  let unsubscribe = () => {};
  return eventual((tell) => {
    const finish = (reply: DockerReply) => {
      unsubscribe();
      tell(reply);
    };
    unsubscribe = docker.world.publisher.subscribe(`container/${id}`, (message) => {
      const reply = message.is === 'closed' ? refusal(GONE) : answer(message);
      if (reply !== undefined) finish(reply);
    });
    signal.addEventListener('abort', () => finish(empty()), { once: true });
  });
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
