import type { Wait } from '../../../../linux/system.ts';

/** What an nc is doing. JSON. */
export type State = {
  stage: 'resolve' | 'connect' | 'accept' | 'talk' | 'datagrams';
  host: string;
  address: string;
  /** Those that are left to try. */
  ports: number[];
  resolvedMs: number;
  listener: number;
  socket: number;
  scan: boolean;
  verbose: boolean;
  /** Goes on listening after a connection. */
  keep: boolean;
  /** UDP. */
  datagrams: boolean;
  /** Of a socket for datagrams: who is at the other end. */
  peer: { address: string; port: number } | undefined;
  /** What is run with the connection as its input and output; empty: nothing. */
  command: string[];
  /** How many of them run. */
  children: number;
  /** How long a connection may take to be made, and to be silent. */
  limitMs: number | undefined;
  /** How long it waits for more after its input ended. */
  lingerMs: number | undefined;
  /** The other end is told where the input ends. */
  tellsEnd: boolean;
  deadlineMs: number | undefined;
  inputEnded: boolean;
  opened: boolean;
};

export function newState(host: string): State {
  return {
    stage: 'resolve',
    host,
    address: '',
    ports: [],
    resolvedMs: -1,
    listener: -1,
    socket: -1,
    scan: false,
    verbose: false,
    keep: false,
    datagrams: false,
    peer: undefined,
    command: [],
    children: 0,
    limitMs: undefined,
    lingerMs: undefined,
    tellsEnd: true,
    deadlineMs: undefined,
    inputEnded: false,
    opened: false,
  };
}

/** undefined: the next stage follows at once. */
export type Outcome = Wait | { readonly exit: number } | undefined;
