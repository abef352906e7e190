import type { Kind } from '../apiserver/kind.ts';
import { pathSegment } from '../apiserver/names.ts';
import { fieldDescription, nameColumn, since, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Event, EventSource } from '../schemas/generated/types.ts';
import { validateEvent } from './event/validate.ts';

type Content = Omit<Event, 'apiVersion' | 'kind' | 'metadata'>;

/** What Go writes where nothing is set: times that are no pointers, and fields without `omitempty`. */
interface AlwaysThere {
  readonly eventTime: string | null;
  readonly firstTimestamp: string | null;
  readonly lastTimestamp: string | null;
  readonly source: EventSource;
  readonly reportingComponent: string;
  readonly reportingInstance: string;
}

export type EventObject = KubernetesObject & Omit<Content, keyof AlwaysThere> & AlwaysThere;

const DEFINITION = 'io.k8s.api.core.v1.Event';

export const eventKind: Kind<EventObject> = {
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  definition: DEFINITION,
  nameRule: pathSegment,
  hasStatus: false,
  hasGeneration: false,
  validate: validateEvent,
  fieldLabels: {
    'involvedObject.kind': ({ involvedObject }) => involvedObject.kind ?? '',
    'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
    'involvedObject.name': ({ involvedObject }) => involvedObject.name ?? '',
    'involvedObject.uid': ({ involvedObject }) => involvedObject.uid ?? '',
    'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
    'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
    'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
    reason: ({ reason }) => reason ?? '',
    reportingComponent: ({ reportingComponent }) => reportingComponent,
    source: ({ source, reportingComponent }) => source.component || reportingComponent,
    type: ({ type }) => type ?? '',
  },
  columns: [
    textColumn('Last Seen', fieldDescription(DEFINITION, 'lastTimestamp')),
    textColumn('Type', fieldDescription(DEFINITION, 'type')),
    textColumn('Reason', fieldDescription(DEFINITION, 'reason')),
    textColumn('Object', fieldDescription(DEFINITION, 'involvedObject')),
    textColumn('Subobject', fieldDescription('io.k8s.api.core.v1.ObjectReference', 'fieldPath'), 1),
    textColumn('Source', fieldDescription(DEFINITION, 'source'), 1),
    textColumn('Message', fieldDescription(DEFINITION, 'message')),
    textColumn('First Seen', fieldDescription(DEFINITION, 'firstTimestamp'), 1),
    textColumn('Count', fieldDescription(DEFINITION, 'count'), 1),
    { ...nameColumn, priority: 1 },
  ],
  row: (event, now) => {
    const { series, involvedObject } = event;
    const first = since(event.firstTimestamp ?? event.eventTime, now);
    const last = event.lastTimestamp === null ? first : since(event.lastTimestamp, now);
    return [
      series === undefined ? last : since(series.lastObservedTime, now),
      event.type ?? '',
      event.reason ?? '',
      formatTarget(involvedObject),
      involvedObject.fieldPath ?? '',
      formatSource(event),
      (event.message ?? '').trim(),
      first,
      series?.count ?? event.count ?? 1,
      event.metadata.name,
    ];
  },
};

function formatTarget({ kind = '', name = '' }: EventObject['involvedObject']): string {
  return name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`;
}

function formatSource({ source, reportingComponent, reportingInstance }: EventObject): string {
  const component = source.component || reportingComponent;
  const instance = source.host || reportingInstance;
  return instance === '' ? component : `${component}, ${instance}`;
}
