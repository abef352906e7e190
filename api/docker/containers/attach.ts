import { isRunning } from '../../../engine/docker/containers/container.ts';
import { logContainerEvent } from '../../../engine/docker/containers/container-events.ts';
import type { Docker } from '../../../engine/docker/docker.ts';
import { conflict, invalidParameter } from '../../../engine/docker/docker-error.ts';
import type { DockerMessage } from '../../../engine/docker/messages.ts';
import { STDIN_CHUNK_BYTES_MAX } from '../limits.ts';
import { frame, OutputStream, STREAM_HEADERS } from '../output-stream.ts';
import { flag } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { DAEMON_HEADERS } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { DetachKeys, parseDetachKeys } from './detach-keys.ts';
import { containerOf } from './life.ts';

const RAW_STREAM = 'application/vnd.docker.raw-stream';
const MULTIPLEXED_STREAM = 'application/vnd.docker.multiplexed-stream';

export const attachRoutes: readonly DockerRoute[] = [
  {
    method: 'POST',
    path: '/containers/*name/attach',
    body: 'stream',
    answer: (call) => answerAttach(call, false),
  },
  { method: 'GET', path: '/containers/*name/attach/ws', body: 'stream', answer: answerWebSocket },
];

/** From this version on, a client says which streams it wants over a WebSocket. */
const CHOOSES_STREAMS = 42;

/** How often, on the wall clock, it is looked whether a process that reads slowly has room for more. */
const ROOM_INTERVAL_MS = 50;

/** What a connection to a process's standard streams is about. */
export interface Streams {
  readonly container: string;
  /** Empty: the main process. */
  readonly exec: string;
  readonly tty: boolean;
  /** Whether each piece says which stream it is of. */
  readonly framed: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Whether the end of the client's input is the end of the process's, where there is no terminal. */
  readonly closesStdin: boolean;
  /** What is typed to leave a terminal. */
  readonly detachKeys: readonly number[];
  /** They were typed. */
  readonly detached: (docker: Docker) => void;
}

function answerWebSocket(call: DockerCall): DockerReply {
  if (call.stdin === undefined) throw invalidParameter('not websocket protocol');
  return answerAttach(call, true);
}

function answerAttach(call: DockerCall, isWebSocket: boolean): DockerReply {
  const { query, docker } = call;
  const container = containerOf(call);
  if (container.status === 'paused') {
    throw conflict('You cannot attach to a paused container, unpause it first');
  }
  if (container.status === 'restarting') {
    throw conflict('You cannot attach to a restarting container, wait until it is running');
  }
  const keys = query.get('detachKeys') ?? '';
  const detachKeys = parseDetachKeys(keys);
  if (detachKeys === undefined) throw invalidParameter(`Invalid detach keys (${keys}) provided`);
  const { config } = container;
  const wants = (stream: string) => (isWebSocket && call.version < CHOOSES_STREAMS) || flag(query, stream);
  const streams: Streams = {
    container: container.id,
    exec: '',
    tty: config.Tty,
    framed: !config.Tty && !isWebSocket,
    stdin: wants('stdin') && config.OpenStdin,
    stdout: wants('stdout'),
    stderr: wants('stderr'),
    closesStdin: config.StdinOnce,
    detachKeys,
    detached: ({ world }) => {
      const current = world.containers.byId(container.id);
      if (current !== undefined) logContainerEvent(world, current, 'detach');
    },
  };
  const output = new OutputStream(call.signal);
  if (flag(query, 'logs')) {
    for (const [, stream, line] of docker.world.logs.entries(container.id)) {
      writeOutput(output, streams, stream, new TextEncoder().encode(line));
    }
  }
  logContainerEvent(docker.world, container, 'attach');
  const live = flag(query, 'stream');
  if (
    live &&
    (isRunning(container) ||
      container.starting !== undefined ||
      container.status !== 'exited' ||
      call.stdin !== undefined)
  ) {
    connect(call, output, streams);
  } else output.end();
  return streamResponse(call, output, !streams.framed);
}

/** Leads output to the client, and the client's input to the process. */
export function connect(call: DockerCall, output: OutputStream, streams: Streams): void {
  const topic = `output/${streams.container}/${streams.exec}`;
  const unsubscribe = call.docker.world.publisher.subscribe(topic, (message) =>
    follow(output, streams, message),
  );
  output.onClose(unsubscribe);
  if (call.stdin !== undefined && streams.stdin) {
    if (streams.tty && isDockerCli(call.headers)) output.write(UNSEEN);
    void pump(call, output, streams, call.stdin, whenRunning(call, output, streams));
  }
}

/**
 * Over plain TCP, Docker's CLI sees the keys to detach by only if something has come together with the head of the
 * answer (its copying hides from it why it ended). At the beginning of a line, this is nothing.
 */
const UNSEEN = '\r';

function isDockerCli(headers: Headers): boolean {
  return headers.get('user-agent')?.startsWith('Docker-Client/') === true;
}

function follow(output: OutputStream, streams: Streams, message: DockerMessage): void {
  if (message.is === 'output') writeOutput(output, streams, message.stream, message.bytes);
  if (message.is === 'end of output' || message.is === 'closed') output.end();
}

function writeOutput(
  output: OutputStream,
  { framed, stdout, stderr }: Streams,
  stream: 1 | 2,
  bytes: Uint8Array,
): void {
  if (stream === 1 ? !stdout : !stderr) return;
  output.write(framed ? frame(stream, bytes) : bytes);
}

/** A client may type before the container it has attached to is started: then its input waits. */
function whenRunning({ docker }: DockerCall, output: OutputStream, streams: Streams): Promise<void> {
  const { containers, publisher } = docker.world;
  const container = containers.byId(streams.container);
  if (streams.exec !== '' || container === undefined || isRunning(container)) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = publisher.subscribe(`container/${streams.container}`, ({ is }) => {
      if (is === 'started') resolve();
    });
    output.onClose(() => {
      unsubscribe();
      resolve();
    });
  });
}

/** Waits until a process has read so much that there is room for more: nothing holds what a client sends meanwhile. */
async function whenRoom(
  call: DockerCall,
  output: OutputStream,
  { container, exec }: Pick<Streams, 'container' | 'exec'>,
): Promise<void> {
  for (;;) {
    const isFull = await call.later((docker) => docker.world.runtime.isFull(container, exec));
    if (!isFull || output.closed) return;
    await new Promise((resolve) => setTimeout(resolve, ROOM_INTERVAL_MS));
  }
}

/** Each piece of input is a turn of its own; the next is read when it is done. */
async function pump(
  call: DockerCall,
  output: OutputStream,
  { container, exec, tty, closesStdin, detachKeys, detached }: Streams,
  stdin: ReadableStream<Uint8Array>,
  running: Promise<void>,
): Promise<void> {
  await running;
  const reader = stdin.getReader();
  const keys = tty ? new DetachKeys(detachKeys) : undefined;
  output.onClose(() => void reader.cancel().catch(() => {}));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || output.closed) break;
      const typed = keys?.take(value) ?? { passed: value, detached: false };
      for (let at = 0; at < typed.passed.length; at += STDIN_CHUNK_BYTES_MAX) {
        const piece = typed.passed.subarray(at, at + STDIN_CHUNK_BYTES_MAX);
        await call.later((docker) => docker.world.runtime.write(container, exec, piece));
        if (!tty) await whenRoom(call, output, { container, exec });
      }
      if (typed.detached) {
        await call.later(detached);
        output.end();
        return;
      }
    }
    // Whoever types no more at a terminal, or at a process that others may type for, has gone.
    if (!closesStdin || tty) output.end();
    else await call.later((docker) => docker.world.runtime.closeStdin(container, exec));
  } catch {
    // The client, or the sandbox, is gone: then there is nobody to type for.
    output.end();
  }
}

/** The answer that the Node host turns into a connection of its own where the client asked for one. */
export function streamResponse(call: DockerCall, output: OutputStream, raw: boolean): DockerReply {
  const multiplexed = !raw && call.version >= 42;
  return {
    status: 200,
    headers: {
      ...DAEMON_HEADERS,
      ...STREAM_HEADERS,
      'Content-Type': multiplexed ? MULTIPLEXED_STREAM : RAW_STREAM,
    },
    body: output,
  };
}
