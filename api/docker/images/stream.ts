import type { DockerMessage } from '../../../engine/docker/messages.ts';
import { eventual } from '../eventual.ts';
import { OutputStream, STREAM_HEADERS } from '../output-stream.ts';
import type { DockerReply } from '../reply.ts';
import { DAEMON_HEADERS, refusal } from '../respond.ts';
import type { DockerAnswer, DockerCall } from '../route.ts';

/** A stream of JSON lines that a topic is told, until it is done. @param abandoned the client went away before */
export function progressStream(call: DockerCall, topic: string, abandoned: () => void): DockerReply {
  return streamed(listen(call, topic, abandoned, () => {}));
}

/** The same where the topic may also be told, before everything else, that it is refused. */
export function progressOrRefusal(call: DockerCall, topic: string, abandoned: () => void): DockerAnswer {
  return eventual((answer) => {
    const output = listen(call, topic, abandoned, (message) => {
      answer(message.is === 'refused' ? refusal(message) : streamed(output));
    });
    output.onClose(() => answer(streamed(output)));
  });
}

function listen(
  call: DockerCall,
  topic: string,
  abandoned: () => void,
  heard: (message: DockerMessage) => void,
): OutputStream {
  const output = new OutputStream(call.signal);
  let over = false;
  const unsubscribe = call.docker.world.publisher.subscribe(topic, (message: DockerMessage) => {
    heard(message);
    if (message.is === 'progress') output.writeJson(message.line);
    if (['refused', 'done', 'closed'].includes(message.is)) {
      over = true;
      output.end();
    }
  });
  output.onClose(unsubscribe);
  output.onClose(() => {
    if (!over) abandoned();
  });
  return output;
}

function streamed(output: OutputStream): DockerReply {
  return {
    status: 200,
    headers: { ...DAEMON_HEADERS, ...STREAM_HEADERS, 'Content-Type': 'application/json' },
    body: output,
  };
}
