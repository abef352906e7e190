import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { byteLength } from '../../apiserver/go-text.ts';
import { dns1123Subdomain, qualifiedName } from '../../apiserver/names.ts';
import type { EventObject } from '../event.ts';

const TEXT_MAX_BYTES = 128;
const MESSAGE_MAX_BYTES = 1024;

/** What core/v1 asks of an event: upstream's legacyValidateEvent. */
export function validateEvent(event: EventObject, errors: FieldErrors): void {
  if (event.eventTime === null) validateOldStyle(event, errors);
  else validateNewStyle(event, errors);
  const { namespace = '' } = event.metadata;
  for (const problem of dns1123Subdomain(namespace)) errors.invalid('namespace', namespace, problem);
}

/** Events of the first API, which have no eventTime. */
function validateOldStyle({ metadata, involvedObject }: EventObject, errors: FieldErrors): void {
  const { namespace = '' } = involvedObject;
  // Events of cluster-scoped objects live in `default`.
  if (metadata.namespace === (namespace || 'default')) return;
  errors.invalid('involvedObject.namespace', namespace, 'does not match event.namespace');
}

/** Events of events.k8s.io. */
function validateNewStyle(event: EventObject, errors: FieldErrors): void {
  const { metadata, involvedObject, reportingComponent, reportingInstance } = event;
  const isSystem = metadata.namespace === 'default' || metadata.namespace === 'kube-system';
  if ((involvedObject.namespace ?? '') === '' && !isSystem) {
    errors.invalid('involvedObject.namespace', '', 'does not match event.namespace');
  }
  if (reportingComponent === '') errors.required('reportingController');
  for (const problem of qualifiedName(reportingComponent)) {
    errors.invalid('reportingController', reportingComponent, problem);
  }
  validateText(reportingInstance, 'reportingInstance', errors);
  validateText(event.action ?? '', 'action', errors);
  validateText(event.reason ?? '', 'reason', errors);
  validateLength(event.message ?? '', MESSAGE_MAX_BYTES, 'message', errors);
}

function validateText(text: string, field: string, errors: FieldErrors): void {
  if (text === '') errors.required(field);
  validateLength(text, TEXT_MAX_BYTES, field, errors);
}

function validateLength(text: string, maxBytes: number, field: string, errors: FieldErrors): void {
  if (byteLength(text) > maxBytes) errors.invalid(field, '', `can have at most ${maxBytes} characters`);
}
