import { SystemError, systemError } from '../../filesystem/errors.ts';
import type { Signal } from '../../linux/signals.ts';
import {
  AGAIN,
  type Json,
  type Next,
  type Program,
  type SocketAddress,
  type System,
  type Wait,
} from '../../linux/system.ts';
import {
  type Connection,
  closeConnection,
  connectionWait,
  type Exchange,
  openConnection,
  serve,
} from './connection.ts';
import type { Address, Forward, HttpReply, HttpRequest } from './message.ts';

/** Connections one process holds; more wait in the queue of the kernel. */
const connectionsMax = 256;
/** How long a server that is told to stop waits for requests that are under way. */
const drainMs = 10_000;

/** A server as its author describes it. Its own state is JSON and is changed in place. */
export interface HttpServer<Own extends Json> {
  /** Reads the command line and files. An exit code: it gives up, and has said why. */
  begin(system: System): number | Beginning<Own>;
  /** It listens from now on. */
  ready?(system: System, own: Own): void;
  answer(system: System, own: Own, request: HttpRequest): HttpReply | Forward;
  /** What a server answers where one behind it fails, or a request makes no sense. Default: the status alone. */
  refuse?(
    system: System,
    own: Own,
    status: number,
    request: HttpRequest | undefined,
    problem?: string,
  ): HttpReply;
  /** A reply was sent: for access logs. */
  sent?(system: System, own: Own, request: HttpRequest, status: number, bytes: number): void;
  /** What signals do. Not listed: the default action. Unhandled SIGTERM as PID 1 is the kernel's matter. */
  readonly signals?: Readonly<Partial<Record<Signal, Reaction<Own>>>>;
  /** What it can't listen on. Default: nothing is said. @returns the exit code */
  occupied?(system: System, own: Own, address: SocketAddress, error: SystemError): number;
  /** Servers that requests couldn't be passed on to: `172.18.0.2:80`. */
  failed?(system: System, own: Own, addresses: readonly string[]): void;
  /** Something to do now and then. @returns when to be called again */
  tick?(system: System, own: Own): number | undefined;
  /** What its Server header says, where it has one; it is put on what comes from servers behind it. */
  serverName?(system: System): string;
  /** HTTP/1.0 answers, and connections that end with each reply. */
  readonly oneShot?: boolean;
  /** `Connection: keep-alive` is said. */
  readonly saysKeepAlive?: boolean;
}

/** `drain`: finishes what is under way, then exits with the code. */
type Reaction<Own> =
  | { readonly exit: number; readonly says?: (system: System, own: Own) => void; readonly drain?: boolean }
  | { readonly ignore: true }
  /** Go's runtime: as PID 1, whom no default action ends, it exits with 2. */
  | { readonly unhandledInGo: true }
  | { readonly call: (system: System, own: Own) => void };

/** A Go program that installs no handlers. */
export const goSignals = {
  SIGINT: { unhandledInGo: true },
  SIGTERM: { unhandledInGo: true },
} as const;

export interface Beginning<Own> {
  readonly listen: readonly SocketAddress[];
  readonly own: Own;
  readonly readyAfterMs?: number;
  readonly memoryBytes?: number;
}

export type ServerState<Own> = {
  own: Own;
  addresses: Address[];
  listeners: number[];
  connections: Connection[];
  readyAtMs: number;
  /** Set while it drains. */
  stopping?: { exit: number; deadlineMs: number };
  tickAtMs?: number | undefined;
};

/** Makes a program of a server. */
export function httpServer<Own extends Json>(server: HttpServer<Own>): Program<ServerState<Own>> {
  return {
    start(system) {
      const begun = server.begin(system);
      if (typeof begun === 'number') return { exit: begun };
      const handled = Object.keys(server.signals ?? {}).filter(isHandled);
      system.onSignal('ignore', ['SIGPIPE']);
      if (handled.length > 0) system.onSignal('handle', handled);
      if (begun.memoryBytes !== undefined) system.setMemory(begun.memoryBytes);
      const state: ServerState<Own> = {
        own: begun.own,
        addresses: [...begun.listen],
        listeners: [],
        connections: [],
        readyAtMs: system.now + (begun.readyAfterMs ?? 5),
      };
      return { state, until: { timeMs: state.readyAtMs } };
    },
    step: (system, state) => stepServer(server, system, state),
  };
}

function isHandled(name: string): name is Signal {
  return name.startsWith('SIG');
}

function stepServer<Own extends Json>(
  server: HttpServer<Own>,
  system: System,
  state: ServerState<Own>,
): Next<ServerState<Own>> {
  const ended = signals(server, system, state);
  if (ended !== undefined) return ended;
  if (state.listeners.length === 0 && state.stopping === undefined) {
    if (system.now < state.readyAtMs) return { state, until: { timeMs: state.readyAtMs } };
    const failed = listen(server, system, state);
    if (failed !== undefined) return { exit: failed };
    server.ready?.(system, state.own);
  }
  return serveConnections(server, system, state);
}

/** Accepts and serves what has come; then says what to wait for. */
export function serveConnections<Own extends Json>(
  server: HttpServer<Own>,
  system: System,
  state: ServerState<Own>,
): Next<ServerState<Own>> {
  acceptAll(system, state);
  const exchange = exchangeOf(server, system, state.own);
  state.connections = state.connections.filter((connection) => {
    const open = attempt(() => serve(system, connection, exchange, state.stopping !== undefined));
    if (!open) closeConnection(system, connection);
    return open;
  });
  const { stopping } = state;
  if (stopping !== undefined && (state.connections.length === 0 || system.now >= stopping.deadlineMs)) {
    return { exit: stopping.exit };
  }
  if (server.tick !== undefined && system.now >= (state.tickAtMs ?? 0)) {
    state.tickAtMs = server.tick(system, state.own);
  }
  return { state, until: waitFor(system, state) };
}

function attempt(serveIt: () => boolean): boolean {
  try {
    return serveIt();
  } catch (error) {
    systemError(error);
    return false;
  }
}

function signals<Own extends Json>(
  server: HttpServer<Own>,
  system: System,
  state: ServerState<Own>,
): Next<ServerState<Own>> | undefined {
  for (const signal of system.takeSignals()) {
    const reaction = server.signals?.[signal];
    if (reaction === undefined || 'ignore' in reaction) continue;
    if ('unhandledInGo' in reaction) return system.pid === 1 ? { exit: 2 } : { killedBy: signal };
    if ('call' in reaction) {
      reaction.call(system, state.own);
      continue;
    }
    reaction.says?.(system, state.own);
    if (reaction.drain !== true) return { exit: reaction.exit };
    for (const listener of state.listeners) system.close(listener);
    state.listeners = [];
    state.stopping = { exit: reaction.exit, deadlineMs: system.now + drainMs };
  }
  return undefined;
}

function listen<Own extends Json>(
  server: HttpServer<Own>,
  system: System,
  state: ServerState<Own>,
): number | undefined {
  for (const address of state.addresses) {
    try {
      state.listeners.push(system.listen(address));
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return server.occupied?.(system, state.own, address, error) ?? 1;
    }
  }
  return undefined;
}

function acceptAll<Own>(system: System, state: ServerState<Own>): void {
  for (const listener of state.listeners) {
    while (state.connections.length < connectionsMax) {
      const accepted = system.accept(listener);
      if (accepted === AGAIN) break;
      state.connections.push(openConnection(system, accepted.descriptor, accepted.peer));
    }
  }
}

function exchangeOf<Own extends Json>(server: HttpServer<Own>, system: System, own: Own): Exchange {
  return {
    answer: (request) => server.answer(system, own, request),
    refuse: (status, request, problem) =>
      server.refuse?.(system, own, status, request, problem) ?? { status, close: true },
    sent: (request, status, bytes) => server.sent?.(system, own, request, status, bytes),
    failed: (addresses) => server.failed?.(system, own, addresses),
    serverName: server.serverName?.(system),
    oneShot: server.oneShot === true,
    saysKeepAlive: server.saysKeepAlive === true,
  };
}

function waitFor<Own>(system: System, state: ServerState<Own>): Wait {
  const readable = state.connections.length < connectionsMax ? [...state.listeners] : [];
  const writable: number[] = [];
  let timeMs = Math.min(state.stopping?.deadlineMs ?? Infinity, state.tickAtMs ?? Infinity);
  let connected: number | undefined;
  for (const connection of state.connections) {
    const wait = connectionWait(system, connection);
    readable.push(...(wait.readable ?? []));
    writable.push(...(wait.writable ?? []));
    timeMs = Math.min(timeMs, wait.timeMs ?? Infinity);
    if (wait.connected === undefined) continue;
    // One can be waited for; the others are looked at soon.
    if (connected === undefined) connected = wait.connected;
    else timeMs = Math.min(timeMs, system.now + 1);
  }
  return {
    readable,
    writable,
    ...(timeMs === Infinity ? {} : { timeMs }),
    ...(connected === undefined ? {} : { connected }),
  };
}
