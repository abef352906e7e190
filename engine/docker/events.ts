import type { Publisher } from '../simulation/publisher.ts';
import type { OwnedRecords } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { EVENTS_MAX } from './limits.ts';
import type { DockerMessage } from './messages.ts';

/** An event, as the API shows it. */
export interface DockerEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: 'local';
  readonly timeMs: number;
}

/** What has happened on each daemon: the last ones are kept, and whoever listens is told. */
export class Events {
  readonly #simulation: Simulation;
  readonly #publisher: Publisher<DockerMessage>;
  /** Of each host, by number. */
  readonly #events: OwnedRecords<number, DockerEvent>;
  /** The number of each host's next event, once it was asked for. */
  readonly #next = new Map<string, number>();

  constructor(simulation: Simulation, publisher: Publisher<DockerMessage>) {
    this.#simulation = simulation;
    this.#publisher = publisher;
    this.#events = simulation.records.owned('docker_events', Number);
  }

  emit(
    host: string,
    type: string,
    action: string,
    id: string,
    attributes: Readonly<Record<string, string>>,
  ): void {
    const sorted = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
    const event: DockerEvent = {
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: sorted },
      scope: 'local',
      timeMs: this.#simulation.now(),
    };
    const number = this.#next.get(host) ?? Math.max(-1, ...this.#events.of(host).keys()) + 1;
    this.#next.set(host, number + 1);
    this.#events.set(host, number, event);
    this.#events.delete(host, number - EVENTS_MAX);
    this.#publisher.emit(`events/${host}`, { is: 'event', event });
  }

  forgetHost(host: string): void {
    for (const number of [...this.#events.of(host).keys()]) this.#events.delete(host, number);
    this.#next.delete(host);
  }

  /** Those that are remembered, the oldest first. */
  past(host: string): readonly DockerEvent[] {
    return [...this.#events.of(host)].sort(([a], [b]) => a - b).map(([, event]) => event);
  }
}
