import type { RecordChange } from '../../db/sandbox/changes.ts';
import { Network } from '../../engine/network/network.ts';
import { Random } from '../../engine/simulation/random.ts';
import { RecordStore } from '../../engine/simulation/records.ts';
import { Timers } from '../../engine/simulation/timers.ts';
import { WorkQueue } from '../../engine/simulation/work-queue.ts';

const START_MS = Date.UTC(2026, 0, 1);

export const HOST = 'h1/net';
export const OTHER_HOST = 'h2/net';

/** A network with a clock that is moved by hand, and what it woke. */
export class Lab {
  now = START_MS;
  readonly records = new RecordStore();
  readonly random = Random.fromSeed('network');
  readonly queue = new WorkQueue();
  readonly timers = new Timers();
  readonly network: Network;
  woken: string[] = [];
  readonly #stored = new Map<string, RecordChange>();

  constructor() {
    const simulation = {
      now: () => this.now,
      random: this.random,
      records: this.records,
      enqueue: (key: string) => this.queue.add(key),
      afterCommit: () => {},
      work: () => {},
      toil: () => {},
    };
    this.network = new Network(simulation, (socket) => this.woken.push(socket));
  }

  /** Two hosts of one LAN. */
  static withHosts(): Lab {
    const lab = new Lab();
    lab.network.addHost({ name: 'h1', namespace: HOST, address: '192.168.49.3' });
    lab.network.addHost({ name: 'h2', namespace: OTHER_HOST, address: '192.168.49.4' });
    return lab;
  }

  /** The world that a database would give back, made of all that was ever stored. */
  reloaded(): Lab {
    const lab = new Lab();
    lab.now = this.now;
    lab.random.restore(this.random.state);
    for (const { kind, key, value } of this.records.takeDirty())
      this.#stored.set(`${kind} ${key}`, { kind, key, value });
    for (const [name, { kind, key, value }] of this.#stored) {
      lab.#stored.set(name, { kind, key, value });
      if (value !== undefined) lab.records.load([{ kind, key, value }]);
    }
    for (const [key, timer] of this.timers.takeDirty())
      if (timer !== undefined) lab.timers.load([{ ...timer, key }]);
    lab.network.resume();
    return lab;
  }

  /** Lets virtual time pass, with all that happens in it. */
  advance(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      let key = this.queue.take();
      if (key === undefined) {
        const timer = this.timers.takeDue(until);
        if (timer === undefined) break;
        this.now = timer.due;
        key = timer.key;
      }
      const requeue = this.network.reconciler.reconcile(key.slice(key.indexOf('|') + 1));
      if (requeue === undefined) this.timers.cancel(key);
      else this.timers.set(key, this.now + requeue.afterMs);
    }
    this.now = until;
  }

  /** The error code that a call throws, or `none`. */
  errorOf(call: () => unknown): string {
    try {
      call();
      return 'none';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }

  /** A connection's outcome after a while: `connected`, `again` or the error. */
  outcome(socket: string): string {
    let answer = '';
    const error = this.errorOf(() => {
      answer = this.network.connected(socket) === true ? 'connected' : 'again';
    });
    return error === 'none' ? answer : error;
  }

  write(socket: string, text: string): boolean {
    return this.network.write(socket, new TextEncoder().encode(text));
  }

  /** The text that can be read, `again`, or the empty text at the end. */
  read(socket: string, max?: number): string {
    const bytes = this.network.read(socket, max);
    return bytes === 'again' ? bytes : new TextDecoder().decode(bytes);
  }

  /** The socket of the next connection at a listener. */
  accepted(listener: string): string {
    const answer = this.network.accept(listener);
    if (answer === 'again') throw new Error('nothing to accept');
    return answer.socket;
  }
}
