import { type ErrorNumber, systemError } from '../../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../../linux/system.ts';
import { unixPathOf } from '../../network/unix-address.ts';
import { binary, bytesOf, encode } from '../../shell/commands/bytes.ts';
import { continueLookup, type Lookup, lookUp, lookupWait, type Resolved } from '../resolver.ts';
import type { AddedHeaders, Forward, Headers } from './message.ts';
import { parseBody, parseHead } from './wire.ts';

/** How long a server behind may take to accept, and to answer. */
const connectTimeoutMs = 60_000;
const answerTimeoutMs = 60_000;
const readMax = 262_144;

const NUMBERS: Readonly<Partial<Record<ErrorNumber, number>>> = {
  ENOENT: 2,
  EACCES: 13,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
};

/** What is said of a server that accepted a connection, where no more was wanted of it. */
export const REACHED = 'reached';

/** Headers of a client's connection, which a proxy's own has for itself. */
export const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** A request that was passed on: JSON, part of a connection's state. */
export type Forwarding = {
  /** Servers that are left to try, the current one first. */
  targets: { host: string; port: number }[];
  /** The whole request, one character per byte. */
  request: string;
  lookup?: Lookup | undefined;
  descriptor: number;
  stage: 'lookup' | 'connecting' | 'reading';
  input: string;
  deadlineMs: number;
  reachOnly?: boolean | undefined;
  /** What was connected to, or tried: `172.18.0.2:80`. */
  tried: string[];
  target: string;
  begunMs: number;
  also?: AddedHeaders | undefined;
  /** `connect() failed (111: Connection refused)` */
  problem?: string;
};

export type Forwarded =
  | 'wait'
  | { readonly status: number; readonly reason: string; readonly headers: Headers; readonly body: string }
  | { readonly failed: number; readonly problem: string };

export function forward(system: System, { forward: to }: Forward, body: string): Forwarding {
  const headers = [
    ...to.headers,
    ...(body === '' ? [] : [['Content-Length', String(body.length)] as const]),
    ['Connection', 'close'] as const,
  ];
  const head = `${to.method} ${to.target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const forwarding: Forwarding = {
    targets: [{ host: to.host, port: to.port }, ...(to.others ?? [])],
    request: encode(head) + body,
    descriptor: -1,
    stage: 'lookup',
    input: '',
    deadlineMs: 0,
    reachOnly: to.reachOnly,
    tried: [],
    target: to.target,
    begunMs: system.now,
    also: to.also,
  };
  begin(system, forwarding);
  return forwarding;
}

/** Does what can be done without waiting. */
export function continueForwarding(system: System, forwarding: Forwarding): Forwarded {
  for (;;) {
    if (forwarding.targets.length === 0) {
      const timedOut = forwarding.problem?.includes('110:') === true;
      return { failed: timedOut ? 504 : 502, problem: forwarding.problem ?? 'no live upstreams' };
    }
    try {
      const result = stages[forwarding.stage](system, forwarding);
      if (result !== 'next') return result;
    } catch (error) {
      const { code, message } = systemError(error);
      nextTarget(system, forwarding, `connect() failed (${NUMBERS[code] ?? 104}: ${message})`);
    }
  }
}

export function forwardingWait(forwarding: Forwarding): Wait {
  if (forwarding.lookup !== undefined) return lookupWait(forwarding.lookup);
  return forwarding.stage === 'connecting'
    ? { connected: forwarding.descriptor, timeMs: forwarding.deadlineMs }
    : { readable: [forwarding.descriptor], timeMs: forwarding.deadlineMs };
}

export function abandon(system: System, { descriptor }: Forwarding): void {
  if (descriptor >= 0 && system.isOpen(descriptor)) system.close(descriptor);
}

const stages: Readonly<
  Record<Forwarding['stage'], (system: System, forwarding: Forwarding) => Forwarded | 'next'>
> = {
  lookup(system, forwarding) {
    if (forwarding.lookup === undefined) return 'next';
    return resolved(system, forwarding, continueLookup(system, forwarding.lookup)) ? 'next' : 'wait';
  },
  connecting(system, forwarding) {
    if (system.connected(forwarding.descriptor) === AGAIN) {
      if (system.now < forwarding.deadlineMs) return 'wait';
      nextTarget(
        system,
        forwarding,
        'upstream timed out (110: Connection timed out) while connecting to upstream',
      );
      return 'next';
    }
    if (forwarding.reachOnly === true) {
      system.close(forwarding.descriptor);
      return { failed: 200, problem: REACHED };
    }
    system.write(forwarding.descriptor, bytesOf(forwarding.request));
    forwarding.stage = 'reading';
    forwarding.deadlineMs = system.now + answerTimeoutMs;
    return 'next';
  },
  reading(system, forwarding) {
    const data = system.read(forwarding.descriptor, readMax);
    if (data === AGAIN) {
      if (system.now < forwarding.deadlineMs) return 'wait';
      system.close(forwarding.descriptor);
      return {
        failed: 504,
        problem: 'upstream timed out (110: Connection timed out) while reading response header from upstream',
      };
    }
    forwarding.input += binary(data);
    return answerOf(system, forwarding, data.length === 0);
  },
};

function begin(system: System, forwarding: Forwarding): void {
  const [target] = forwarding.targets;
  if (target === undefined) return;
  forwarding.stage = 'lookup';
  forwarding.input = '';
  resolved(system, forwarding, lookUp(system, target.host));
}

/** @returns false: still looking */
function resolved(system: System, forwarding: Forwarding, result: Resolved): boolean {
  const [target] = forwarding.targets;
  if (target === undefined) return true;
  if ('lookup' in result) {
    forwarding.lookup = result.lookup;
    return false;
  }
  forwarding.lookup = undefined;
  if ('failed' in result) {
    nextTarget(system, forwarding, `${target.host} could not be resolved`);
    return true;
  }
  forwarding.tried.push(
    unixPathOf(result) === undefined ? `${result.address}:${target.port}` : result.address,
  );
  try {
    forwarding.descriptor = system.connect({ address: result.address, port: target.port });
    forwarding.stage = 'connecting';
    forwarding.deadlineMs = system.now + connectTimeoutMs;
  } catch (error) {
    const { code, message } = systemError(error);
    const where = unixPathOf(result) === undefined ? '' : ` to ${result.address}`;
    nextTarget(system, forwarding, `connect()${where} failed (${NUMBERS[code] ?? 113}: ${message})`);
  }
  return true;
}

function nextTarget(system: System, forwarding: Forwarding, problem: string): void {
  if (forwarding.descriptor >= 0) system.close(forwarding.descriptor);
  forwarding.descriptor = -1;
  forwarding.problem = problem;
  forwarding.targets.shift();
  begin(system, forwarding);
}

function answerOf(system: System, forwarding: Forwarding, ended: boolean): Forwarded | 'next' {
  const head = parseHead(forwarding.input);
  const bodiless = typeof head === 'object' && ['204', '304'].includes(head.line[1]);
  const headRequest = forwarding.request.startsWith('HEAD ');
  const body =
    typeof head !== 'object'
      ? head
      : bodiless || headRequest
        ? { data: '', end: head.end }
        : parseBody(forwarding.input, head, { ended });
  if (body === 'more' && !ended) return 'next';
  system.close(forwarding.descriptor);
  if (typeof head !== 'object' || typeof body !== 'object') {
    return {
      failed: 502,
      problem: 'upstream prematurely closed connection while reading response header from upstream',
    };
  }
  return { status: Number(head.line[1]), reason: head.line[2], headers: head.headers, body: body.data };
}
