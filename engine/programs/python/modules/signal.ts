import { type Signal, signalNames, signalNumber } from '../../../linux/signals.ts';
import { change } from '../../heap/change.ts';
import { integerArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import type { Machine } from '../machine/machine.ts';
import { natives } from '../machine/native.ts';
import type { Value } from '../machine/values.ts';

function named(machine: Machine, value: Value | undefined): Signal {
  const number = integerArgument(machine, value);
  const name = signalNames().find((each) => signalNumber(each) === number);
  if (name === undefined) throw machine.error('ValueError', 'signal number out of range');
  return name;
}

export const signalNatives = natives('_signal.', {
  /** 0: what the kernel does; 1: nothing; else what is called. */
  set: (machine, [signal, handler]) => {
    const name = named(machine, signal);
    if (name === 'SIGKILL' || name === 'SIGSTOP')
      throw machine.error('OSError', '[Errno 22] Invalid argument');
    const number = signalNumber(name);
    const before = machine.state.handlers.get(number) ?? null;
    if (handler === 0 || handler === 1) {
      change(machine.state.handlers).delete(number);
      machine.system.onSignal(handler === 0 ? 'default' : 'ignore', [name]);
    } else {
      change(machine.state.handlers).set(number, asOptional(handler));
      machine.system.onSignal('handle', [name]);
    }
    return before;
  },
  get: (machine, [signal]) => machine.state.handlers.get(signalNumber(named(machine, signal))) ?? null,
});
