import type { ApiError } from '../apiserver/status.ts';

/** True where something could not be created because its namespace is going away: no reason to complain or retry. */
export function isNamespaceTerminating(error: ApiError): boolean {
  return (error.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating');
}
