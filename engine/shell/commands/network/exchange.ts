import { type ErrorNumber, systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System, type Wait } from '../../../linux/system.ts';
import { bytesOf } from '../bytes.ts';
import { beginReading, endReading, type Reading, type ResponseHead, read } from './http.ts';
import { lookUp } from './names.ts';

const READ_BYTES = 65_536;
/** What one step takes at most, in bytes. */
const STEP_BYTES = 262_144;

/** One request and its response, as curl and wget make it. JSON, changed in place. */
export type Exchange = {
  readonly host: string;
  readonly port: number;
  /** Bytes, one character each. */
  readonly request: string;
  readonly startedMs: number;
  /** No later than this. */
  readonly deadlineMs?: number;
  /** Connecting takes no longer than this. */
  readonly connectMs?: number;
  stage: 'resolve' | 'connect' | 'read' | 'done';
  /** The moment at which the answer of the name server is there. */
  resolvedMs: number;
  addresses: string[];
  descriptor: number;
  reading: Reading;
  connectedMs: number;
};

export type ExchangeProblem =
  | { readonly problem: 'name'; readonly temporary: boolean }
  | {
      readonly problem: 'connect';
      readonly code: ErrorNumber;
      readonly message: string;
      readonly address: string;
    }
  | { readonly problem: 'deadline'; readonly connecting: boolean }
  | { readonly problem: 'empty' | 'not HTTP' | 'cut short' | 'reset' };

/** What the caller hears of on the way. */
export interface Listener {
  resolved?(addresses: readonly string[]): void;
  connecting?(address: string): void;
  refused?(address: string, message: string): void;
  connected?(address: string): void;
  head?(head: ResponseHead): void;
  /** Bytes, one character each. */
  body?(data: string): void;
}

export function beginExchange(
  system: System,
  to: { readonly host: string; readonly port: number; readonly address?: string },
  request: string,
  limits: { readonly deadlineMs?: number; readonly connectMs?: number } = {},
): Exchange {
  return {
    host: to.host,
    port: to.port,
    request,
    startedMs: system.now,
    ...limits,
    stage: 'resolve',
    resolvedMs: -1,
    addresses: to.address === undefined ? [] : [to.address],
    descriptor: -1,
    reading: beginReading(request.startsWith('HEAD ')),
    connectedMs: 0,
  };
}

/** Goes on with it. @returns what it waits for, `done`, or why it failed */
export function advance(
  system: System,
  exchange: Exchange,
  listener: Listener,
): Wait | 'done' | ExchangeProblem {
  const result = attemptStages(system, exchange, listener);
  if (result === 'done' || 'problem' in result) {
    if (exchange.descriptor >= 0) system.close(exchange.descriptor);
    exchange.descriptor = -1;
    return result;
  }
  const connecting = exchange.stage !== 'read';
  const limits = [exchange.deadlineMs, connecting ? exchange.connectMs : undefined].filter(
    (ms) => ms !== undefined,
  );
  if (limits.length === 0) return result;
  const limit = Math.min(...limits);
  if (system.now >= limit) {
    if (exchange.descriptor >= 0) system.close(exchange.descriptor);
    exchange.descriptor = -1;
    return { problem: 'deadline', connecting };
  }
  return { ...result, timeMs: Math.min(result.timeMs ?? limit, limit) };
}

function attemptStages(
  system: System,
  exchange: Exchange,
  listener: Listener,
): Wait | 'done' | ExchangeProblem {
  if (exchange.stage === 'resolve') {
    const waiting = resolve(system, exchange, listener);
    if (waiting !== undefined) return waiting;
  }
  if (exchange.stage === 'connect') {
    const waiting = connect(system, exchange, listener);
    if (waiting !== undefined) return waiting;
  }
  return receive(system, exchange, listener);
}

function resolve(system: System, exchange: Exchange, listener: Listener): Wait | ExchangeProblem | undefined {
  if (exchange.addresses.length === 0) {
    const found = lookUp(system, exchange.host);
    if (exchange.resolvedMs < 0) exchange.resolvedMs = system.now + found.latencyMs;
    if (system.now < exchange.resolvedMs) return { timeMs: exchange.resolvedMs };
    if ('problem' in found) return { problem: 'name', temporary: found.problem === 'try again' };
    exchange.addresses = [...found.addresses];
  }
  listener.resolved?.(exchange.addresses);
  exchange.stage = 'connect';
  return undefined;
}

function connect(system: System, exchange: Exchange, listener: Listener): Wait | ExchangeProblem | undefined {
  for (;;) {
    const [address = ''] = exchange.addresses;
    try {
      if (exchange.descriptor < 0) {
        listener.connecting?.(address);
        exchange.descriptor = system.connect({ address, port: exchange.port });
      }
      if (system.connected(exchange.descriptor) === AGAIN) return { connected: exchange.descriptor };
      break;
    } catch (error) {
      const { code, message } = systemError(error);
      if (exchange.descriptor >= 0) system.close(exchange.descriptor);
      exchange.descriptor = -1;
      listener.refused?.(address, message);
      if (exchange.addresses.length === 1) return { problem: 'connect', code, message, address };
      exchange.addresses.shift();
    }
  }
  exchange.connectedMs = system.now;
  exchange.stage = 'read';
  listener.connected?.(exchange.addresses[0] ?? '');
  try {
    system.write(exchange.descriptor, bytesOf(exchange.request));
  } catch (error) {
    systemError(error);
    return { problem: 'reset' };
  }
  return undefined;
}

function receive(system: System, exchange: Exchange, listener: Listener): Wait | 'done' | ExchangeProblem {
  const { reading } = exchange;
  for (let taken = 0; taken < STEP_BYTES; ) {
    let data: Uint8Array | typeof AGAIN;
    try {
      data = system.read(exchange.descriptor, READ_BYTES);
    } catch (error) {
      systemError(error);
      return { problem: 'reset' };
    }
    if (data === AGAIN) return { readable: [exchange.descriptor] };
    if (data.length === 0) return ended(exchange);
    taken += data.length;
    const before = reading.head;
    const body = read(reading, data);
    if (body === undefined) return { problem: 'not HTTP' };
    if (before === undefined && reading.head !== undefined) listener.head?.(reading.head);
    if (body !== '') listener.body?.(body);
    if (reading.framing === 'done') return 'done';
  }
  return { readable: [exchange.descriptor] };
}

function ended(exchange: Exchange): 'done' | ExchangeProblem {
  const { reading } = exchange;
  if (endReading(reading)) return 'done';
  if (reading.head !== undefined) return { problem: 'cut short' };
  return { problem: reading.text === '' ? 'empty' : 'not HTTP' };
}
