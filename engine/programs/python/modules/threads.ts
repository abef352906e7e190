import { asOptional } from '../builtins/optional.ts';
import { iterableItems } from '../machine/iteration.ts';
import { mappingEntries } from '../machine/mappings.ts';
import { natives } from '../machine/native.ts';
import { Blocked } from '../machine/raised.ts';
import type { Thread } from '../machine/state.ts';
import { dueMs } from './time.ts';

/** Threads of one process. */
const THREADS_MAX = 200;

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
  /** Waits until another thread has changed something: the caller looks again. True: the time is over. */
  wait: (machine, [seconds]) => {
    const timed = seconds !== undefined && seconds !== null;
    if (machine.memo === undefined) {
      machine.memo = timed ? dueMs(machine, seconds) : -1;
      throw new Blocked(timed ? { timeMs: Number(machine.memo) } : {});
    }
    machine.memo = undefined;
    return null;
  },
  /** In whole milliseconds: the clock knows no others, so that whoever waits for a part of one would wait for nothing. */
  deadline: (machine, [seconds]) => dueMs(machine, seconds),
});
