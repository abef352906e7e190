import type { Json, System } from '../linux/system.ts';

/**
 * What processes of a program work with between their steps, in memory. What is stored of it is put together when a
 * commit asks for it, and read where the world has woken since.
 */
export class LivingStates<Running extends object, Stored> {
  readonly #living = new WeakMap<object, Running>();
  readonly #store: (running: Running) => Stored;
  readonly #restore: (system: System, stored: Stored) => Running;

  constructor(store: (running: Running) => Stored, restore: (system: System, stored: Stored) => Running) {
    this.#store = store;
    this.#restore = restore;
  }

  /** The state of a process, which stands for what it works with. */
  stateOf(running: Running): Json {
    const state = {};
    Object.defineProperty(state, 'toJSON', { value: () => this.#store(running) });
    this.#living.set(state, running);
    return state;
  }

  runningOf(system: System, state: Json): Running {
    const alive = typeof state === 'object' && state !== null ? this.#living.get(state) : undefined;
    if (alive !== undefined) return alive;
    const stored: Stored = JSON.parse(JSON.stringify(state));
    return this.#restore(system, stored);
  }
}
