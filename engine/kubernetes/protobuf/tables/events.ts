import type { FieldNumbers } from '../field-numbers.ts';

/** events.k8s.io/v1. */
export const EVENTS: FieldNumbers = {
  Event:
    'metadata eventTime series reportingController reportingInstance action reason regarding ' +
    'related note type deprecatedSource deprecatedFirstTimestamp deprecatedLastTimestamp deprecatedCount',
  EventSeries: 'count lastObservedTime',
};
