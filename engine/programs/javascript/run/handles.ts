import { type ErrorNumber, systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Wait } from '../../../linux/system.ts';
import { unixPathOf } from '../../../network/unix-address.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { change } from '../../heap/change.ts';
import { parseBody, parseHead } from '../../http/wire.ts';
import { continueLookup, type Lookup, lookUp, lookupWait } from '../../resolver.ts';
import type { Machine } from '../machine/machine.ts';
import { alone, JsBytes } from '../values/bytes.ts';
import type { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';
import type { Runtime } from './runtime.ts';
import { errorOf } from './system-errors.ts';

/** Bytes of one step; how long a connection of an HTTP server may be idle. */
const READ_MAX = 65_536;
const KEEP_ALIVE_MS = 5000;

/** A socket that listens. */
export class Listener {
  readonly descriptor: number;
  readonly isReferenced: boolean = true;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }
}

/** A child that was started. */
export class Child {
  readonly pid: number;
  readonly isReferenced: boolean = true;

  constructor(pid: number) {
    this.pid = pid;
  }
}

/** What comes in is given as it comes, or as whole messages of HTTP. */
type Reading = 'data' | 'request' | 'response';

/** A connection. */
export class Socket {
  readonly descriptor: number;
  readonly reading: Reading;
  readonly stage: 'lookup' | 'connecting' | 'open' | 'closed' = 'open';
  readonly lookup: Lookup | undefined = undefined;
  readonly host: string = '';
  readonly port: number = 0;
  /** Of messages: what has come so far, one character per byte. */
  readonly input: string = '';
  readonly ended: boolean = false;
  /** Nothing is read for now: a request is being answered. */
  readonly isPaused: boolean = false;
  readonly isReferenced: boolean = true;
  /** 0: for ever. */
  readonly idleAtMs: number = 0;

  constructor(descriptor: number, reading: Reading) {
    this.descriptor = descriptor;
    this.reading = reading;
  }
}

/** Tells the program's side of a handle of something that happened. */
function tell(runtime: Runtime, handle: JsObject, event: string, ...args: readonly Value[]): void {
  const { machine } = runtime;
  runtime.task(machine.get(handle, 'onevent'), handle, [event, ...args], machine.get(handle, 'context'));
}

/** Looks at a handle. @returns false: nothing has happened */
export function poll(runtime: Runtime, handle: JsObject): boolean {
  const { inner } = handle;
  if (inner instanceof Listener) return accept(runtime, handle, inner);
  if (inner instanceof Child) return ended(runtime, handle, inner);
  return inner instanceof Socket && pollSocket(runtime, handle, inner);
}

function ended(runtime: Runtime, handle: JsObject, { pid }: Child): boolean {
  const found = runtime.system.wait(pid);
  if (found === AGAIN) return false;
  runtime.handles.delete(handle);
  const status = found === 'none' ? { code: 0 } : found.status;
  if ('code' in status) tell(runtime, handle, 'exit', status.code, null);
  else tell(runtime, handle, 'exit', null, status.signal);
  return true;
}

function accept(runtime: Runtime, handle: JsObject, listener: Listener): boolean {
  const accepted = runtime.system.accept(listener.descriptor);
  if (accepted === AGAIN) return false;
  const socket = runtime.handle(new Socket(accepted.descriptor, 'data'));
  const local = runtime.system.localAddress(accepted.descriptor);
  tell(
    runtime,
    handle,
    'connection',
    socket,
    accepted.peer.address,
    accepted.peer.port,
    local.address,
    local.port,
  );
  return true;
}

function pollSocket(runtime: Runtime, handle: JsObject, socket: Socket): boolean {
  switch (socket.stage) {
    case 'lookup':
      return lookingUp(runtime, handle, socket);
    case 'connecting':
      return connecting(runtime, handle, socket);
    case 'open':
      return !socket.isPaused && !socket.ended && receive(runtime, handle, socket);
    default:
      return false;
  }
}

export function connect(runtime: Runtime, handle: JsObject, socket: Socket): void {
  change(socket).stage = 'lookup';
  const found = lookUp(runtime.system, socket.host);
  if ('lookup' in found) change(socket).lookup = found.lookup;
  else if ('failed' in found)
    fail(runtime, handle, socket, notFound(runtime.machine, socket.host, found.failed));
  else begin(runtime, handle, socket, found.address);
}

function notFound(machine: Machine, host: string, why: 'unknown' | 'again'): JsObject {
  const code = why === 'again' ? 'EAI_AGAIN' : 'ENOTFOUND';
  const error = machine.realm.error('Error', `getaddrinfo ${code} ${host}`);
  error.put('errno', why === 'again' ? -3001 : -3008);
  error.put('code', code);
  error.put('syscall', 'getaddrinfo');
  error.put('hostname', host);
  return error;
}

function lookingUp(runtime: Runtime, handle: JsObject, socket: Socket): boolean {
  if (socket.lookup === undefined) return false;
  const found = continueLookup(runtime.system, socket.lookup);
  if ('lookup' in found) {
    change(socket).lookup = found.lookup;
    return false;
  }
  change(socket).lookup = undefined;
  if ('failed' in found) fail(runtime, handle, socket, notFound(runtime.machine, socket.host, found.failed));
  else begin(runtime, handle, socket, found.address);
  return true;
}

function begin(runtime: Runtime, handle: JsObject, socket: Socket, address: string): void {
  change(socket).host = address;
  try {
    change(socket).descriptor = runtime.system.connect({ address, port: socket.port });
    change(socket).stage = 'connecting';
  } catch (error) {
    failConnect(runtime, handle, socket, systemError(error).code);
  }
}

function connecting(runtime: Runtime, handle: JsObject, socket: Socket): boolean {
  try {
    if (runtime.system.connected(socket.descriptor) === AGAIN) return false;
  } catch (error) {
    runtime.system.close(socket.descriptor);
    failConnect(runtime, handle, socket, systemError(error).code);
    return true;
  }
  change(socket).stage = 'open';
  const local = runtime.system.localAddress(socket.descriptor);
  tell(runtime, handle, 'connect', socket.host, socket.port, local.address, local.port);
  return true;
}

function failConnect(runtime: Runtime, handle: JsObject, socket: Socket, code: ErrorNumber): void {
  const path = unixPathOf({ address: socket.host });
  const where = path === undefined ? { address: socket.host, port: socket.port } : { address: path };
  const error = errorOf(runtime.machine, code, 'connect', where);
  fail(runtime, handle, socket, error);
}

function fail(runtime: Runtime, handle: JsObject, socket: Socket, error: JsObject): void {
  change(socket).stage = 'closed';
  runtime.handles.delete(handle);
  tell(runtime, handle, 'error', error);
}

function receive(runtime: Runtime, handle: JsObject, socket: Socket): boolean {
  const { system, machine } = runtime;
  if (socket.reading !== 'data' && messages(runtime, handle, socket)) return true;
  let data: Uint8Array | typeof AGAIN;
  try {
    data = system.read(socket.descriptor, READ_MAX);
  } catch (error) {
    const { code } = systemError(error);
    close(runtime, handle, socket);
    tell(runtime, handle, 'error', errorOf(machine, code, 'read'));
    return true;
  }
  if (data === AGAIN) return idle(runtime, handle, socket);
  if (data.length === 0) {
    change(socket).ended = true;
    if (socket.reading === 'response' && messages(runtime, handle, socket)) return true;
    tell(runtime, handle, 'end');
  } else if (socket.reading === 'data') {
    tell(runtime, handle, 'data', new JsBytes(machine.realm.object('Buffer.prototype'), alone(data)));
  } else {
    change(socket).input += binary(data);
    messages(runtime, handle, socket);
  }
  return true;
}

function idle(runtime: Runtime, handle: JsObject, socket: Socket): boolean {
  if (socket.idleAtMs === 0 || runtime.system.now < socket.idleAtMs) return false;
  close(runtime, handle, socket);
  tell(runtime, handle, 'close');
  return true;
}

/** Takes a whole message off what has come. @returns false: there is none */
function messages(runtime: Runtime, handle: JsObject, socket: Socket): boolean {
  if (socket.input === '') return false;
  const head = parseHead(socket.input);
  if (head === 'more') return false;
  const untilEnd = socket.reading === 'response' ? { ended: socket.ended } : undefined;
  const bodiless =
    typeof head !== 'number' && socket.reading === 'response' && /^(?:1\d\d|204|304)$/.test(head.line[1]);
  const body =
    typeof head === 'number'
      ? head
      : bodiless
        ? { data: '', end: head.end }
        : parseBody(socket.input, head, untilEnd);
  if (body === 'more') return false;
  if (typeof head === 'number' || typeof body === 'number') {
    tell(runtime, handle, 'malformed');
    change(socket).isPaused = true;
    return true;
  }
  change(socket).input = socket.input.slice(body.end);
  change(socket).isPaused = true;
  change(socket).idleAtMs = 0;
  const { realm } = runtime.machine;
  const headers = realm.array(head.headers.flatMap((pair) => [...pair]));
  const bytes = new JsBytes(realm.object('Buffer.prototype'), alone(bytesOf(body.data)));
  tell(runtime, handle, socket.reading, realm.array([...head.line]), headers, bytes);
  return true;
}

/** A server's connection waits for the next request. */
export function resume(runtime: Runtime, socket: Socket): void {
  change(socket).isPaused = false;
  if (socket.reading === 'request') change(socket).idleAtMs = runtime.system.now + KEEP_ALIVE_MS;
}

export function close(runtime: Runtime, handle: JsObject, socket: Socket | Listener): void {
  runtime.handles.delete(handle);
  if (socket instanceof Socket) {
    if (socket.stage === 'closed' || socket.stage === 'lookup') {
      change(socket).stage = 'closed';
      return;
    }
    change(socket).stage = 'closed';
  }
  if (runtime.system.isOpen(socket.descriptor)) runtime.system.close(socket.descriptor);
}

/** What a handle waits for. */
export function handleWait({ inner }: JsObject): Wait {
  if (inner instanceof Listener) return { readable: [inner.descriptor] };
  if (inner instanceof Child) return { child: true };
  if (!(inner instanceof Socket)) return {};
  if (inner.stage === 'lookup' && inner.lookup !== undefined) return lookupWait(inner.lookup);
  if (inner.stage === 'connecting') return { connected: inner.descriptor };
  if (inner.stage !== 'open' || inner.isPaused || inner.ended) return {};
  return { readable: [inner.descriptor], ...(inner.idleAtMs > 0 ? { timeMs: inner.idleAtMs } : {}) };
}
