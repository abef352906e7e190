import { systemError } from '../../../filesystem/errors.ts';
import { unixPathOf } from '../../../network/unix-address.ts';
import { change } from '../../heap/change.ts';
import { httpDate } from '../../timestamps.ts';
import { bytesFrom } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { Child, close, connect, Listener, resume, Socket } from '../run/handles.ts';
import { attempt, errorOf } from '../run/system-errors.ts';
import { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';

function socketOf(machine: Machine, handle: Value): { readonly handle: JsObject; readonly socket: Socket } {
  if (handle instanceof JsObject && handle.inner instanceof Socket) return { handle, socket: handle.inner };
  return machine.throwError('TypeError', 'not a socket');
}

/** A server at a path: a Unix socket, which everybody may connect to that may write to the file. */
function listenAt(machine: Machine, address: string): JsObject {
  const path = unixPathOf({ address }) ?? '';
  try {
    return machine.runtime.handle(new Listener(machine.runtime.system.listen({ address, port: 0 })));
  } catch (error) {
    throw new Thrown(errorOf(machine, systemError(error).code, 'listen', { address: path, port: -1 }));
  }
}

export const networkBindings: Definitions = {
  'Handle.prototype': {},
  $net: {
    methods: {
      listen: (machine, _, [port, host]) => {
        const { runtime } = machine;
        const shown = host === undefined ? '::' : toText(machine, host);
        const address =
          shown === 'localhost' || shown === '::1'
            ? '127.0.0.1'
            : /^\d+\.\d+\.\d+\.\d+$/.test(shown)
              ? shown
              : '0.0.0.0';
        const number = toInteger(machine, port);
        if (unixPathOf({ address: shown }) !== undefined) return listenAt(machine, shown);
        try {
          return runtime.handle(new Listener(runtime.system.listen({ address, port: number })));
        } catch (error) {
          throw new Thrown(
            errorOf(machine, systemError(error).code, 'listen', { address: shown, port: number }),
          );
        }
      },
      address: (machine, _, [handle]) => {
        const inner = handle instanceof JsObject ? handle.inner : undefined;
        if (!(inner instanceof Listener || inner instanceof Socket)) return null;
        const { address, port } = machine.runtime.system.localAddress(inner.descriptor);
        const path = unixPathOf({ address });
        if (path !== undefined) return path === '' ? machine.realm.plainObject({}) : path;
        const any = address === '0.0.0.0';
        return machine.realm.plainObject({
          address: any ? '::' : address,
          family: any ? 'IPv6' : 'IPv4',
          port,
        });
      },
      connect: (machine, _, [host, port]) => {
        const socket = new Socket(-1, 'data');
        change(socket).host = toText(machine, host);
        change(socket).port = toInteger(machine, port);
        return machine.runtime.handle(socket);
      },
      /** After the handle has its `onevent`: a name that isn't known is told at once. */
      begin: (machine, _, [given]) => {
        const { handle, socket } = socketOf(machine, given);
        connect(machine.runtime, handle, socket);
        return undefined;
      },
      reading: (machine, _, [given, reading]) => {
        const { socket } = socketOf(machine, given);
        if (reading === 'data' || reading === 'request' || reading === 'response')
          change(socket).reading = reading;
        return undefined;
      },
      write: (machine, _, [given, data, encoding]) => {
        const { handle, socket } = socketOf(machine, given);
        if (socket.stage !== 'open') return false;
        try {
          machine.runtime.system.write(socket.descriptor, bytesFrom(machine, data, encoding));
          return true;
        } catch (error) {
          const { code } = systemError(error);
          close(machine.runtime, handle, socket);
          machine.runtime.task(machine.get(handle, 'onevent'), handle, [
            'error',
            errorOf(machine, code, 'write'),
          ]);
          return false;
        }
      },
      end: (machine, _, [given]) => {
        const { socket } = socketOf(machine, given);
        if (socket.stage === 'open') {
          try {
            machine.runtime.system.shutdown(socket.descriptor);
          } catch (error) {
            systemError(error);
          }
        }
        return undefined;
      },
      resume: (machine, _, [given]) => {
        resume(machine.runtime, socketOf(machine, given).socket);
        return undefined;
      },
      pause: (machine, _, [given]) => {
        change(socketOf(machine, given).socket).isPaused = true;
        return undefined;
      },
      close: (machine, _, [handle]) => {
        const inner = handle instanceof JsObject ? handle.inner : undefined;
        if (handle instanceof JsObject && (inner instanceof Listener || inner instanceof Socket))
          close(machine.runtime, handle, inner);
        return undefined;
      },
      descriptor: (machine, _, [handle]) => socketOf(machine, handle).socket.descriptor,
      /** A connection that the parent has accepted, by the descriptor that it has there. */
      take: (machine, _, [descriptor]) => {
        const { runtime } = machine;
        const taken = attempt(machine, 'accept', {}, () =>
          runtime.system.takeFromParent(toInteger(machine, descriptor)),
        );
        return runtime.handle(new Socket(taken, 'data'));
      },
      reference: (_, __, [handle, on]) => {
        const inner = handle instanceof JsObject ? handle.inner : undefined;
        if (inner instanceof Listener || inner instanceof Socket || inner instanceof Child)
          change(inner).isReferenced = on === true;
        return undefined;
      },
      date: (machine) => httpDate(machine.runtime.system.now),
    },
  },
};
