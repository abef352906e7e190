import { DockerError } from '../../engine/docker/docker-error.ts';
import { SystemError } from '../../engine/filesystem/errors.ts';
import { doSome, type Work } from '../../engine/simulation/work.ts';
import type { DockerReply } from './reply.ts';
import { refusal } from './respond.ts';
import type { DockerAnswer, DockerCall } from './route.ts';

/**
 * Answers when work is done that may be long: the first slice of it at once, and each further one in a turn and a
 * transaction of its own.
 * @param answer in the turn in which it was done
 */
export function inSlices<R>(
  call: DockerCall,
  work: Work<R>,
  answer: (result: R) => DockerAnswer,
): DockerAnswer {
  const first = doSome(work);
  return first === undefined ? { eventually: goOn(call, work, answer) } : answer(first.result);
}

async function goOn<R>(
  call: DockerCall,
  work: Work<R>,
  answer: (result: R) => DockerAnswer,
): Promise<DockerReply> {
  for (;;) {
    await call.pause();
    const answered = await call.later((docker): DockerAnswer | undefined => {
      try {
        // What it works with is not the sandbox's memory any more.
        if (docker !== call.docker) throw new DockerError(500, 'the daemon was restarted');
        call.signal.throwIfAborted();
        const done = doSome(work);
        return done === undefined ? undefined : answer(done.result);
      } catch (error) {
        if (docker === call.docker) giveUp(work, error);
        return refused(error);
      }
    });
    if (answered === undefined) continue;
    return 'eventually' in answered ? await answered.eventually : answered;
  }
}

/** Nobody waits for it any more: it leaves things as they were. */
function giveUp(work: Work<unknown>, reason: unknown): void {
  try {
    work.throw(reason);
  } catch (error) {
    if (error !== reason) throw error;
  }
}

/** What the daemon says to an error. @throws what is none of its own */
export function refused(error: unknown): DockerReply {
  if (error instanceof DockerError) return refusal(error);
  // The file system of the daemon's host refuses, as where it is full.
  if (error instanceof SystemError) return refusal({ status: 500, message: error.message.toLowerCase() });
  throw error;
}
