import type { DaemonPort, SocketAnswer, SocketRequest } from '../../engine/docker/daemon-socket/port.ts';
import { DockerError, invalidParameter } from '../../engine/docker/docker-error.ts';
import type { Sandbox } from '../../engine/sandbox.ts';
import { callRoute, type DockerTurns } from './answer.ts';
import { refused } from './in-slices.ts';
import { OutputStream, STREAM_HEADERS } from './output-stream.ts';
import type { DockerReply } from './reply.ts';
import { routed } from './request.ts';
import { refusal } from './respond.ts';
import type { DockerAnswer } from './route.ts';

/** An archive goes out in one piece: so much of it, in bytes. */
const ARCHIVE_BYTES_MAX = 4_194_304;
/** Go's server says how long an answer is where it is that short, in bytes. */
const MEASURED_BYTES_MAX = 2048;

interface SocketTurns extends DockerTurns {
  /** Something has been said outside of a turn: what follows from it is to be worked off. */
  readonly stir: () => void;
  /** Of an error that is none of the daemon's. */
  readonly report: (error: unknown) => void;
}

/** Answers what programs in the sandbox ask at the daemon's socket, by the routes that clients outside have. */
export function socketPort(sandbox: Sandbox, turns: SocketTurns): DaemonPort {
  return (asked, answer) => {
    const gone = new AbortController();
    const reply = (said: DockerReply) => {
      if (!gone.signal.aborted) send(said, answer);
    };
    const answered = ask(sandbox, turns, asked, gone.signal);
    if (!('eventually' in answered)) reply(answered);
    else if (answered.whenThere !== undefined) answered.whenThere(reply);
    else {
      answered.eventually
        .catch((error: unknown) => failed(error, turns))
        .then((said) => {
          reply(said);
          turns.stir();
        }, turns.report);
    }
    return () => gone.abort();
  };
}

function ask(sandbox: Sandbox, turns: SocketTurns, asked: SocketRequest, signal: AbortSignal): DockerAnswer {
  try {
    const { host, method, target, body } = asked;
    const url = URL.parse(target, 'http://localhost');
    if (url === null) throw invalidParameter('invalid URI for request');
    const match = routed(method, url.pathname);
    const request = new Request(url, { method, headers: headersOf(asked), signal });
    return callRoute(sandbox, { ...match, request, hostName: host, body, stdin: undefined }, turns);
  } catch (error) {
    return failed(error, turns);
  }
}

/** @throws DockerError */
function headersOf({ headers }: SocketRequest): Headers {
  try {
    return new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  } catch {
    throw invalidParameter('malformed MIME header');
  }
}

/** A fault of our own mustn't be met again and again by the reconciler that asks. */
function failed(error: unknown, { report }: SocketTurns): DockerReply {
  try {
    return refused(error);
  } catch (fault) {
    report(fault);
    return refusal(new DockerError(500, 'the daemon could not store or read its data'));
  }
}

function send({ status, headers, body }: DockerReply, answer: SocketAnswer): void {
  const named = Object.entries(headers).filter(([name, value]) => STREAM_HEADERS[name] !== value);
  if (body === null) answer.begin(status, named, 0);
  else if (typeof body === 'string') {
    const bytes = new TextEncoder().encode(body);
    answer.begin(status, named, bytes.length <= MEASURED_BYTES_MAX ? bytes.length : undefined);
    answer.write(bytes);
  } else if (body instanceof OutputStream) {
    const isRaw = headers['Content-Type']?.startsWith('application/vnd.docker.') === true;
    answer.begin(status, named, undefined, isRaw && !('Content-Length' in headers));
    body.follow({ write: (bytes) => answer.write(bytes), end: () => answer.end() });
    return;
  } else {
    const bytes = whole(body);
    if (bytes === undefined) {
      const message = `archives of more than ${ARCHIVE_BYTES_MAX} bytes don't go through the socket in a container`;
      send(refusal({ status: 413, message }), answer);
      return;
    }
    answer.begin(status, named, undefined);
    answer.write(bytes);
  }
  answer.end();
}

/** Undefined: it is too long. */
function whole(pieces: Iterable<Uint8Array>): Uint8Array | undefined {
  const taken: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    if (length > ARCHIVE_BYTES_MAX) return undefined;
    taken.push(piece);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of taken) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
