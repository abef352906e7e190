import { change } from '../../heap/change.ts';
import { finishClass } from './class-making.ts';
import { stopIteration } from './exceptions.ts';
import { finishImport } from './imports.ts';
import type { Machine } from './machine.ts';
import type { Frame, Value } from './values.ts';

/** A frame returns. */
export function finishFrame(machine: Machine, frame: Frame, value: Value): void {
  machine.frames.pop();
  if (frame.generator !== undefined) {
    finishGenerator(machine, frame, value);
    return;
  }
  const { after } = frame;
  if (after.kind === 'class') finishClass(machine, frame, after.make, after.after);
  else if (after.kind === 'module') finishImport(machine, after.module, after.rest);
  else if (after.kind === 'give' && frame.code.name === '__init__' && value !== null) {
    throw machine.error('TypeError', `__init__() should return None, not '${typeNameOf(machine, value)}'`);
  } else machine.deliver(value, after);
}

function typeNameOf(machine: Machine, value: Value): string {
  return machine.typeName(value);
}

function finishGenerator(machine: Machine, frame: Frame, value: Value): void {
  const { generator, after } = frame;
  if (generator === undefined) return;
  change(generator).state = 'done';
  change(generator).frame = undefined;
  switch (after.kind) {
    case 'loop': {
      const caller = machine.frame;
      caller.stack.pop();
      if (after.delegate) caller.stack.push(value);
      caller.ip = after.exit;
      return;
    }
    case 'leave':
      machine.left = undefined;
      machine.returned = value;
      return;
    case 'next':
      if (after.fallback === undefined) throw stopIteration(value);
      machine.push(after.fallback);
      return;
    case 'call':
      throw stopIteration(value);
    default:
      machine.deliver(null, after);
  }
}

/** A frame yields: it waits in its generator until it is asked for more. */
export function yieldFrom(machine: Machine, frame: Frame, value: Value): void {
  const { generator, after } = frame;
  if (generator === undefined) throw new Error('only generators yield');
  machine.frames.pop();
  change(generator).state = 'waiting';
  change(generator).frame = frame;
  machine.deliver(value, after);
}
