import { parseTime } from '../../simulation/time.ts';
import type { EventObject } from '../kinds/event.ts';
import type { KnownEvent } from './known-events.ts';

/** A series ends when nothing was added to it for so long (finishTime of client-go's tools/events). */
const SERIES_GAP_MS = 6 * 60 * 1000;

type Action = Pick<EventObject, 'action' | 'type' | 'reason' | 'involvedObject'>;

/**
 * The event of which another would be the next of a series, as client-go's tools/events finds it: of the same
 * object at the same resourceVersion. (There, the count is written every half hour; here it is each time.)
 * @param known the events of the same source and object
 */
export function repeatedInSeries(
  known: readonly KnownEvent[],
  { action, type, reason, involvedObject }: Action,
  now: number,
): EventObject | undefined {
  return known.find(
    ({ event }) =>
      event.eventTime !== null &&
      event.action === action &&
      event.type === type &&
      event.reason === reason &&
      event.involvedObject.resourceVersion === involvedObject.resourceVersion &&
      event.involvedObject.fieldPath === involvedObject.fieldPath &&
      now - parseTime(event.series?.lastObservedTime ?? event.eventTime) <= SERIES_GAP_MS,
  )?.event;
}
