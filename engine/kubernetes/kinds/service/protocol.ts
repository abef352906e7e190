import type { FieldErrors } from '../../apiserver/field-errors.ts';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** The protocol of a service's or an endpoint's port, once defaults are filled in. */
export function validateProtocol(protocol: string, field: string, errors: FieldErrors): void {
  if (protocol === '') errors.required(field);
  else if (!PROTOCOLS.includes(protocol)) errors.notSupported(field, protocol, PROTOCOLS);
}
