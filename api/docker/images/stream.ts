import type { DockerMessage } from '../../../engine/docker/messages.ts';
import { OutputStream, STREAM_HEADERS } from '../output-stream.ts';
import { DAEMON_HEADERS } from '../respond.ts';
import type { DockerCall } from '../route.ts';

/** A stream of JSON lines that a topic is told, until it is done. @param abandoned the client went away before */
export function progressStream(call: DockerCall, topic: string, abandoned: () => void): Response {
  const output = new OutputStream(call.signal);
  let over = false;
  const unsubscribe = call.docker.world.publisher.subscribe(topic, (message: DockerMessage) => {
    if (message.is === 'progress') output.writeJson(message.line);
    if (message.is === 'done' || message.is === 'closed') {
      over = true;
      output.end();
    }
  });
  output.onClose(unsubscribe);
  output.onClose(() => {
    if (!over) abandoned();
  });
  return new Response(output.body, {
    headers: { ...DAEMON_HEADERS, ...STREAM_HEADERS, 'Content-Type': 'application/json' },
  });
}
