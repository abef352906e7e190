import { AGAIN, type Json, type SocketAddress } from '../../../linux/system.ts';
import { isAbstract, unixPathOf } from '../../../network/unix-address.ts';
import { binary, bytesOf as packed } from '../../../shell/commands/bytes.ts';
import { continueLookup, type Lookup, lookUp, lookupWait } from '../../resolver.ts';
import { integerArgument, numberArgument, textArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { systemCall } from '../builtins/system-errors.ts';
import { raiseError } from '../machine/exceptions.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import { Blocked } from '../machine/raised.ts';
import { bytes, tuple, type Value } from '../machine/values.ts';
import { waitOnce } from './threads.ts';
import { dueMs } from './time.ts';

/** What is sent in one call, in bytes. */
const SEND_MAX = 262_144;

/** What Python shows of an address: a pair, or the path of a Unix socket, or its abstract name in bytes. */
function pair(at: SocketAddress): Value {
  const path = unixPathOf(at);
  if (path === undefined) return tuple([at.address, at.port]);
  return isAbstract(path) ? bytes(path) : path;
}

function addressOf(machine: Machine, host: Value | undefined, port: Value | undefined): SocketAddress {
  const number = integerArgument(machine, port);
  if (number < 0 || number > 65_535) throw machine.error('OverflowError', 'bind(): port must be 0-65535.');
  const name = textArgument(machine, host);
  const address = name === '' || name === '::' ? '0.0.0.0' : name === 'localhost' ? '127.0.0.1' : name;
  return { address, port: number };
}

interface Waiting {
  readonly deadlineMs: number | null;
}

/** When a call with a time limit gives up; it is set at its first try. */
function deadline(machine: Machine, seconds: Value | undefined): number | undefined {
  if (seconds === undefined || seconds === null) return undefined;
  machine.memo ??= { deadlineMs: dueMs(machine, seconds) };
  const due = waiting(machine.memo)?.deadlineMs ?? undefined;
  if (due !== undefined && machine.system.now >= due) {
    machine.memo = undefined;
    throw machine.error('TimeoutError', 'timed out');
  }
  return due;
}

function waiting(memo: Json | undefined): Waiting | undefined {
  if (typeof memo !== 'object' || memo === null || !('deadlineMs' in memo)) return undefined;
  return { deadlineMs: Number(memo.deadlineMs) };
}

function block(descriptor: number, due: number | undefined): Blocked {
  return new Blocked({ readable: [descriptor], ...(due === undefined ? {} : { timeMs: due }) });
}

function connectionOf(memo: Json | undefined): { readonly descriptor: number; readonly sinceMs: number } {
  if (typeof memo !== 'object' || memo === null || !('descriptor' in memo) || !('sinceMs' in memo)) {
    throw new Error('no connection is being made');
  }
  return { descriptor: Number(memo.descriptor), sinceMs: Number(memo.sinceMs) };
}

function lookupOf(memo: Json | undefined): Lookup | undefined {
  if (typeof memo !== 'object' || memo === null || !('lookup' in memo)) return undefined;
  const { lookup } = memo;
  return isLookup(lookup) ? lookup : undefined;
}

function isLookup(value: unknown): value is Lookup {
  return typeof value === 'object' && value !== null && 'untilMs' in value && 'answer' in value;
}

function resolve(machine: Machine, host: string): string {
  const lookup = lookupOf(machine.memo);
  const found = lookup === undefined ? lookUp(machine.system, host) : continueLookup(machine.system, lookup);
  if ('lookup' in found) {
    machine.memo = { lookup: found.lookup };
    throw new Blocked(lookupWait(found.lookup));
  }
  machine.memo = undefined;
  if ('address' in found) return found.address;
  const [number, words] =
    found.failed === 'unknown'
      ? [-2, 'Name or service not known']
      : [-3, 'Temporary failure in name resolution'];
  throw raiseError(
    'OSError',
    [number, words],
    [
      ['errno', number],
      ['strerror', words],
      ['gaierror', true],
    ],
  );
}

export const socketNatives = natives('_socket.', {
  gethostname: (machine) => machine.system.hostName(),
  sethostname: (machine, [name]) => {
    machine.system.setHostName(textArgument(machine, name));
    return null;
  },
  resolve: (machine, [host]) => resolve(machine, textArgument(machine, host)),
  listen: (machine, [host, port]) =>
    systemCall(machine, () => machine.system.listen(addressOf(machine, host, port))),
  bind_datagram: (machine, [host, port]) =>
    systemCall(machine, () => machine.system.bindDatagram(addressOf(machine, host, port))),
  accept: (machine, [descriptor, seconds]) => {
    const number = integerArgument(machine, descriptor);
    const accepted = systemCall(machine, () => machine.system.accept(number));
    if (accepted === AGAIN) throw block(number, deadline(machine, seconds));
    machine.memo = undefined;
    return tuple([accepted.descriptor, pair(accepted.peer)]);
  },
  connect: (machine, [host, port, seconds]) => {
    if (machine.memo === undefined) {
      const opened = systemCall(machine, () => machine.system.connect(addressOf(machine, host, port)));
      machine.memo = { descriptor: opened, sinceMs: machine.system.now };
    }
    const { descriptor, sinceMs } = connectionOf(machine.memo);
    const done = (() => {
      try {
        return systemCall(machine, () => machine.system.connected(descriptor));
      } catch (error) {
        machine.memo = undefined;
        machine.system.close(descriptor);
        throw error;
      }
    })();
    if (done === AGAIN) {
      const due =
        seconds === undefined || seconds === null
          ? undefined
          : Math.ceil(sinceMs + numberArgument(machine, seconds) * 1000);
      if (due !== undefined && machine.system.now >= due) {
        machine.memo = undefined;
        machine.system.close(descriptor);
        throw machine.error('TimeoutError', 'timed out');
      }
      throw new Blocked({ connected: descriptor, ...(due === undefined ? {} : { timeMs: due }) });
    }
    machine.memo = undefined;
    return descriptor;
  },
  recv: (machine, [descriptor, size, seconds]) => {
    const number = integerArgument(machine, descriptor);
    const data = systemCall(machine, () =>
      machine.system.read(number, integerArgument(machine, size, 65_536)),
    );
    if (data === AGAIN) throw block(number, deadline(machine, seconds));
    machine.memo = undefined;
    return bytes(binary(data));
  },
  send: (machine, [descriptor, data]) => {
    const raw = bytesOf(machine, data);
    if (raw === undefined) {
      throw machine.error(
        'TypeError',
        `a bytes-like object is required, not '${machine.typeName(asOptional(data))}'`,
      );
    }
    const part = raw.slice(0, SEND_MAX);
    systemCall(machine, () => machine.system.write(integerArgument(machine, descriptor), packed(part)));
    return part.length;
  },
  sendto: (machine, [descriptor, data, host, port]) => {
    const raw = bytesOf(machine, data) ?? '';
    systemCall(machine, () =>
      machine.system.sendDatagram(
        integerArgument(machine, descriptor),
        addressOf(machine, host, port),
        packed(raw),
      ),
    );
    return raw.length;
  },
  recvfrom: (machine, [descriptor, seconds]) => {
    const number = integerArgument(machine, descriptor);
    const received = systemCall(machine, () => machine.system.receiveDatagram(number));
    if (received === AGAIN) throw block(number, deadline(machine, seconds));
    machine.memo = undefined;
    return tuple([bytes(binary(received.data)), pair(received.from)]);
  },
  /** Waits once for one of them to have something, or for the time to be over: the caller looks which it was. */
  wait_readable: (machine, [descriptors, seconds]) => {
    waitOnce(machine, seconds, iterableItems(machine, asOptional(descriptors)).map(Number));
    return null;
  },
  shutdown: (machine, [descriptor]) => {
    systemCall(machine, () => machine.system.shutdown(integerArgument(machine, descriptor)));
    return null;
  },
  close: (machine, [descriptor]) => {
    systemCall(machine, () => machine.system.close(integerArgument(machine, descriptor)));
    return null;
  },
  local: (machine, [descriptor]) =>
    pair(systemCall(machine, () => machine.system.localAddress(integerArgument(machine, descriptor)))),
  peer: (machine, [descriptor]) =>
    pair(systemCall(machine, () => machine.system.peerAddress(integerArgument(machine, descriptor)))),
});
