import type { Docker } from '../../engine/docker/docker.ts';
import type { Sandbox } from '../../engine/sandbox.ts';
import type { Eventual } from './eventual.ts';
import type { DockerReply } from './reply.ts';

/** A request to a Docker daemon, read and let in. */
export interface DockerCall {
  readonly sandbox: Sandbox;
  readonly docker: Docker;
  /** The name of the host whose daemon it is. */
  readonly host: string;
  readonly method: string;
  /** Of the route's pattern, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Empty where the route reads none, or reads it as a stream. */
  readonly body: Uint8Array;
  /** The minor version that the client speaks: 1.50 is 50. */
  readonly version: number;
  /** What the client types, where the route is a stream. */
  readonly stdin: ReadableStream<Uint8Array> | undefined;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Changes something later, when the answer is under way: in a turn of its own. */
  readonly later: <R>(change: (docker: Docker) => R) => Promise<R>;
  /** Lets others on the thread have their turn, between two changes. */
  readonly pause: () => Promise<void>;
}

/**
 * At once, or when something has happened in the sandbox. A handler runs synchronously, and its changes are committed
 * when it returns: what it has subscribed to by then is told afterwards.
 */
export type DockerAnswer = DockerReply | Eventual;

export interface DockerRoute {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** `/containers/:id/json`; `*name` takes everything that is left, slashes included. */
  readonly path: string;
  /** What its body is; default `json`. `upload`: an archive. `stream`: standard input. */
  readonly body?: 'json' | 'upload' | 'stream';
  readonly answer: (call: DockerCall) => DockerAnswer;
}
