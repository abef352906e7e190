import type { Headers } from '../../programs/http/message.ts';

/** A request that has come in at a daemon's socket. */
export interface SocketRequest {
  readonly host: string;
  readonly method: string;
  /** As it was sent: `/v1.50/containers/json?all=1`. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What an answer is told to, at once or later: `begin` first, `end` last. */
export interface SocketAnswer {
  /**
   * @param length of the body, in bytes; undefined: as it comes
   * @param isRaw the body is the connection itself, until that ends
   */
  begin(status: number, headers: Headers, length: number | undefined, isRaw?: boolean): void;
  write(bytes: Uint8Array): void;
  end(): void;
}

/**
 * The Engine API, which is no part of the simulated world: whoever hosts that fills this in. It answers in the same
 * instant, or when a message of the daemon's publisher says that there is something to say.
 * @returns to be called when the client has gone
 */
export type DaemonPort = (request: SocketRequest, answer: SocketAnswer) => () => void;
