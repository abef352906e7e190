import type { Kind } from '../../apiserver/kind.ts';
import type { KubernetesObject } from '../../object.ts';
import type { EventsV1Event } from '../../schemas/generated/types.ts';
import { type EventObject, eventKind } from '../event.ts';
import { validateEventsV1Create, validateEventsV1Update } from './validate-events-v1.ts';

type EventsV1Object = KubernetesObject & Omit<EventsV1Event, 'apiVersion' | 'kind' | 'metadata'>;

/** Events as events.k8s.io has them: the same objects under other names (upstream's pkg/apis/events/v1). */
export const eventsV1Kind: Kind<EventObject> = {
  ...eventKind,
  group: 'events.k8s.io',
  definition: 'io.k8s.api.events.v1.Event',
  conversion: { stored: eventKind, toStored, fromStored },
  validateCreate: validateEventsV1Create,
  validateUpdate: validateEventsV1Update,
  fieldLabels: {
    'regarding.kind': ({ involvedObject }) => involvedObject.kind ?? '',
    'regarding.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
    'regarding.name': ({ involvedObject }) => involvedObject.name ?? '',
    'regarding.uid': ({ involvedObject }) => involvedObject.uid ?? '',
    'regarding.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
    'regarding.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
    'regarding.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
    reason: ({ reason }) => reason ?? '',
    reportingController: ({ reportingComponent }) => reportingComponent,
    type: ({ type }) => type ?? '',
  },
};

function toStored(event: EventsV1Object): EventObject {
  const { note, regarding, reportingController, reportingInstance, ...rest } = event;
  const { deprecatedSource, deprecatedFirstTimestamp, deprecatedLastTimestamp, deprecatedCount, ...same } =
    rest;
  return {
    ...same,
    apiVersion: 'v1',
    kind: 'Event',
    involvedObject: regarding ?? {},
    ...(note === undefined ? {} : { message: note }),
    source: deprecatedSource ?? {},
    firstTimestamp: deprecatedFirstTimestamp ?? null,
    lastTimestamp: deprecatedLastTimestamp ?? null,
    ...(deprecatedCount === undefined ? {} : { count: deprecatedCount }),
    reportingComponent: reportingController ?? '',
    reportingInstance: reportingInstance ?? '',
  };
}

function fromStored(event: EventObject): KubernetesObject {
  const { message, involvedObject, reportingComponent, reportingInstance, ...rest } = event;
  const { source, firstTimestamp, lastTimestamp, count, ...same } = rest;
  const shown = {
    ...same,
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    regarding: involvedObject,
    ...(message === undefined ? {} : { note: message }),
    deprecatedSource: source,
    deprecatedFirstTimestamp: firstTimestamp,
    deprecatedLastTimestamp: lastTimestamp,
    ...(count === undefined ? {} : { deprecatedCount: count }),
    ...(reportingComponent === '' ? {} : { reportingController: reportingComponent }),
    ...(reportingInstance === '' ? {} : { reportingInstance }),
  };
  return shown;
}
