import { systemError } from '../../../filesystem/errors.ts';
import { isSignal, parseSignal, type Signal } from '../../../linux/signals.ts';
import { change } from '../../heap/change.ts';
import { bytesFrom } from '../builtins/buffers/bytes.ts';
import type { Definitions } from '../builtins/definition.ts';
import { fromHost } from '../builtins/json.ts';
import { format } from '../inspect/format.ts';
import { inspectValue } from '../inspect/inspect.ts';
import { toInteger, toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { Exit } from '../run/exit.ts';
import { attempt } from '../run/system-errors.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';

function texts(machine: Machine, value: Value): string[] {
  return value instanceof JsArray ? value.items.map((item) => toText(machine, item)) : [];
}

export const processBindings: Definitions = {
  $process: {
    methods: {
      facts: (machine) => {
        const { system } = machine.runtime;
        return fromHost(machine, {
          pid: system.pid,
          ppid: system.parentPid,
          uid: system.uid,
          gid: system.gid,
          version: `v${system.executable.version ?? '20.19.3'}`,
          hostname: system.hostName(),
        });
      },
      env: (machine) => fromHost(machine, Object.fromEntries(machine.runtime.system.env)),
      now: (machine) => machine.runtime.system.now,
      uptimeMs: (machine) => machine.runtime.system.uptimeMs,
      startedMs: (machine) => machine.runtime.startedMs,
      random: (machine) => machine.runtime.system.random(),
      cwd: (machine) => machine.runtime.system.workingDirectory,
      chdir: (machine, _, [path]) => {
        const text = toText(machine, path);
        attempt(machine, 'chdir', { path: text }, () => machine.runtime.system.changeDirectory(text));
        return undefined;
      },
      umask: (machine, _, [mask]) => machine.runtime.system.setUmask(toInteger(machine, mask)),
      write: (machine, _, [descriptor, data, encoding]) => {
        const bytes = bytesFrom(machine, data, encoding);
        machine.charge(20 + (bytes.length >> 4));
        try {
          machine.runtime.system.write(toInteger(machine, descriptor), bytes);
        } catch (error) {
          systemError(error);
        }
        return true;
      },
      isTerminal: (machine, _, [descriptor]) =>
        machine.runtime.system.isTerminal(toInteger(machine, descriptor)),
      windowSize: (machine, _, [descriptor]) =>
        fromHost(machine, machine.runtime.system.windowSize(toInteger(machine, descriptor))),
      exit: (_, __, [code]) => {
        throw new Exit(Number(code ?? 0));
      },
      abort: () => {
        throw new Exit('SIGABRT');
      },
      kill: (machine, _, [pid, signal]) => {
        const number =
          typeof signal === 'number'
            ? String(signal)
            : signal === undefined
              ? 'SIGTERM'
              : toText(machine, signal);
        attempt(machine, 'kill', {}, () =>
          machine.runtime.system.kill(
            toInteger(machine, pid),
            number === '0' ? undefined : parseSignal(number),
          ),
        );
        return true;
      },
      handleSignal: (machine, _, [name, on]) => {
        const signal = toText(machine, name);
        if (isSignal(signal)) setHandler(machine, signal, on === true);
        return undefined;
      },
      isSignal: (machine, _, [name]) => typeof name === 'string' && isSignal(toText(machine, name)),
      readInput: (machine, _, [on]) => {
        machine.runtime.readsInput = on === true;
        return undefined;
      },
      tick: (machine, _, [callee, args]) => {
        machine.promises.tick(callee, args instanceof JsArray ? [...args.items] : []);
        return undefined;
      },
      microtask: (machine, _, [callee]) => {
        machine.promises.later(callee, []);
        return undefined;
      },
      context: (machine) => machine.context,
      setContext: (machine, _, [context]) => {
        machine.context = context;
        return undefined;
      },
      format: (machine, _, [args, colors]) =>
        format(machine, args instanceof JsArray ? args.items : [], colors === true),
      memory: (machine) => machine.runtime.memoryBytes,
      isKind: (_, __, [value, kind]) => value instanceof JsObject && value.kind === kind,
      lookup: (machine, _, [names]) => machine.realm.array(texts(machine, names)),
    },
  },
  'Timeout.prototype': {
    links: { constructor: 'Timeout' },
    methods: {
      unref: (_, self) => mark(self, true),
      ref: (_, self) => mark(self, undefined),
      hasRef: (_, self) => self instanceof JsObject && self.props.get('_unref') !== true,
      refresh: (machine, self) => {
        const timer = machine.runtime.timers.find(({ object }) => object === self);
        if (timer !== undefined)
          change(timer).dueMs = machine.runtime.system.now + Number(timer.object.props.get('_idleTimeout'));
        return self;
      },
      close: (machine, self) => {
        machine.runtime.clearTimer(self);
        return self;
      },
      '@@toPrimitive': (_, self) =>
        self instanceof JsObject && typeof self.inner === 'number' ? self.inner : Number.NaN,
    },
  },
  Timeout: { call: () => undefined },
  Immediate: { call: () => undefined },
  'Immediate.prototype': { links: { constructor: 'Immediate' } },
  setTimeout: {
    arity: 2,
    call: (machine, _, [callee, delay, ...args]) => timer(machine, callee, delay, false, args),
  },
  setInterval: {
    arity: 2,
    call: (machine, _, [callee, delay, ...args]) => timer(machine, callee, delay, true, args),
  },
  setImmediate: {
    arity: 1,
    call: (machine, _, [callee, ...args]) => machine.runtime.addImmediate(callback(machine, callee), args),
  },
  clearTimeout: { call: clear },
  clearInterval: { call: clear },
  clearImmediate: { call: clear },
};

function mark(self: Value, value: Value): Value {
  if (self instanceof JsObject) self.put('_unref', value);
  return self;
}

function clear(machine: Machine, _: Value, [value]: readonly Value[]): Value {
  machine.runtime.clearTimer(value);
  return undefined;
}

function callback(machine: Machine, callee: Value): Value {
  if (machine.isCallable(callee)) return callee;
  const shown = inspectValue(machine, callee);
  const received = callee === undefined || callee === null ? shown : `type ${typeof callee} (${shown})`;
  throw machine.realm.thrownCoded(
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    `The "callback" argument must be of type function. Received ${received}`,
  );
}

function timer(
  machine: Machine,
  callee: Value,
  delay: Value,
  repeat: boolean,
  args: readonly Value[],
): Value {
  return machine.runtime.addTimer(callback(machine, callee), toNumber(machine, delay ?? 1), repeat, args);
}

function setHandler(machine: Machine, signal: Signal, on: boolean): void {
  const handled = new Set(machine.runtime.signals);
  if (on) handled.add(signal);
  else handled.delete(signal);
  machine.runtime.signals = [...handled];
  attempt(machine, 'uv_signal_start', {}, () =>
    machine.runtime.system.onSignal(on ? 'handle' : 'default', [signal]),
  );
}
