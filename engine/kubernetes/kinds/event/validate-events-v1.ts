import { sameJson } from '../../apiserver/equality.ts';
import type { FieldErrors, GoLiteral } from '../../apiserver/field-errors.ts';
import { goStruct, goTime } from '../../apiserver/go-syntax.ts';
import { dns1123Subdomain } from '../../apiserver/names.ts';
import type { EventSource, ObjectReference } from '../../schemas/generated/types.ts';
import type { EventObject } from '../event.ts';

/** What events.k8s.io/v1 asks of a new event beyond core/v1: upstream's ValidateEventCreate. */
export function validateEventsV1Create(event: EventObject, errors: FieldErrors): void {
  const { metadata, source, type = '' } = event;
  for (const problem of dns1123Subdomain(metadata.name)) {
    errors.invalid('metadata.name', metadata.name, problem);
  }
  validateSeries(event, errors);
  if (event.eventTime === null) errors.required('eventTime');
  if (type !== 'Normal' && type !== 'Warning') errors.invalid('type', '', `has invalid value: ${type}`);
  const old = {
    firstTimestamp: event.firstTimestamp !== null,
    lastTimestamp: event.lastTimestamp !== null,
    count: event.count !== undefined,
    source: source.component !== undefined || source.host !== undefined,
  };
  for (const [field, isSet] of Object.entries(old)) {
    if (isSet) errors.invalid(field, '', 'needs to be unset');
  }
}

/** Only the series of an event may change: upstream's ValidateEventUpdate. */
export function validateEventsV1Update(event: EventObject, old: EventObject, errors: FieldErrors): void {
  if (!sameJson(event.series ?? null, old.series ?? null)) validateSeries(event, errors);
  const before = unchangeable(old);
  unchangeable(event).forEach(([field, value, printed], index) => {
    if (sameJson(value ?? null, before[index]?.[1] ?? null)) return;
    errors.invalid(field, printed, 'field is immutable');
  });
}

function validateSeries({ series }: EventObject, errors: FieldErrors): void {
  if (series === undefined) return;
  if ((series.count ?? 0) < 2) errors.invalid('series.count', '', 'should be at least 2');
  if (series.lastObservedTime === undefined) errors.required('series.lastObservedTime');
}

/** The fields that stay as they are: their values, and how Go shows them. */
function unchangeable(event: EventObject): [field: string, value: unknown, printed: unknown][] {
  const { involvedObject, reason = '', message = '', source, count = 0, type = '', action = '' } = event;
  const related = event.related === undefined ? 'null' : goReference(event.related);
  return [
    ['involvedObject', involvedObject, goReference(involvedObject)],
    ['reason', reason, reason],
    ['message', message, message],
    ['source', source, goSource(source)],
    ['firstTimestamp', event.firstTimestamp, goTime(event.firstTimestamp)],
    ['lastTimestamp', event.lastTimestamp, goTime(event.lastTimestamp)],
    ['count', count, count],
    ['reason', reason, reason],
    ['type', type, type],
    ['eventTime', event.eventTime, goTime(event.eventTime)],
    ['action', action, action],
    ['related', event.related, related],
    ['reportingController', event.reportingComponent, event.reportingComponent],
    ['reportingInstance', event.reportingInstance, event.reportingInstance],
  ];
}

function goReference(reference: ObjectReference): GoLiteral {
  const { kind = '', namespace = '', name = '', uid = '', apiVersion = '' } = reference;
  const { resourceVersion = '', fieldPath = '' } = reference;
  return goStruct('core.ObjectReference', {
    Kind: kind,
    Namespace: namespace,
    Name: name,
    UID: uid,
    APIVersion: apiVersion,
    ResourceVersion: resourceVersion,
    FieldPath: fieldPath,
  });
}

function goSource({ component = '', host = '' }: EventSource): GoLiteral {
  return goStruct('core.EventSource', { Component: component, Host: host });
}
