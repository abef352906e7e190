import { isRunning } from '../../../engine/docker/containers/container.ts';
import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { OutputStream, STREAM_HEADERS } from '../output-stream.ts';
import type { DockerReply } from '../reply.ts';
import { DAEMON_HEADERS } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { containerOf } from './life.ts';

const CONDITIONS = ['not-running', 'next-exit', 'removed'];

export const waitRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/containers/*name/wait', answer: answerWait },
];

/** The headers go out at once: by them `docker run` knows that it may start the container now. */
function answerWait(call: DockerCall): DockerReply {
  const condition = call.query.get('condition') || 'not-running';
  if (!CONDITIONS.includes(condition)) {
    throw invalidParameter(`invalid condition: ${JSON.stringify(condition)}`);
  }
  const container = containerOf(call);
  const output = new OutputStream(call.signal);
  const finish = (exitCode: number, error?: string) => {
    output.writeJson({ StatusCode: exitCode, ...(error ? { Error: { Message: error } } : {}) });
    output.end();
  };
  if (condition === 'not-running' && !isRunning(container) && container.starting === undefined) {
    finish(container.exitCode, container.error);
  } else {
    let { exitCode } = container;
    const unsubscribe = call.docker.world.publisher.subscribe(`container/${container.id}`, (message) => {
      if (message.is === 'closed') output.end();
      if (message.is === 'ended') exitCode = message.exitCode;
      if (message.is === 'refused') exitCode = container.exitCode;
      const ended = message.is === 'ended' || message.is === 'refused';
      if (message.is === 'removed' || (ended && condition !== 'removed')) finish(exitCode);
    });
    output.onClose(unsubscribe);
  }
  const headers = { ...DAEMON_HEADERS, ...STREAM_HEADERS, 'Content-Type': 'application/json' };
  return { status: 200, headers, body: output };
}
