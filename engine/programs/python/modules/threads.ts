import type { Json } from '../../../linux/system.ts';
import { asOptional } from '../builtins/optional.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { mappingEntries } from '../machine/mappings.ts';
import { natives } from '../machine/native.ts';
import { Blocked } from '../machine/raised.ts';
import type { Thread } from '../machine/state.ts';
import type { Value } from '../machine/values.ts';
import { dueMs } from './time.ts';

/** Threads of one process. */
const THREADS_MAX = 200;

/**
 * Blocks once, until a thread says that something has changed, or the time is over.
 * @param readable or until one of these descriptors may have something: they are looked at in another step
 */
export function waitOnce(
  machine: Machine,
  seconds: Value | undefined,
  readable: readonly number[] = [],
): void {
  const { state } = machine;
  const isFirst = machine.memo === undefined;
  if (isFirst) {
    const due = seconds === undefined || seconds === null ? null : dueMs(machine, seconds);
    machine.memo = { wakes: state.wakes, step: state.steps, due };
  }
  const { wakes, step, due } = waiting(machine.memo);
  const isOver =
    state.wakes !== wakes ||
    (readable.length > 0 && state.steps !== step) ||
    (due !== undefined && machine.system.now >= due);
  if (!isFirst && isOver) {
    machine.memo = undefined;
    return;
  }
  throw new Blocked({
    ...(readable.length === 0 ? {} : { readable }),
    ...(due === undefined ? {} : { timeMs: due }),
  });
}

function waiting(memo: Json | undefined): {
  readonly wakes: number;
  readonly step: number;
  readonly due: number | undefined;
} {
  if (typeof memo !== 'object' || memo === null || !('wakes' in memo))
    return { wakes: -1, step: -1, due: undefined };
  return {
    wakes: Number(memo.wakes),
    step: Number(memo.step),
    due: memo.due === null ? undefined : Number(memo.due),
  };
}

export const threadNatives = natives('_thread.', {
  start: (machine, [called, positional, keywords, daemon]) => {
    const { state } = machine;
    if (state.threads.length >= THREADS_MAX) throw machine.error('RuntimeError', "can't start new thread");
    const thread: Thread = {
      id: state.nextThread++,
      frames: [],
      wait: undefined,
      memo: undefined,
      daemon: machine.truth(asOptional(daemon)),
      done: false,
    };
    const named = new Map(
      mappingEntries(machine, asOptional(keywords)).map(([name, value]) => [String(name), value]),
    );
    const before = machine.thread;
    machine.thread = thread;
    machine.invoke(
      asOptional(called),
      iterableItems(machine, asOptional(positional)),
      { kind: 'end' },
      named,
    );
    machine.thread = before;
    state.threads.push(thread);
    return thread.id;
  },
  get_ident: (machine) => machine.thread.id,
  is_done: (machine, [id]) => !machine.state.threads.some((thread) => thread.id === id && !thread.done),
  /** Waits until somebody says `wake`, or for some seconds: the caller looks again whether it has what it waits for. */
  wait: (machine, [seconds]) => {
    waitOnce(machine, seconds);
    return null;
  },
  /** Something has changed that threads may wait for. */
  wake: (machine) => {
    machine.state.wakes++;
    return null;
  },
  /** In whole milliseconds: the clock knows no others, so that whoever waits for a part of one would wait for nothing. */
  deadline: (machine, [seconds]) => dueMs(machine, seconds),
});
