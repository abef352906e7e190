import { invalidParameter } from '../../engine/docker/docker-error.ts';
import type { DockerEvent } from '../../engine/docker/events.ts';
import type { Filters } from '../../engine/docker/filters.ts';
import { parseTime } from '../../engine/docker/moments.ts';
import { nanoseconds } from '../../engine/docker/time.ts';
import { whileOpen } from './every.ts';
import { OutputStream, STREAM_HEADERS } from './output-stream.ts';
import { filtersOf } from './parameters.ts';
import type { DockerReply } from './reply.ts';
import { DAEMON_HEADERS } from './respond.ts';
import type { DockerCall, DockerRoute } from './route.ts';

/** How often, on the wall clock, it is looked whether the time is up that a client wants events of. */
const LOOK_INTERVAL_MS = 500;

const FILTERS = [
  'config',
  'container',
  'daemon',
  'event',
  'image',
  'label',
  'network',
  'node',
  'plugin',
  'scope',
  'secret',
  'service',
  'type',
  'volume',
];

export const eventRoutes: readonly DockerRoute[] = [{ method: 'GET', path: '/events', answer: answerEvents }];

function answerEvents(call: DockerCall): DockerReply {
  const { docker, host, query } = call;
  const { world } = docker;
  const [since, until] = [parseTime(query.get('since')), parseTime(query.get('until'))];
  if (since !== undefined && until !== undefined && until < since) {
    throw invalidParameter(
      `\`since\` time (${query.get('since')}) cannot be after \`until\` time (${query.get('until')})`,
    );
  }
  const filters = filtersOf(query);
  filters.checkNames(FILTERS);
  const output = new OutputStream(call.signal);
  const write = (event: DockerEvent) => {
    if (fits(event, filters) && (until === undefined || event.timeMs <= until)) {
      output.writeJson(representation(event));
    }
  };
  if (since !== undefined) {
    for (const event of world.events.past(host)) if (event.timeMs >= since) write(event);
  }
  const isOver = (now: number) => until !== undefined && until <= now;
  if (isOver(world.simulation.now())) output.end();
  else {
    output.onClose(
      world.publisher.subscribe(`events/${host}`, (message) => {
        if (message.is === 'closed') output.end();
        if (message.is === 'event') write(message.event);
      }),
    );
    if (until !== undefined) {
      whileOpen(output, LOOK_INTERVAL_MS, async () => {
        if (isOver(await call.later((current) => current.world.simulation.now()))) output.end();
      });
    }
  }
  const headers = { ...DAEMON_HEADERS, ...STREAM_HEADERS, 'Content-Type': 'application/json' };
  return { status: 200, headers, body: output };
}

/** `from`, `id` and `status` are what older clients read. */
function representation({ timeMs, ...event }: DockerEvent): object {
  const { Type, Action, Actor } = event;
  const legacy =
    Type === 'container'
      ? { status: Action, id: Actor.ID, from: Actor.Attributes.image ?? '' }
      : Type === 'image'
        ? { status: Action, id: Actor.ID }
        : {};
  return { ...legacy, ...event, time: Math.floor(timeMs / 1000), timeNano: nanoseconds(timeMs) };
}

function fits({ Type, Action, Actor, scope }: DockerEvent, filters: Filters): boolean {
  const [kind = ''] = Action.split(':');
  const { name = '', image = '' } = Actor.Attributes;
  const isAbout = (type: string) => {
    const wanted = filters.get(type);
    if (wanted.length === 0) return true;
    return Type === type && wanted.some((value) => Actor.ID.startsWith(value) || name === value);
  };
  const images = filters.get('image');
  const imageNames = [image, name, Actor.ID].flatMap((value) => [value, value.replace(/:[^/:]*$/, '')]);
  const events = filters.get('event');
  return (
    (events.length === 0 || events.includes(Action) || events.includes(kind)) &&
    filters.is('type', Type) &&
    filters.is('scope', scope) &&
    filters.matchesLabels(Actor.Attributes) &&
    isAbout('container') &&
    isAbout('volume') &&
    isAbout('network') &&
    (images.length === 0 || images.some((value) => imageNames.includes(value)))
  );
}
