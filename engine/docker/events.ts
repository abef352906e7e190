import type { Publisher } from '../simulation/publisher.ts';
import type { Records } from '../simulation/records.ts';
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

interface Ring {
  readonly events: DockerEvent[];
}

/** What has happened on each daemon: the last ones are kept, and whoever listens is told. */
export class Events {
  readonly #simulation: Simulation;
  readonly #publisher: Publisher<DockerMessage>;
  readonly #rings: Records<Ring>;

  constructor(simulation: Simulation, publisher: Publisher<DockerMessage>) {
    this.#simulation = simulation;
    this.#publisher = publisher;
    this.#rings = simulation.records.of('docker_events');
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
    const { events } = this.#rings.get(host) ?? { events: [] };
    events.push(event);
    if (events.length > EVENTS_MAX) events.splice(0, events.length - EVENTS_MAX);
    this.#rings.set(host, { events });
    this.#publisher.emit(`events/${host}`, { is: 'event', event });
  }

  /** Those that are remembered, the oldest first. */
  past(host: string): readonly DockerEvent[] {
    return this.#rings.get(host)?.events ?? [];
  }
}
